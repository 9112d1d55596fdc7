# status  expected stdout  command
# A grid, in every format, on any number of threads, from anywhere.  That the
# numbers are those of the commands, --verify says below.
0  bt-optimize-grid.csv     bt-optimize -s sma_cross -P fast=5,10 -P slow=20:60:20 -m sharpe,trades $D/sp500-2000.csv
0  bt-optimize-grid.csv     bt-optimize -j1 -s sma_cross -P fast=5:10:5 -P slow=20,40,60 -m sharpe,trades $D/sp500-2000.csv
0  bt-optimize-grid.csv     bt-optimize -j2 -s sma_cross -P fast=5:14:5 -P slow=20:40:20,60 -m sharpe,trades <$D/sp500-2000.csv
0  bt-optimize-grid.csv     gzip -c $D/sp500-2000.csv >sp500-2000.csv.gz && bt-optimize --memory 1 -j3 -s sma_cross -P fast=5,10 -P slow=20:60:20 -m sharpe,trades sp500-2000.csv.gz
0  bt-optimize-grid.csv     bt-optimize -o x -s sma_cross -P fast=5,10 -P slow=20:60:20 -m sharpe,trades $D/sp500-2000.csv && cat x
0  bt-optimize-grid.csv     LC_ALL=de_DE.UTF-8 TZ=America/New_York bt-optimize -s sma_cross -P fast=5,10 -P slow=20:60:20 -m sharpe,trades $D/sp500-2000.csv
0  bt-optimize-grid.ndjson  bt-optimize -f ndjson -s sma_cross -P fast=5,10 -P slow=20:60:20 -m sharpe,trades $D/sp500-2000.csv
0  bt-optimize-grid.ndjson  bt-optimize -f ndjson -s sma_cross -P fast=5,10 -P slow=20:60:20 -m sharpe,trades $D/sp500-2000.csv >x && bt-optimize -c x -f ndjson $D/sp500-2000.csv
0  bt-optimize-grid.ndjson  bt-optimize --print-config -f ndjson -s sma_cross -P fast=5,10 -P slow=20:60:20 -m sharpe,trades >x && bt-optimize -c x $D/sp500-2000.csv
0  bt-optimize-grid.txt     bt-optimize -f table -s sma_cross -P fast=5,10 -P slow=20:60:20 -m sharpe,trades $D/sp500-2000.csv
0  bt-optimize-people.txt   bt-optimize -f table --top 4 --buy 'close > sma(n)' -P n=20,9999999999 -P w=1e-3,2 --sell 'close < sma(n) * (1 - w)' --constraint 'trades > 200' --objective total_return -P leverage=0.3333333333333,1 --short 'close < 0' -m trades $D/sp500-2000.csv
# The numbers of one of them by the commands.
0  bt-optimize-line.csv     bt-signals -s sma_cross -p fast=10,slow=40 $D/sp500-2000.csv | bt-run | bt-metrics -f csv -m sharpe,trades | tail -n 1 | cut -d , -f 9-
0  bt-optimize-line.csv     bt-optimize -s sma_cross -P fast=5,10 -P slow=20:60:20 -m sharpe,trades $D/sp500-2000.csv | sed -n '/^5,/p' | cut -d , -f 8-

# The best, best first; of equals the earlier.
0  bt-optimize-top.csv      bt-optimize --top 2 -s sma_cross -P fast=5,10 -P slow=20:60:20 -m sharpe,trades $D/sp500-2000.csv
0  bt-optimize-least.csv    bt-optimize --top 2 --minimize -s sma_cross -P fast=5,10 -P slow=20:60:20 -m sharpe,trades $D/sp500-2000.csv
0  bt-optimize-ties.csv     bt-optimize --top 2 --objective '1 - 1' -s sma_cross -P fast=5,10 -P slow=20:60:20 -m trades $D/sp500-2000.csv
0  bt-optimize-top.ndjson   bt-optimize --top 1 -f ndjson -s sma_cross -P fast=5,10 -P slow=20 -m sharpe $D/sp500-2000.csv

