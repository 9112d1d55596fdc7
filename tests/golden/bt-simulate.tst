# status  expected stdout  command
# The numbers are the program's own, kept so that they stay: the same options
# give the same bytes on every machine.  What they must be like is checked in
# tests/unit/chance_*.c and tests/pipe/simulate.t.
0  bt-simulate-first.csv     bt-simulate -n 5
0  bt-simulate-first.csv     LC_ALL=de_DE.UTF-8 TZ=America/New_York bt-simulate -n 5
0  bt-simulate-first.csv     bt-simulate -n 5 -o x && cat x
0  bt-simulate-first.csv     bt-simulate -n 5 <&-
0  bt-simulate-first.csv     bt-simulate | head -n 6
0  bt-simulate-first.csv     bt-simulate --to 2020-01-08
0  bt-simulate-first.csv     echo '{"bars":5,"model":"gbm"}' >c.json && bt-simulate -c c.json
0  bt-simulate-first.ndjson  bt-simulate -n 5 -f ndjson

# Every model, and what they begin with.
0  bt-simulate-walk.csv      bt-simulate -n 3 -m walk
0  bt-simulate-merton.csv    bt-simulate -n 3 -m merton:jumps=200
0  bt-simulate-heston.csv    bt-simulate -n 3 -m heston
0  bt-simulate-garch.csv     bt-simulate -n 3 -m garch
0  bt-simulate-ou.csv        bt-simulate -n 3 -m ou:reversion=50,level=2
0  bt-simulate-regime.csv    bt-simulate -n 3 -m regime:length=2,crisis-length=2
0  bt-simulate-blocks.csv    bt-simulate -n 3 -m bootstrap:2 --fit $D/sp500-2000.csv
0  bt-simulate-stationary.csv  bt-simulate -n 3 -m bootstrap:2,random --fit $D/sp500-2000.csv
0  bt-simulate-known.csv     bt-simulate -n 1 --calendar 24x7 --symbols AAPL,GOOGL,MSFT,TSLA,AMZN,BTCUSD,ETHUSD --correlation factor
0  bt-simulate-count.csv     bt-simulate -n 1 --count 3 --seed 7
0  bt-simulate-fit.txt       bt-simulate -m garch --fit $D/sp500-2000.csv --print-fit

# When.
0  bt-simulate-time.csv      bt-simulate -n 2 --symbols X,BTCUSD --order time --from 2020-01-03
0  bt-simulate-hours.csv     bt-simulate -t 1h --from 2020-03-06T19:00:00Z --to 2020-03-09T15:00:00Z
0  bt-simulate-lunch.csv     bt-simulate -t 1h -n 3 --calendar weekdays --session 09:00-11:30 --tz Asia/Tokyo
0  bt-simulate-none.csv      bt-simulate -n 0
0  bt-simulate-none.csv      bt-simulate --from 2020-01-04 --to 2020-01-05
0  bt-simulate-free.csv      printf '# closed\n2020-01-02\n' >days && bt-simulate -n 2 --calendar days

# Values.
0  bt-simulate-tick.csv      bt-simulate -n 2 --tick-size 0.25 --start 4000 --volume 0
# A price of 1.23 has steps of 0.0001, one of 10 those of a cent.
0  bt-simulate-penny.csv     for p in 0.00001 1.23 9.99 10; do bt-simulate -n 2 --start $p; done
0  bt-simulate-quoted.csv    bt-simulate -n 1 --symbols 'a "b"'
0  bt-simulate-quoted.ndjson bt-simulate -n 1 --symbols 'a "b"' -f ndjson
0  bt-simulate-ticks.csv     bt-simulate -n 2 --ticks -t 15m --steps 2
0  bt-simulate-ticks.ndjson  bt-simulate -n 1 --ticks -t 15m --steps 2 -f ndjson
0  bt-simulate-matrix.csv    printf 'symbol,B,A\nA,-1,1\r\n\nB,1,-1\n' >m.csv && bt-simulate -n 2 --correlation m.csv -m gbm:drift=0

# Faults.
0  bt-simulate-faults.csv    bt-simulate -n 300 --faults all --fault-count 1 --faults-list l -o /dev/null && cat l
0  bt-simulate-faults.ndjson bt-simulate -n 60 --faults gaps,spikes --fault-count 1 --faults-list l -f ndjson -o /dev/null && cat l
0  bt-simulate-faulty.csv    bt-simulate -n 24 --faults missing --fault-count 1
0  bt-simulate-faulty.ndjson bt-simulate -n 48 --faults missing,garbled --fault-count 1 -f ndjson | grep -e null -e '?'

