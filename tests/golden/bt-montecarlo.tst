# SPDX-License-Identifier: ISC
# status  stdout  command

# Nothing to draw from, one thing to draw.
0  bt-montecarlo-one.csv  printf 'return\n0.1\n' | bt-montecarlo -f csv