# What is varied: options of every kind, fractions, --where over all.
0  bt-optimize-kinds.csv    bt-optimize -s sma_cross -p fast=5 -P slow=20,40 -P stop-loss=2%:6%:2% -P intrabar=worst,best --where 'stop_loss < 5% and fast * 4 < slow or intrabar == 1' -m sharpe,trades $D/sp500-2000.csv
0  bt-optimize-methods.csv  bt-optimize -s sma_cross -P commission=none,per-share:0.005,min=1,percent:0.1% -P full-holding=true,false --holding-period 20 -m sharpe,commission_paid $D/sp500-2000.csv
0  bt-optimize-free.csv     bt-optimize --buy 'close > sma(n)' --sell 'close < sma(n) * (1 - w)' -P n=10:40:*2 -P w=0,1% -p z=3 -m sharpe,trades $D/sp500-2000.csv
0  bt-optimize-signal.csv   awk -F, -v OFS=, 'NR==1{print $0,"a","b";next}{print $0,NR%50==2?"buy":NR%50==40?"sell":"",NR%30==2?"buy":NR%30==20?"sell":""}' $D/sp500-2000.csv >x.csv && bt-optimize -P signal=a,b -P stop-loss=0,5% -m sharpe,trades x.csv
0  bt-optimize-run.csv      bt-signals -s sma_cross $D/sp500-2000.csv | bt-optimize -P stop-loss=0,5% -m sharpe,trades
0  bt-optimize-named.csv    bt-optimize --buy 'close > sma(status)' --sell 'close < sma(sharpe)' -P status=10,20 -P sharpe=30 -m trades $D/sp500-2000.csv
0  bt-optimize-none.csv     bt-optimize -s sma_cross -m sharpe,trades $D/sp500-2000.csv
0  bt-optimize-symbols.csv  bt-optimize --verify --buy 'close > close[n]' --sell 'close < close[n]' -P n=1:2 -P max-positions=1:2 -m total_return,trades,final_equity $D/two-symbols.csv 2>e && grep -q digit e
0  bt-optimize-preset.csv   bt-optimize --preset scanner -s sma_cross -P fast=5,6 -P stop-loss=3%,5% -m sharpe,trades $D/sp500-2000.csv
0  bt-optimize-window.csv   bt-optimize -s sma_cross -P fast=5 --from 2008-01-01 --to 2009-12-31 --risk-free 2% --cash 5000 -m sharpe,trades $D/sp500-2000.csv

# Several strategies.
0  bt-optimize-several.csv  bt-optimize -s sma_cross -s rsi_reversion -s ema_cross -P fast=5,10 -P slow=20,8 -P ema_cross.allow_short=0 -p rsi_reversion.period=7 -P lower=20,30 -P stop-loss=5% --where 'fast < slow' -m sharpe,trades $D/sp500-2000.csv
0  bt-optimize-several.txt  bt-optimize -f table --top 3 -s sma_cross -s rsi_reversion -P fast=5 -P lower=20,30 -P intrabar=best -m sharpe,total_return $D/sp500-2000.csv

# What became of trials.
1  bt-optimize-status.csv   bt-optimize -s macd_trend -P fast=5,30 -P slow=20 --constraint 'max_drawdown > -10%' -m sharpe $D/sp500-2000.csv
! bt-optimize: warning: no trial is valid: 1 failed, 1 broke the constraint; fast of 'macd' must be less than slow, not 30 and 20
# A formula that is wrong with all values is no reason to try them.
2  -                        bt-optimize --buy 'close > smaa(n)' --sell 'close < sma(n)' -P n=5,10 $D/sp500-2000.csv
! bt-optimize: --buy: unknown function 'smaa'; did you mean 'sma'?
!     close > smaa(n)
!             ^
2  -                        bt-optimize --buy 'close > sma(9) * n' --sell 'close < sma(m)' -P n=1%:2% --method random --max-trials 3 $D/sp500-2000.csv
! bt-optimize: --sell: unknown name 'm': no parameter and no column of the input
!     close < sma(m)
!                 ^
1  bt-optimize-alone.csv    bt-optimize -s macd_trend -P fast=30 -P slow=20 -m trades $D/sp500-2000.csv
! bt-optimize: warning: no trial is valid: 1 failed, 0 broke the constraint; fast of 'macd' must be less than slow, not 30 and 20
0  bt-optimize-keeps.csv    bt-optimize -s sma_cross -P fast=5,10 -P slow=20:60:20 --constraint 'trades < 100 and max_drawdown > -30%' --objective 'cagr / -max_drawdown' -m calmar $D/sp500-2000.csv
1  bt-optimize-idle.csv     bt-optimize -s sma_cross -P fast=20,900 -P slow=4000 -m sharpe,trades $D/sp500-2000.csv
! bt-optimize: warning: no trial is valid: 0 failed, 0 broke the constraint, 2 have no objective; no trades: 0 signals in 5105 bars, 0 orders
1  -                        bt-optimize -s sma_cross -P slow=4000 --best x -o y $D/sp500-2000.csv || { s=$?; test ! -e x || echo made; exit $s; }
! bt-optimize: warning: no trial is valid: 0 failed, 0 broke the constraint, 1 has no objective; no trades: 0 signals in 5105 bars, 0 orders
0  bt-optimize-ruin.csv     bt-optimize --short 'close > 0' -P leverage=1,3 -m total_return,trades $D/sp500-2000.csv

