#!/bin/sh
# SPDX-License-Identifier: ISC
# bt-expressions(7) says what the tables of functions and indicators say.
echo 1..1
if diff=$(scripts/expressions -n "$B/bin" 2>&1); then
	echo 'ok 1 - the page of expressions is the tables of the language'
else
	echo 'not ok 1 - the page of expressions is the tables of the language'
	echo "$diff" | head -n 20 | sed 's/^/# /'
fi
