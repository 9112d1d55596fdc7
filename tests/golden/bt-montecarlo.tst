# SPDX-License-Identifier: ISC
# status  stdout  command

# Formats.
0  bt-montecarlo-run.txt      bt-montecarlo $D/run-4-trades.ndjson
0  bt-montecarlo-run.txt      bt-montecarlo -f table --method trades --trades 50 --seed 1 $D/run-4-trades.ndjson
0  bt-montecarlo-run.csv      bt-montecarlo -n 500 --seed 7 --trades 3 --ruin 1%:9%:4% --goal 5% --horizons 1,3 -m win_rate,payoff -f csv $D/run-4-trades.ndjson
0  bt-montecarlo-run.json     bt-montecarlo -n 500 --seed 7 --trades 3 --ruin 1%:9%:4% --goal 5% --horizons 1,3 -m win_rate,payoff -f json $D/run-4-trades.ndjson
0  bt-montecarlo-run.ndjson   bt-montecarlo -n 500 --seed 7 --trades 3 --ruin 1%:9%:4% --goal 5% --horizons 1,3 -m win_rate,payoff -f ndjson $D/run-4-trades.ndjson
0  bt-montecarlo-more.txt     bt-montecarlo -n 500 --seed 7 --trades 3 --ruin 1%:9%:4% --goal 5% --horizons 1,3 -m win_rate,payoff $D/run-4-trades.ndjson
0  bt-montecarlo-less.txt     bt-montecarlo -n 10 --trades 4 -m win_rate --confidence 90% --horizons 2 --tail 10% $D/run-4-trades.ndjson
0  bt-montecarlo-run.json     cat $D/run-4-trades.ndjson | bt-montecarlo -n 500 --seed 7 --trades 3 --ruin 1%:9%:4% --goal 5% --horizons 1,3 -m win_rate,payoff -f json -o t && cat t
0  bt-montecarlo-run.json     echo '{"simulations":500,"trades":3,"ruin":"0.01,0.05,0.09","goal":"5%","horizons":"1,3","metrics":"win_rate,payoff"}' >c.json && bt-montecarlo -c c.json --seed 7 -f json $D/run-4-trades.ndjson

# Methods, each with what it found out by itself.
0  bt-montecarlo-methods.csv  for m in trades trades-shuffle skip-trades:25% jitter:20bps,cost=10bps block stationary parametric parametric:student garch garch:normal; do bt-montecarlo --method $m -n 50 --ruin 5% -f csv --return index $D/returns-40-days.csv | sed -n '2p;4p'; done
0  bt-montecarlo-given.csv    for m in block:5 stationary:5 parametric:mean=0.1%,sd=2%,df=4 garch:0.1,beta=0.8; do bt-montecarlo --method $m -n 50 --length 20 --ruin 5% -f csv $D/curve-6-days.csv 2>&1 | sed -n '1p;2p'; done
0  bt-montecarlo-bars.txt     bt-montecarlo --method bars -s sma_cross -p fast=5,slow=20 --stop-loss 5% --from 2018-01-01 -n 40 $D/sp500-2000.csv
0  bt-montecarlo-bars.csv     (echo symbol,date,open,high,low,close; head -n 200 $D/sp500-2000.csv | awk -F, 'NR > 1 { for (i = 1; i < 3; i++) print "S" i "," $1 "," $2 * i "," $3 * i "," $4 * i "," $5 * i }') | bt-montecarlo --method bars:10 --buy 'close > sma(5)' --sell 'close < sma(5)' -n 20 -f csv
0  bt-montecarlo-null.txt     bt-signals -s sma_cross --from 2018-01-01 $D/sp500-2000.csv | bt-run | bt-montecarlo --method null --prices $D/sp500-2000.csv -n 200
0  bt-montecarlo-null.csv     printf 'pnl,return,bars,exit_reason\n1,0.01,1,signal\n1,0.01,0,signal\n-1,-0.01,2,end\n' >t && printf 'date,open,high,low,close\n2024-01-01,1,1,1,1\n2024-01-02,2,3,2,3\n2024-01-03,4,4,4,4\n2024-01-04,8,8,8,8\n' >p.csv && bt-montecarlo --method null --prices p.csv -n 500 -f csv t | sed -n '2,4p'
0  bt-montecarlo-shuffle.txt  bt-montecarlo --method trades-shuffle -n 20 $D/run-4-trades.ndjson

# Metrics are those of bt-metrics, and no order of trades changes these.
0  bt-montecarlo-same.csv     bt-metrics -f csv -m win_rate,payoff,profit_factor $D/run-4-trades.ndjson && bt-montecarlo --method trades-shuffle -n 10 -m win_rate,payoff,profit_factor -f csv $D/run-4-trades.ndjson | tail -n 3
0  bt-montecarlo-curve.csv    bt-metrics -f csv --risk-free 2% -m sharpe,sortino,volatility,max_drawdown,skew --return index $D/returns-40-days.csv && bt-montecarlo --risk-free 2% --method stationary -n 10 -m sharpe,sortino,volatility,max_drawdown,skew -f csv --return index $D/returns-40-days.csv | tail -n 5