# When it ends.
0  bt-optimize-max.csv      bt-optimize --max-trials 2 -s sma_cross -P fast=5,10 -P slow=20:60:20 -m sharpe,trades $D/sp500-2000.csv
0  bt-optimize-end.txt      bt-optimize --patience 30 -f ndjson -s sma_cross -P fast=5:50 -P slow=20:250 -m sharpe $D/sp500-2000.csv | tail -n 1
75 bt-optimize-late.txt     bt-optimize --time-limit 0 -f ndjson -s sma_cross -P fast=5:50 -P slow=20:250 -m sharpe $D/sp500-2000.csv -o x 2>e; { s=$?; sed 's/[0-9]* of/N of/' e >&2; tail -n 1 x | sed 's/"rows":[0-9]*/"rows":N/'; exit $s; }
! bt-optimize: warning: --time-limit is over: N of 10626 trials are done

75 bt-optimize-endless.txt  bt-optimize --time-limit 0 --method random -f ndjson -s sma_cross -P stop-loss=1%:9% -m sharpe $D/sp500-2000.csv -o x 2>e; { s=$?; sed 's/over: [0-9]*/over: N/' e >&2; head -n 1 x | grep -o '"constraint.*'; exit $s; }
! bt-optimize: warning: --time-limit is over: N trials are done

# What it would take.
0  bt-optimize-dry.txt      bt-optimize --dry-run -s sma_cross -s ema_cross -P slow=20:250:10 -P fast=5:50 -P intrabar=worst,best --where 'fast < slow' $D/sp500-2000.csv | sed '/^a trial/,$d'
0  bt-optimize-dry.txt      bt-optimize --journal j --resume --cache c --dry-run -s sma_cross -s ema_cross -P slow=20:250:10 -P fast=5:50 -P intrabar=worst,best --where 'fast < slow' $D/sp500-2000.csv | sed '/^a trial/,$d'; ! ls j c 2>/dev/null || echo made
2  -                        bt-optimize --dry-run --shard 1/2 -s sma_cross -P fast=5:50 $D/sp500-2000.csv
! bt-optimize: --dry-run is of a whole sweep; it cannot be had with --shard
2  -                        bt-optimize --dry-run --merge x
! bt-optimize: --dry-run is of a whole sweep; it cannot be had with --merge
0  bt-optimize-dry.ndjson   bt-optimize --dry-run -f ndjson -s sma_cross -P fast=5:50:5 -P stop-loss=1%:9% --method random $D/sp500-2000.csv | sed 's/"tried.*/.../'
0  bt-optimize-plan.txt     bt-optimize --dry-run -j1 -s sma_cross -P fast=5 --max-trials 4 $D/sp500-2000.csv | sed 's/^a trial .*,/a trial T,/; s/^time .*/time T/; s/^memory .*/memory M/'

# The best by the commands, and as a script.
0  bt-optimize-best.csv     bt-optimize --verify -s sma_cross -P fast=5,10 -P slow=20:60:20 -P stop-loss=2%,4% --commission percent:0.1% --from 2005-01-01 --risk-free 1% --top 1 $D/sp500-2000.csv
! bt-optimize: trial 5 is verified, digit for digit:
! bt-signals -s sma_cross -p fast=5 -p slow=60 --from 2005-01-01 $D/sp500-2000.csv |
!     bt-run --commission percent:rate=0.001,fixed=0 --stop-loss 0.02 --from 2005-01-01 |
!     bt-metrics -f csv -m total_return,cagr,volatility,sharpe,sortino,calmar,max_drawdown,trades,win_rate,profit_factor,expectancy,exposure --risk-free 0.01
0  bt-optimize-script.txt   bt-optimize --best best.sh -o x --preset scanner --buy 'close > sma(n)' -p m=1 -P n=20,30 -P full-holding=false -m sharpe,trades $D/sp500-2000.csv && cat best.sh && sh best.sh | bt-metrics -f csv -m sharpe,trades && tail -n 1 x
0  -                        bt-optimize -v -o x -s sma_cross -P fast=5,10 -P slow=20 $D/sp500-2000.csv 2>&1 | sed '/: took/d' >y; grep -c 'fast=10 -p slow=20' y >/dev/null
0  bt-optimize-quote.txt    cp $D/sp500-2000.csv "it's.csv" && bt-optimize --verify -m sharpe --buy "close > sma(n)" -P n=20 "it's.csv" 2>&1 | tail -n 3

