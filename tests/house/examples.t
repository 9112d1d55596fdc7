#!/bin/sh
# SPDX-License-Identifier: ISC
# What the manuals and README show is what the tools print.
exec scripts/examples "$B/bin" man/*.[157] README