# What is drawn.
0  bt-montecarlo-account.csv  bt-montecarlo --basis account -n 20 --emit paths $D/run-4-trades.ndjson
0  bt-montecarlo-cash.csv     printf 'pnl\n100\n-50\n' | bt-montecarlo --basis account --cash 1000 -n 4 --trades 2 --emit paths
0  bt-montecarlo-of.csv       bt-montecarlo --of returns -n 3 --emit paths $D/run-4-trades.ndjson
0  bt-montecarlo-blocks.csv   printf 'pnl,return\n1,0.1\n-1,-0.1\n1,0.2\n' | bt-montecarlo --method block:2 --trades 4 -n 4 --emit paths
0  bt-montecarlo-exits.txt    printf 'pnl,return,exit_time\n1,0.1,2024-01-01\n-1,-0.1,2024-12-31\n' | bt-montecarlo -n 10 | sed -n '8,10p'

# Nothing, one thing, all alike, too much.
0  bt-montecarlo-none.txt     printf 'pnl,return\n' | bt-montecarlo
! bt-montecarlo: warning: nothing to draw from: no closed trade in the input
0  bt-montecarlo-none.json    printf 'date,equity\n2024-01-01,100\n' | bt-montecarlo -f json --horizons 3 -m sharpe
! bt-montecarlo: warning: nothing to draw from: no return in the input
0  bt-montecarlo-rows.txt     for e in paths fan histogram; do printf 'return\n' | bt-montecarlo -q --emit $e; done; printf 'return\n' | bt-montecarlo -q --leverage-sweep 1
0  bt-montecarlo-bars0.txt    printf 'date,open,high,low,close\n' | bt-montecarlo -q --method bars -s sma_cross -f csv
0  bt-montecarlo-null0.txt    printf 'pnl,return,symbol\n' >t && bt-montecarlo -q --method null --prices $D/sp500-2000.csv -f csv t
0  bt-montecarlo-one.csv      printf 'return\n0.1\n' | bt-montecarlo -f csv
0  bt-montecarlo-wins.csv     printf 'pnl,return\n1,0.1\n1,0.2\n' | bt-montecarlo --trades 2 -n 100 -f csv
0  bt-montecarlo-losses.csv   printf 'pnl,return\n-1,-0.1\n-1,-0.2\n' | bt-montecarlo --trades 2 -n 100 -f csv
0  bt-montecarlo-ruin.csv     printf 'pnl,return\n1,0.5\n-1,-1\n-1,-1.5\n' | bt-montecarlo --trades 3 -n 100 --goal 50% -f csv
0  bt-montecarlo-debt.txt     printf 'pnl,return\n1,0.5\n-1,-1\n-1,-1.5\n' | bt-montecarlo --method trades-shuffle -n 10
# What a path made and how far it fell is known where it lost everything, so
# the metrics have the numbers of the outcomes; others have only survivors'.
0  bt-montecarlo-broke.txt    printf 'return\n0.5\n-1\n0.5\n' | bt-montecarlo --method block:length=1 --length 4 -n 200 -m total_return,max_drawdown,sharpe
0  bt-montecarlo-broke.csv    printf 'pnl,return\n1,0.5\n-1,-1\n-1,-1.5\n' | bt-montecarlo --trades 4 -n 100 -m total_return,max_drawdown -f csv | sed -n '/_return,/p;/,max_d/p' | cut -d , -f 7-14 | sort | uniq -c | sed 's/^ *//'

# Rows.
0  bt-montecarlo-paths.csv    bt-montecarlo --emit paths -n 5 --trades 4 $D/run-4-trades.ndjson
0  bt-montecarlo-paths.ndjson bt-montecarlo --emit paths -n 5 --trades 4 -f ndjson $D/run-4-trades.ndjson
0  bt-montecarlo-paths.txt    bt-montecarlo --emit paths -n 5 --trades 4 -f table $D/run-4-trades.ndjson
0  bt-montecarlo-paths.csv    for i in 1 2 3; do bt-montecarlo --emit paths -n 5 --trades 4 --shard $i/3 $D/run-4-trades.ndjson; done
0  bt-montecarlo-paths.csv    for i in 1 2 3 4 5 6 7 8 9; do bt-montecarlo --emit paths -n 5 --trades 4 --shard $i/9 $D/run-4-trades.ndjson; done
0  bt-montecarlo-fan.csv      bt-montecarlo --emit fan --points 4 --trades 10 -n 200 $D/run-4-trades.ndjson
0  bt-montecarlo-fan.txt      bt-montecarlo --emit fan --trades 3 -n 200 -f table $D/run-4-trades.ndjson
0  bt-montecarlo-hist.csv     bt-montecarlo --emit histogram --trades 3 -n 200 $D/run-4-trades.ndjson
0  bt-montecarlo-sweep.csv    bt-montecarlo --leverage-sweep 1,5:25:10 --trades 10 -n 200 $D/run-4-trades.ndjson
0  bt-montecarlo-sweep.txt    printf 'return\n1\n-0.5\n' | bt-montecarlo --leverage-sweep 50%,1 -n 100 --length 10 -f table
0  bt-montecarlo-lost.csv     printf 'return\n0.1\n-0.2\n' | bt-montecarlo --leverage-sweep 1 -n 10 --length 10
0  bt-montecarlo-sure.csv     printf 'return\n0.1\n0.2\n' | bt-montecarlo --leverage-sweep 1 -n 10 --length 10