# Progress.
0  bt-optimize-bar.txt      bt-optimize --progress json -s sma_cross -P fast=5,10 -P slow=20 -m sharpe -o x $D/sp500-2000.csv 2>&1 | sed 's/"eta.*,"best/...,"best/; s/,"memory.*//'

# What is wrong with what was asked for.
2  -  bt-optimize -s sma_cross -P fsat=5:50 $D/sp500-2000.csv
! bt-optimize: -P: 'fsat' is neither a parameter of 'sma_cross' nor an option of bt-run; did you mean 'fast'?
2  -  bt-optimize -s sma_cross -s ema_cross -P fsat=5:50 $D/sp500-2000.csv
! bt-optimize: -P: 'fsat' is neither a parameter of 'sma_cross' nor an option of bt-run; did you mean 'fast'?
2  -  bt-optimize -s sma_cross -P fast=0:50:5 $D/sp500-2000.csv
! bt-optimize: -P fast: want an integer from 1 to 1000, got '0'
2  -  bt-optimize -s sma_cross -P fast=5:50:5 -P fast=7 $D/sp500-2000.csv
! bt-optimize: -P: 'fast' is given twice
2  -  bt-optimize -s sma_cross -P fast $D/sp500-2000.csv
! bt-optimize: -P: want NAME=VALUES as in fast=5:50:5, got 'fast'
2  -  bt-optimize -s sma_cross -p fast=3 -P fast=5:50:5 $D/sp500-2000.csv
! bt-optimize: 'fast' is given with -p and varied with -P; want one of them
2  -  bt-optimize -s sma_cross --stop-loss 5% -P stop-loss=1%,2% $D/sp500-2000.csv
! bt-optimize: 'stop-loss' is given with --stop-loss and varied with -P; want one of them
2  -  bt-optimize -s sma_cross -p fsat=3 -P slow=50 $D/sp500-2000.csv
! bt-optimize: strategy 'sma_cross' has no parameter 'fsat'; did you mean 'fast'?
2  -  bt-optimize -s sma_crss -P fast=5 $D/sp500-2000.csv
! bt-optimize: no strategy is called 'sma_crss'; did you mean 'sma_cross'?
2  -  bt-optimize -s sma_cross -s sma_cross -P fast=5 $D/sp500-2000.csv
! bt-optimize: strategy 'sma_cross' is given twice
2  -  bt-optimize -s sma_cross -s ema_cross -P fast=5 <$D/sp500-2000.csv
! bt-optimize: several strategies want files: standard input can be read only once
2  -  bt-optimize -s sma_cross -s ema_cross -P fast=5 - <$D/sp500-2000.csv
! bt-optimize: several strategies want files: standard input can be read only once
2  -  bt-optimize --buy 'close > sma(n)' -P m=5 $D/sp500-2000.csv
! bt-optimize: -P: 'm' is neither named in an expression nor an option of bt-run
2  -  bt-optimize --buy 'close > sma(n)' -P stop-los=5% $D/sp500-2000.csv
! bt-optimize: -P: 'stop-los' is neither named in an expression nor an option of bt-run; did you mean 'stop-loss'?
2  -  bt-optimize --buy 'close > sma(close2)' -P close=5 $D/sp500-2000.csv
! bt-optimize: -P: 'close' is a word of the expression language; take another name
2  -  bt-optimize -s sma_cross -P fast=5 --where 'fast < slwo' $D/sp500-2000.csv
! bt-optimize: --where: unknown name 'slwo'; did you mean 'slow'?
!     fast < slwo
!            ^
2  -  bt-optimize -s sma_cross -s ema_cross -P fast=5 --where 'fast < x' $D/sp500-2000.csv
! bt-optimize: --where: unknown name 'x'
!     fast < x
!            ^
2  -  bt-optimize -s sma_cross -P fast=5 --where 'fast + slow' $D/sp500-2000.csv
! bt-optimize: --where: want a condition as in 'fast < slow', got 'fast + slow'
2  -  bt-optimize -s sma_cross -P fast=50:90 -P slow=20 --where 'fast < slow' $D/sp500-2000.csv
! bt-optimize: --where allows none of the points that were looked at
2  -  bt-optimize -s sma_cross -P fast=5 --objective 'shrpe' $D/sp500-2000.csv
! bt-optimize: --objective: unknown name 'shrpe'; did you mean 'sharpe'?
!     shrpe
!     ^
2  -  bt-optimize -s sma_cross -P fast=5 --objective 'sharpe > 1' $D/sp500-2000.csv
! bt-optimize: --objective: want a number as in 'cagr / -max_drawdown', got the condition 'sharpe > 1'
2  -  bt-optimize -s sma_cross -P fast=5 --constraint 'trades' $D/sp500-2000.csv
! bt-optimize: --constraint: want a condition as in 'trades >= 30', got 'trades'
2  -  bt-optimize -s sma_cross -P fast=5 -m sharpe,shrpe $D/sp500-2000.csv
! bt-optimize: no metric 'shrpe'; did you mean 'sharpe'?
2  -  bt-optimize -s sma_cross -P fast=5 --method gird $D/sp500-2000.csv
! bt-optimize: --method: no method 'gird'; did you mean 'grid'?
2  -  bt-optimize -s sma_cross -P stop-loss=1%:5% $D/sp500-2000.csv
! bt-optimize: a grid needs steps in 'stop-loss', as in lo:hi:step; or sample it, as --method random does
2  -  bt-optimize -s sma_cross -P fast=5 --preset scaner $D/sp500-2000.csv
! bt-optimize: --preset: no preset 'scaner'; did you mean 'scanner'?
0  bt-optimize-dash.txt  cp $D/forty-bars.csv ./-x.csv && bt-optimize --best x -o y -s sma_cross -p slow=9 -P fast=3 -- -x.csv && cat x && sh x | bt-metrics -f csv -m trades | tail -n 1 | sed 's/.*,//'
2  -  bt-optimize --verify -s sma_cross -P fast=5 <$D/sp500-2000.csv
! bt-optimize: --verify wants files: standard input can be read only once
2  -  bt-optimize --verify -s sma_cross -P fast=5 - <$D/sp500-2000.csv
! bt-optimize: --verify wants files: standard input can be read only once
# Before the work, not behind hours of it.
4  -  bt-optimize -s sma_cross -P fast=1:1000 -P slow=2:1000 --best no/where $D/sp500-2000.csv
! bt-optimize: cannot write 'no/where': No such file or directory
2  -  bt-optimize --verify -P signal=a,b $D/sp500-2000.csv
! bt-optimize: --verify: bt-run reads the column 'signal' alone, so no line makes the run of another
2  -  bt-optimize --best x -P signal=a,b $D/sp500-2000.csv
! bt-optimize: --best: bt-run reads the column 'signal' alone, so no line makes the run of another
2  -  bt-optimize -P x=1 $D/sp500-2000.csv
! bt-optimize: -P: 'x' is neither named in an expression nor an option of bt-run
2  -  bt-optimize -s sma_cross --top 0 $D/sp500-2000.csv
! bt-optimize: --top: want a whole number from 1 to 10000000, got '0'
2  -  bt-optimize -s sma_cross --seeed 1 $D/sp500-2000.csv
! bt-optimize: unknown option '--seeed'; did you mean '--seed'?

