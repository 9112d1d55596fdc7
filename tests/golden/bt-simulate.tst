# status  expected stdout  command
# The numbers are the program's own, kept so that they stay: the same options
# give the same bytes on every machine.  What they must be like is checked in
# tests/unit/chance_*.c and tests/pipe/simulate.t.
0  bt-simulate-first.csv     bt-simulate -n 5
0  bt-simulate-first.csv     LC_ALL=de_DE.UTF-8 TZ=America/New_York bt-simulate -n 5
0  bt-simulate-first.csv     bt-simulate -n 5 -o x && cat x
0  bt-simulate-first.ndjson  bt-simulate -n 5 -f ndjson