0  bt-simulate-symbols.csv   bt-simulate --list symbols
0  bt-simulate-kinds.csv     bt-simulate --list faults
0  bt-simulate-kinds.ndjson  bt-simulate --list faults -f ndjson

# What is wrong.
2  -  bt-simulate prices.csv
! bt-simulate: takes no operand, got 'prices.csv'
2  -  bt-simulate -m gmb
! bt-simulate: --model: no method 'gmb'; did you mean 'gbm'?
2  -  bt-simulate -m gbm:vol=1
! bt-simulate: --model: gbm has no parameter 'vol'; there is drift, volatility
2  -  bt-simulate -m garch:alpha=0.5,beta=0.5
! bt-simulate: --model: garch: alpha and beta must be less than 1 together, got 1
2  -  bt-simulate -m bootstrap
! bt-simulate: --model: bootstrap needs --fit FILE
2  -  bt-simulate --count 2 --symbols A
! bt-simulate: --count and --symbols exclude each other
2  -  bt-simulate --symbols A,,B
! bt-simulate: --symbols: want names with commas between, got ''
2  -  bt-simulate --symbols A,B,A
! bt-simulate: --symbols: 'A' is there twice
2  -  bt-simulate --tick-size 0
! bt-simulate: --tick-size: want a number from 1e-08 to 1e+06, got '0'
2  -  bt-simulate --tick-size 0.3333333333333333
! bt-simulate: --tick-size: want at most 12 decimals, got '0.3333333333333333'
2  -  bt-simulate --calendar none
! bt-simulate: --calendar: 'none' has no sessions; want weekdays, 24x7, nyse or a file of dates
2  -  bt-simulate --calendar lunar
! bt-simulate: --calendar: want none, weekdays, 24x7, nyse or a file of dates: cannot open 'lunar': No such file or directory
2  -  bt-simulate --from 1960-01-01
! bt-simulate: --from: calendar 'nyse' knows nothing of '1960-01-01'; --calendar weekdays does
2  -  bt-simulate --from yesterday
! bt-simulate: --from: time is not understood: 'yesterday'; want 2024-01-31, 2024-01-31T15:30:00Z, 10, 13, 16 or 19 digits since 1970, or --date-format
2  -  bt-simulate --to 2019-01-01
! bt-simulate: --from 2020-01-01 is after --to 2019-01-01
2  bt-simulate-end.csv  bt-simulate --from 2261-12-30 -n 150 --calendar 24x7 | tail -n 1; bt-simulate --from 2261-12-30 -n 150 --calendar 24x7 >/dev/null
! bt-simulate: --bars: time ends in 2262, and 49 bars are still to come
! bt-simulate: --bars: time ends in 2262, and 49 bars are still to come
2  -  bt-simulate -t 2m
! bt-simulate: --timeframe: want 1m, 5m, 15m, 30m, 1h, 4h or 1d, got '2m'
2  -  bt-simulate --session 9-16
! bt-simulate: --session: want the open and the close, as in '09:30-16:00', got '9-16'
2  -  bt-simulate -t 1h --tz Mars/Olympus
! bt-simulate: unknown time zone 'Mars/Olympus': want a name as America/New_York from '/usr/share/zoneinfo'
2  -  bt-simulate --correlation 2
! bt-simulate: --correlation: want a number from 0 to 1, 'factor', 'fit' or a file, got '2'
2  -  bt-simulate --correlation fit
! bt-simulate: --correlation: 'fit' needs --fit FILE
3  -  head -n 62 $D/sp500-2000.csv | awk -F, '{ s = NR == 1 ? "symbol" : NR <= 40 ? "A" : "B"; print s "," $0; if (s == "B" && NR < 44) { $0 = "A," $0; print } }' >two.csv && bt-simulate --fit two.csv --correlation fit
! bt-simulate: two.csv: its symbols have 3 bars at the same times, too few to correlate: want 31
2  -  bt-simulate --correlation 0.5 --symbols AAPL,BTCUSD
! bt-simulate: --correlation: the symbols have different calendars; give one by --calendar
4  -  bt-simulate --correlation none.csv
! bt-simulate: cannot open 'none.csv': No such file or directory
2  -  printf 'symbol,A\nA,1\n' >m && bt-simulate --correlation m --symbols B
! bt-simulate: --correlation: 'm' has no 'B'
2  -  echo A >m && bt-simulate --correlation m
! bt-simulate: m:1: want the header of a correlation matrix, as in 'symbol,AAA,BBB'
2  -  printf 'symbol%5001s\n' | tr ' ' , >m && bt-simulate --correlation m
! bt-simulate: m:1: want at most 5000 symbols, got 5001
2  -  printf 'symbol,A,A\n' >m && bt-simulate --correlation m
! bt-simulate: m:1: want different names in the header, got 'A'
2  -  printf 'symbol,A,B\nC,1,0\n' >m && bt-simulate --correlation m
! bt-simulate: m:2: want a row for each name of the header, got 'C'
2  -  printf 'symbol,A,B\nA,1,x\n' >m && bt-simulate --correlation m
! bt-simulate: m:2: want 2 correlations from -1 to 1, and 1 with itself, got 'x'
2  -  printf 'symbol,A,B\nA,1\n' >m && bt-simulate --correlation m
! bt-simulate: m:2: want 2 correlations, got 1
2  -  printf 'symbol,A,B\nA,1,0\n' >m && bt-simulate --correlation m
! bt-simulate: m: want a row for each of 2 names, got 1
2  -  : >m && bt-simulate --correlation m
! bt-simulate: m: is empty, want a correlation matrix
2  -  printf 'symbol,A,B\nA,1,0\nB,.5,1\n' >m && bt-simulate --correlation m
! bt-simulate: m: the correlation of B and A is 0.5 in one row and 0 in the other
2  -  printf 'symbol,A,B,C\nA,1,1,0\nB,1,1,1\nC,0,1,1\n' >m && bt-simulate --correlation m
! bt-simulate: m: no symbols can have these correlations: the matrix is not positive semi-definite
4  -  bt-simulate --fit none.csv
! bt-simulate: cannot open 'none.csv': No such file or directory
4  -  bt-simulate --fit .
! bt-simulate: cannot read '.': Is a directory
3  -  cp $D/dirty.csv . && bt-simulate --fit dirty.csv
! bt-simulate: dirty.csv:3:21: high 10.4 is below close 10.6; bt-validate --clean mends or leaves out
3  -  head -n 31 $D/sp500-2000.csv >few.csv && bt-simulate --fit few.csv
! bt-simulate: few.csv: 'few' has 30 bars, too few to learn from: want 31
3  -  head -n 1 $D/sp500-2000.csv >few.csv && bt-simulate --fit few.csv
! bt-simulate: few.csv: has no bars
3  -  awk -F, '{ s = NR == 1 ? "symbol" : NR % 2 ? "A" : "B"; print s "," $0 }' $D/sp500-2000.csv >two.csv && bt-simulate --fit two.csv --symbols C
! bt-simulate: two.csv: has no bars of 'C'
3  -  awk -F, '{ s = NR == 1 ? "symbol" : NR % 2 ? "A" : "B"; print s "," $0 }' $D/sp500-2000.csv >two.csv && bt-simulate --fit two.csv -m bootstrap:joint
! bt-simulate: two.csv: 'A' and 'B' have bars at different times, and joint blocks need the same
2  -  bt-simulate --print-fit
! bt-simulate: --print-fit: nothing is fitted; it needs --fit and a model with parameters
2  -  bt-simulate --ticks
! bt-simulate: --ticks: daily bars have dates only; give a --timeframe below 1d
2  -  bt-simulate --ticks -t 1h --faults all
! bt-simulate: --ticks: --faults and --order time are for bars
2  -  bt-simulate --ticks -t 1h -m bootstrap --fit $D/sp500-2000.csv
! bt-simulate: --ticks: bootstrap knows bars only
2  -  bt-simulate --faults gasp
! bt-simulate: --faults: no fault 'gasp'; did you mean 'gaps'?
2  -  bt-simulate --faults nonsense
! bt-simulate: --faults: no fault 'nonsense'; there is all, gaps, duplicates, unsorted, spikes, splits, stale, no-volume, negative-volume, missing, garbled, disorder, worthless
2  -  bt-simulate --faults all -n 100
! bt-simulate: --faults: 36 faults a symbol need 864 bars, and there are 100
2  -  bt-simulate --faults-list l
! bt-simulate: --faults-list: there are none without --faults
4  -  bt-simulate --faults-list no/l --faults gaps
! bt-simulate: cannot write 'no/l': No such file or directory
4  -  bt-simulate -o no/x
! bt-simulate: cannot write 'no/x': No such file or directory
