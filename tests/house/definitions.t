#!/bin/sh
# SPDX-License-Identifier: ISC
# bt-metrics-definitions(7) says what the table of metrics says.
echo 1..1
if diff=$(scripts/definitions -n "$B/bin" 2>&1); then
	echo 'ok 1 - the page of definitions is the table of metrics'
else
	echo 'not ok 1 - the page of definitions is the table of metrics'
	echo "$diff" | sed 's/^/# /'
fi