# What is wrong with what was read.
3  -  bt-optimize -P stop-loss=5% $D/sp500-2000.csv
! bt-optimize: $D/sp500-2000.csv:1: has no column 'signal'; it has: date, open, high, low, close, adjclose, volume
3  -  bt-optimize -P signal=a,b $D/sp500-2000.csv
3  -  bt-optimize -s sma_cross -P fast=5 </dev/null
3  -  bt-optimize -s sma_cross -P fast=5 $D/dirty.csv
4  -  bt-optimize -s sma_cross -P fast=5 none.csv
! bt-optimize: cannot open 'none.csv': No such file or directory
4  -  bt-optimize -s sma_cross -P fast=5 $D
! bt-optimize: cannot read '$D': Is a directory
4  -  bt-optimize -s sma_cross -P fast=5 -o none/x $D/sp500-2000.csv
4  -  bt-optimize -s sma_cross -P fast=5 $D/sp500-2000.csv >/dev/full
! bt-optimize: cannot write 'stdout': No space left on device
0  bt-optimize-head.txt  bt-optimize -m all -s sma_cross -P fast=2:99 -P slow=100:150 $D/sp500-2000.csv | head -n 1
1  bt-optimize-bare.csv  head -n 1 $D/sp500-2000.csv | bt-optimize -s sma_cross -P fast=5
! bt-optimize: warning: no trial is valid: 0 failed, 0 broke the constraint, 1 has no objective; no trades: 0 signals in 0 bars, 0 orders