# Stopped early: what there is, and status 75.
0  bt-montecarlo-late.csv     bt-montecarlo --time-limit 0 -f csv $D/run-4-trades.ndjson; echo status $?
0  bt-montecarlo-rows75.txt   for e in paths fan histogram; do bt-montecarlo --time-limit 0 --emit $e $D/run-4-trades.ndjson; echo status $?; done; bt-montecarlo --time-limit 0 --leverage-sweep 1 $D/run-4-trades.ndjson; echo status $?

# Options.
2  -  bt-montecarlo a b
! bt-montecarlo: want one run, got 2 files
2  -  bt-montecarlo --method trade
! bt-montecarlo: --method: no method 'trade'; did you mean 'trades'?
2  -  bt-montecarlo --method skip-trades:2 $D/run-4-trades.ndjson
2  -  bt-montecarlo --ruin 30%,x
! bt-montecarlo: --ruin: want numbers such as 0.05 or 5% from 1e-09 to 1, got 'x'
2  -  bt-montecarlo --ruin 150%
2  -  bt-montecarlo --goal 1:2
! bt-montecarlo: --goal: want numbers such as 0.05 or 5% or A:B:STEP from 1e-09 to 1000000000, got '1:2'
2  -  bt-montecarlo --horizons 0
! bt-montecarlo: --horizons: want numbers from 1 to 1000000000, got '0'
2  -  bt-montecarlo --horizons 1:5000:1
! bt-montecarlo: --horizons: more than 1000 numbers
2  -  bt-montecarlo --horizons 1:1000:1,5000
! bt-montecarlo: --horizons: more than 1000 numbers
2  -  bt-montecarlo --horizons 51 $D/run-4-trades.ndjson
! bt-montecarlo: --horizons: 51 is beyond the 50 steps of a path
2  -  bt-montecarlo --leverage-sweep 0
! bt-montecarlo: --leverage-sweep: want numbers such as 0.05 or 5% from 1e-06 to 1000000, got '0'
2  -  bt-montecarlo --leverage-sweep 1 --emit fan
! bt-montecarlo: --leverage-sweep has rows of its own; leave --emit out
2  -  bt-montecarlo --shard 0/3 --emit paths
! bt-montecarlo: --shard: want I/N with I from 1 to N, got '0/3'
2  -  bt-montecarlo --shard 4/3 --emit paths
! bt-montecarlo: --shard: want I/N with I from 1 to N, got '4/3'
2  -  bt-montecarlo --shard 1/3/5 --emit paths
! bt-montecarlo: --shard: want I/N with I from 1 to N, got '1/3/5'
2  -  bt-montecarlo --shard 1/3
! bt-montecarlo: --shard: parts of the paths can only be put together as --emit paths
2  -  bt-montecarlo --emit fan -f json
! bt-montecarlo: --format: rows are written as table, csv or ndjson
2  -  bt-montecarlo --emit fan -m sharpe
! bt-montecarlo: --metrics is of the summary; rows have none
2  -  bt-montecarlo --emit fan --horizons 1
! bt-montecarlo: --horizons is of the summary; rows have none
2  -  bt-montecarlo -m sharp
! bt-montecarlo: no metric 'sharp'; did you mean 'sharpe'?
2  -  bt-montecarlo -m cagr $D/run-4-trades.ndjson
! bt-montecarlo: --metrics: a path has no 'cagr': no span of dates in the input
2  -  bt-montecarlo --method stationary -m win_rate $D/run-4-trades.ndjson
! bt-montecarlo: --metrics: a path has no 'win_rate': no trades in the input
2  -  bt-montecarlo --length 5 $D/run-4-trades.ndjson
! bt-montecarlo: --length: the method 'trades' draws trades; give --trades
2  -  bt-montecarlo --method stationary --trades 5 $D/run-4-trades.ndjson
! bt-montecarlo: --trades: the method 'stationary' draws returns; give --length
2  -  bt-montecarlo --method trades-shuffle --trades 5 $D/run-4-trades.ndjson
! bt-montecarlo: --trades: the method 'trades-shuffle' takes all there are
2  -  bt-montecarlo -s sma_cross $D/run-4-trades.ndjson
! bt-montecarlo: only the method 'bars' runs a strategy; give --method bars
2  -  bt-montecarlo --method bars $D/sp500-2000.csv
! bt-montecarlo: the method 'bars' runs a strategy again; give -s NAME, or --buy and --sell
2  -  bt-montecarlo --method bars -s sma_cros $D/sp500-2000.csv
! bt-montecarlo: no strategy is called 'sma_cros'; did you mean 'sma_cross'?
2  -  bt-montecarlo -p fast=3 $D/run-4-trades.ndjson
! bt-montecarlo: --param: only the method 'bars' runs a strategy; give --method bars
2  -  bt-montecarlo --trades 5 $D/curve-6-days.csv
! bt-montecarlo: --trades: the input has only returns to draw; give --length
2  -  bt-montecarlo --of returns --trades 5 $D/run-4-trades.ndjson
! bt-montecarlo: --trades: --of returns; give --length
2  -  bt-montecarlo --seed 1.5
! bt-montecarlo: --seed: want a whole number from 0 to 9007199254740992, got '1.5'
2  -  bt-montecarlo --prices x $D/run-4-trades.ndjson
! bt-montecarlo: --prices: only the method 'null' takes them; give --method null
2  -  bt-montecarlo --method null $D/run-4-trades.ndjson
! bt-montecarlo: the method 'null' enters at any time of the prices; give --prices FILE
2  -  bt-montecarlo --method null --prices x --of returns
! bt-montecarlo: --of: the method 'null' has no choice
2  -  bt-montecarlo --method garch:0.5,beta=0.5 --return index $D/returns-40-days.csv
! bt-montecarlo: --method: garch wants alpha + beta below 1, got 1
2  -  bt-montecarlo --equity a --return b
! bt-montecarlo: --equity and --return name one curve; give one
2  -  bt-montecarlo --from 2020-01-01 $D/run-4-trades.ndjson
! bt-montecarlo: --from: only the methods 'bars' and 'null' read bars
2  -  bt-montecarlo --preset none --method bars -s sma_cross

