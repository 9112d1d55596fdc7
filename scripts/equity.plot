# SPDX-License-Identifier: ISC
# The equity rows of bt-run (CSV on standard input), drawn in the terminal.
set terminal dumb size 79, 22
set datafile separator ","
set datafile columnheaders
set xdata time
set timefmt "%Y-%m-%d"
set format x "%Y"
set format y "%.0f"
unset key
set autoscale xfix
set tics nomirror
plot "/dev/stdin" using "time":"equity" with lines
