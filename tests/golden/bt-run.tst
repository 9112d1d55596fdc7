# SPDX-License-Identifier: ISC
# status  expected stdout  command (stdin is /dev/null unless told)
0 bt-run-stream.ndjson  bt-run --commission percent:0.1%,fixed=1 --stop-loss 6% $D/run-10-days.csv
0 bt-run-stream.ndjson  bt-run --commission percent:0.1%,fixed=1 --stop-loss 0.06 - <$D/run-10-days.csv | sed s/stdin/run-10-days.csv/
0 bt-run-stream.ndjson  bt-run --commission percent:0.1%,fixed=1 --stop-loss 6% -o f $D/run-10-days.csv && cat f
0 bt-run-stream.ndjson  gzip <$D/run-10-days.csv >run-10-days.csv.gz; bt-run --commission percent:0.1%,fixed=1 --stop-loss 6% run-10-days.csv.gz
0 bt-run-all.ndjson     bt-run --emit trades,fills,events,equity --max-positions 1 --slippage percent:5bps,cap --at-end mark $D/run-10-days.csv
0 bt-run-trades.csv     bt-run -f csv --emit trades --take-profit 5% --trailing-stop 4% $D/run-10-days.csv
0 bt-run-fills.csv      bt-run -f csv --emit fills --fill close --holding-period 2 $D/run-10-days.csv
0 bt-run-equity.csv     bt-run -f csv --emit equity --leverage 2 --size percent-equity:90% $D/run-10-days.csv
0 bt-run-events.csv     bt-run -f csv --emit events --cash 150 --size fixed-quantity:2 --lot-size 1 $D/run-10-days.csv
0 bt-run-open.csv       bt-run -f csv --emit trades --at-end mark $D/run-10-days.csv
0 bt-run-hours.csv      bt-run -f csv --emit equity $D/two-days-of-hours.csv
0 bt-run-days.csv       bt-run -f csv --emit equity --equity-every day $D/two-days-of-hours.csv
0 bt-run-quiet.ndjson   bt-run --equity-every none $D/two-days-of-hours.csv
0 bt-run-scanner.csv    bt-run --preset scanner -f csv --emit trades --prices $D/sp500-2000.csv $D/scanner-hits.csv
0 bt-run-scanner.csv    bt-run --preset scanner -f csv --emit trades --prices $D/sp500-2000.csv <$D/scanner-hits.csv
0 bt-run-skips.csv      bt-run --preset scanner -f csv --emit events --prices $D/sp500-2000.csv $D/scanner-hits.csv
0 bt-run-preset.json    bt-run --preset scanner --pyramiding 1 --print-config
0 bt-run-preset.json    echo '{"pyramiding":1,"preset":"scanner"}' >c.json; bt-run -c c.json --print-config
# A run can be repeated from its own header.
0 bt-run-again.ndjson   bt-run --stop-loss 3% --size fixed-amount:5000 --equity-every none $D/run-10-days.csv
0 bt-run-again.ndjson   bt-run --stop-loss 3% --size fixed-amount:5000 --equity-every none $D/run-10-days.csv | sed -n 's/.*"config":\({[^}]*}\).*/\1/p' >c.json; bt-run -c c.json --equity-every none $D/run-10-days.csv
# Partial results.
75 bt-run-timeout.ndjson bt-run --time-limit 0 $D/run-10-days.csv
! bt-run: warning: no trades: 8 signals in 1 bar, 1 order
! bt-run: warning: 1 expired: no bar came to fill it on (end_of_data)
# Nothing to trade.
0 bt-run-empty.ndjson   echo date,open,high,low,close,signal | bt-run
! bt-run: warning: no trades: 0 signals in 0 bars, 0 orders
0 bt-run-header.csv     echo date,open,high,low,close,signal | bt-run -q -f csv --emit trades
0 bt-run-why.csv        bt-run -f csv --emit trades --cash 10 --lot-size 1 $D/run-10-days.csv
! bt-run: warning: no trades: 8 signals in 15 bars, 5 orders
! bt-run: warning: 4 rejected: less than one --lot-size (lot_size)
! bt-run: warning: 1 expired: no bar came to fill it on (end_of_data)
0 bt-run-header.csv     printf 'date,open,high,low,close,signal,limit,stop,weight\n2024-01-01,1,1,1,1,,1,1,1\n' | bt-run -f csv --emit trades
! bt-run: warning: column 'limit' has no effect
! bt-run: warning: column 'stop' has no effect
! bt-run: warning: column 'weight' has no effect
! bt-run: warning: no trades: 0 signals in 1 bar, 0 orders
# Wrong options.
2 -  bt-run -f csv $D/run-10-days.csv
! bt-run: --format csv is one table: want --emit trades, equity, fills or events
2 -  bt-run -f csv --emit equity --equity-every none $D/run-10-days.csv
! bt-run: --format csv is one table: want --emit trades, equity, fills or events
2 -  bt-run --emit trade $D/run-10-days.csv
! bt-run: --emit: no table 'trade'; there is trades, equity, fills, events; did you mean 'trades'?
2 -  bt-run --emit all $D/run-10-days.csv
! bt-run: --emit: no table 'all'; there is trades, equity, fills, events
2 -  bt-run --preset scaner $D/run-10-days.csv
! bt-run: --preset: no preset 'scaner'; did you mean 'scanner'?
2 -  bt-run --preset x $D/run-10-days.csv
! bt-run: --preset: no preset 'x'; there is scanner
2 -  bt-run --stop-loss 150% $D/run-10-days.csv
! bt-run: --stop-loss: want a fraction such as 0.05 or 5% from 0 to 0.999999, got '150%'
2 -  bt-run --cash 0 $D/run-10-days.csv
! bt-run: --cash: want a number from 0.01 to 1e+15, got '0'
2 -  bt-run --max-positions 0 $D/run-10-days.csv
! bt-run: --max-positions: want a whole number from 1 to 1000000000, got '0'
2 -  bt-run --fill open $D/run-10-days.csv
! bt-run: --fill: want next-open|close|next-close, got 'open'
2 -  bt-run --commission percent $D/run-10-days.csv
! bt-run: --commission: percent needs rate, as in 'percent:rate=5%'
2 -  bt-run --commission ib $D/run-10-days.csv
! bt-run: --commission: no method 'ib'; there is none, percent, per-share, per-order
2 -  bt-run --slippage percent:5bps,capp $D/run-10-days.csv
! bt-run: --slippage: percent has no parameter 'capp'; did you mean 'cap'?
2 -  bt-run --size kelly $D/run-10-days.csv
! bt-run: --size: no method 'kelly'; there is equal-weight, fixed-amount, fixed-quantity, percent-equity
2 -  bt-run --stoploss 5% $D/run-10-days.csv
! bt-run: unknown option '--stoploss'; did you mean '--stop-loss'?
2 -  bt-run --tz Mars --prices $D/sp500-2000.csv $D/scanner-hits.csv
! bt-run: unknown time zone 'Mars': want a name as America/New_York from '/usr/share/zoneinfo'
# Wrong input.
3 -  bt-run $D/sp500-2000.csv
! bt-run: $D/sp500-2000.csv:1: has no column 'signal'; it has: date, open, high, low, close, adjclose, volume; bt-signals adds signals to bars, and a signal list wants --prices
3 -  bt-run $D/scanner-hits.csv
! bt-run: $D/scanner-hits.csv:1: has no column 'open' (bars need date, open, high, low and close); it has: Ticker, Date; bt-signals adds signals to bars, and a signal list wants --prices
3 -  printf 'date,open,high,low,close,signal\n2024-01-01,1,1,1,1,hold\n' | bt-run
! bt-run: stdin:2:20: signal is not understood: 'hold'; want buy, sell, short, cover, some of them joined by '+', or a number
3 -  bt-run </dev/null
! bt-run: stdin: is empty
3 -  bt-run --prices $D/sp500-2000.csv </dev/null
! bt-run: stdin: input is empty: a header line was expected
3 -  printf 'symbol,price\nA,1\n' | bt-run --prices $D/sp500-2000.csv
! bt-run: stdin:1:1: no column 'date'; a signal list wants symbol,date[,signal,...]
3 -  printf 'date\n2024-01-01\n' | bt-run --prices $D/sp500-2000.csv
! bt-run: stdin:1:1: no column 'symbol'; a signal list wants symbol,date[,signal,...]
3 -  printf 'symbol,date\nA,2001-13-01\n' | bt-run --prices $D/sp500-2000.csv
! bt-run: stdin:2:3: time is not understood: '2001-13-01'; want 2024-01-31, 2024-01-31T15:30:00Z, 10, 13, 16 or 19 digits since 1970, or --date-format
3 -  printf 'symbol,date,signal\nsp500-2000,2001-02-01,hold\n' | bt-run --prices $D/sp500-2000.csv
! bt-run: stdin:2:23: signal is not understood: 'hold'; want buy, sell, short, cover, some of them joined by '+', or a number
3 -  printf 'symbol,date,strength\nsp500-2000,2001-02-01,x\n' | bt-run --prices $D/sp500-2000.csv
! bt-run: stdin:2:23: strength is not a number: 'x'
3 -  printf 'symbol,date\nA,2001-02-01,buy\n' | bt-run --prices $D/sp500-2000.csv
! bt-run: stdin:2:14: row has 3 fields where the header has 2
# The system refuses.
4 -  bt-run $D/nothing.csv
4 -  bt-run --prices $D/sp500-2000.csv $D/nothing.csv
4 -  bt-run $D
4 -  bt-run <&-
4 -  bt-run -o nowhere/f $D/run-10-days.csv
4 -  bt-run $D/run-10-days.csv >/dev/full
! bt-run: cannot write 'stdout': No space left on device
4 -  bt-run -o /dev/full $D/run-10-days.csv
4 -  bt-run $D/run-10-days.csv >&-
0 bt-run-first.ndjson  bt-run -q $D/run-10-days.csv | head -n 1
# The last line of progress knows the drawdown: bought at 100, 75 at the end.
0 bt-run-drawdown.txt printf 'date,open,high,low,close,signal\n2024-01-01,100,100,100,100,buy\n2024-01-02,100,100,75,75,\n' | bt-run --progress=json 2>&1 >/dev/null | sed 's/.*"drawdown":\([^,]*\).*/\1/'