# Data.
3  -  bt-montecarlo
! bt-montecarlo: stdin: input is empty: a header line was expected
3  -  printf 'pnl\n1\n' | bt-montecarlo
! bt-montecarlo: trade 1 has no return; --basis account takes its pnl
3  -  printf 'pnl\n-1000\n5\n' | bt-montecarlo --basis account --cash 1000
! bt-montecarlo: the account is at zero or below before trade 2
3  -  printf 'equity\n100\n0\n50\n' | bt-montecarlo
! bt-montecarlo: the account was at zero or below before the end; later returns have no base
3  -  bt-montecarlo --method garch $D/curve-6-days.csv
! bt-montecarlo: the method 'garch' wants at least 30 returns, got 5
3  -  bt-montecarlo --method null --prices $D/sp500-2000.csv $D/run-4-trades.ndjson
! bt-montecarlo: the prices have no symbol 'A', which was traded
3  -  printf 'pnl,return,bars,exit_reason\n1,0.1,9999,end\n' | bt-montecarlo --method null --prices $D/sp500-2000.csv
! bt-montecarlo: a trade of '' took 9999 bars; the prices have 5105
3  -  (head -n 5 $D/two-symbols.csv; tail -n 3 $D/two-symbols.csv) | bt-montecarlo --method bars -s sma_cross
3  -  head -n 3 $D/run-4-trades.ndjson | bt-montecarlo
3  -  bt-montecarlo --method null --prices $D/curve-6-days.csv $D/run-4-trades.ndjson
4  -  bt-montecarlo /
4  -  bt-montecarlo missing
! bt-montecarlo: cannot open 'missing': No such file or directory
4  -  bt-montecarlo --method null --prices missing $D/run-4-trades.ndjson
! bt-montecarlo: cannot open 'missing': No such file or directory
4  -  bt-montecarlo -n 1000000000000000 $D/run-4-trades.ndjson
4  -  bt-montecarlo $D/run-4-trades.ndjson >/dev/full
! bt-montecarlo: cannot write 'stdout': No space left on device
4  -  bt-montecarlo --emit paths -n 1000000000 $D/run-4-trades.ndjson >/dev/full
! bt-montecarlo: cannot write 'stdout': No space left on device
4  -  bt-montecarlo <&-
0  bt-montecarlo-head.csv     bt-montecarlo --emit paths -n 1000000000 $D/run-4-trades.ndjson | head -n 2
