# status  expected stdout  command
# bt-optimize --walk-forward and --cv.  What the numbers are is proved in
# tests/sweep; here it is what is written, and what is refused.
0  bt-optimize-walk.csv     bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --walk-forward train=6Y,test=5Y $D/sp500-2000.csv
0  bt-optimize-walk.csv     bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --walk-forward train=6Y,test=5Y --emit rows -j 1 $D/sp500-2000.csv
0  bt-optimize-walk.csv     bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --walk-forward train=6Y,test=5Y -j 7 -o x - <$D/sp500-2000.csv && cat x
0  bt-optimize-walk.ndjson  bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --walk-forward train=6Y,test=5Y -f ndjson $D/sp500-2000.csv
0  bt-optimize-walk.txt     bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --walk-forward train=6Y,test=5Y -f table $D/sp500-2000.csv
0  bt-optimize-drift.csv    bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --walk-forward train=6Y,test=5Y --emit drift $D/sp500-2000.csv
0  bt-optimize-oos.csv      bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --walk-forward train=6Y,test=5Y --emit summary $D/sp500-2000.csv
# The tests as one run: read by what reads runs, whole or not at all.
0  bt-optimize-oos.ndjson   bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --walk-forward train=6Y,test=5Y -o x --oos - $D/sp500-2000.csv | sed '2,${/"type":"equity"/d;}'
0  bt-optimize-walk.csv     bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --walk-forward train=6Y,test=5Y --oos x $D/sp500-2000.csv && bt-metrics --assert 'trades == 9 and total_return > 0' x >y
4  -                        bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --walk-forward train=6Y,test=5Y --oos /dev/full $D/sp500-2000.csv >x
4  -                        bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=6Y,test=5Y --oos x $D/sp500-2000.csv >/dev/full || { rc=$?; cat x; exit $rc; }
2  -                        bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=6Y,test=5Y --oos none/x $D/sp500-2000.csv | head -c 0; bt-optimize -s sma_cross -P fast=9:5 $D/sp500-2000.csv
# Where there is no winner the account stays in cash, and says why.
1  bt-optimize-cash.csv     bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=6Y,test=5Y --constraint 'trades > 90' -m trades $D/sp500-2000.csv
! bt-optimize: warning: no trial is valid in any training
1  bt-optimize-cash.txt     bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=6Y,test=5Y --constraint 'trades > 999' -m trades -f table $D/sp500-2000.csv
! bt-optimize: warning: no trial is valid in any training
1  bt-optimize-purged.txt   bt-optimize -s sma_cross -P fast=1,2 -p slow=3 --walk-forward train=10,test=10,purge=9 -m trades -f table $D/forty-bars.csv
! bt-optimize: warning: no trial is valid in any training
# Choices, two strategies, less is better, positions left open, times of day.
0  bt-optimize-choice.txt   bt-optimize -s sma_cross -P fast=5:45:10 -P intrabar=worst,best --stop-loss 2% --take-profit 2% --walk-forward train=6Y,test=5Y -m trades -f table $D/sp500-2000.csv
0  bt-optimize-two.csv      bt-optimize -s sma_cross -s macd_trend -P slow=30,50 --walk-forward train=6Y,test=5Y --at-end mark -m trades $D/sp500-2000.csv
0  bt-optimize-least.txt    bt-optimize -s sma_cross -P fast=5:45:10 --minimize --objective '-max_drawdown' --walk-forward train=6Y,test=5Y -m trades -f table $D/sp500-2000.csv
0  bt-optimize-hours.csv    cut -d , -f 1-6 $D/two-days-of-hours.csv >x.csv; bt-optimize --buy 'close > close[n]' --sell 'close < close[n]' -P n=0,1 --objective total_return --walk-forward train=2,test=1 -m trades x.csv
# A test that ruins the account is the last.
0  bt-optimize-ruin.ndjson  awk 'BEGIN { print "date,open,high,low,close"; for (i = 1; i < 29; i++) { p = i < 14 ? 100 - i : 400; printf "2024-01-%02d,%d,%d,%d,%d\n", i, p, p, p, p } }' >x.csv; bt-optimize --short 'close > n' -P n=1,2 --size percent-equity:100% --objective total_return --walk-forward train=5,test=5 -m trades -f ndjson x.csv
# Cross-validation.
0  bt-optimize-cv.csv       bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --cv folds=4,test=2 $D/sp500-2000.csv
0  bt-optimize-cv.csv       bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --cv folds=4,test=2,purge=trades,embargo=1% -j 1 --emit all $D/sp500-2000.csv
0  bt-optimize-cv.csv       bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --cv folds=4,test=2 -j 7 - <$D/sp500-2000.csv
0  bt-optimize-cv.ndjson    bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --cv folds=4,test=2 -f ndjson $D/sp500-2000.csv
0  bt-optimize-cv.txt       bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --cv folds=4,test=2 -f table $D/sp500-2000.csv
0  bt-optimize-paths.csv    bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --cv folds=4,test=2 --emit paths $D/sp500-2000.csv
0  bt-optimize-folds.csv    bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --cv folds=4,test=2 --emit summary $D/sp500-2000.csv
1  bt-optimize-nofold.txt   bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=3 --constraint 'trades > 999' -f table $D/sp500-2000.csv
! bt-optimize: warning: no trial is valid in any training
0  bt-optimize-deals.txt    bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=3,purge=20 --objective profit_factor --constraint 'trades > 9' -m trades,annual_return -f table $D/sp500-2000.csv
# Stopped: whole rows, and it says so.
0  bt-optimize-stopped.csv  bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=6Y,test=5Y --time-limit 0 -m trades $D/sp500-2000.csv; [ $? = 75 ]
0  -                        bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=3 --time-limit 0 -m trades -f ndjson $D/sp500-2000.csv | grep -v cross_validation >x; grep -q '"status":"timeout","rows":0' x
# What is wrong is told before any bars are read.
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=2Y none.csv
! bt-optimize: --walk-forward: want train and test, as in 'train=2Y,test=6M'
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=5,tset=2 none.csv
! bt-optimize: --cv: no 'tset'; there is folds, test, embargo, purge; did you mean 'test'?
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=5 --walk-forward train=2Y,test=1Y none.csv
! bt-optimize: --walk-forward and --cv: want one of them
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=5 --oos x none.csv
! bt-optimize: --oos wants --walk-forward
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --oos x none.csv
! bt-optimize: --oos wants --walk-forward
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --emit drift none.csv
! bt-optimize: --emit wants --walk-forward or --cv
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=2Y,test=1Y --oos - none.csv
! bt-optimize: --oos -: want -o FILE for the windows
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=2Y,test=1Y -o - --oos - none.csv
! bt-optimize: --oos -: want -o FILE for the windows
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=2Y,test=1Y --emit paths none.csv
! bt-optimize: --emit: --walk-forward has rows, summary and drift
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=5 --emit drift none.csv
! bt-optimize: --emit: --cv has rows, summary and paths
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=5 --emit paths -f table none.csv
! bt-optimize: --emit chooses a table of --format csv; other formats have them all
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=5 --top 3 none.csv
! bt-optimize: --top: cannot be had with --walk-forward or --cv
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=5 --dry-run none.csv
! bt-optimize: --dry-run: cannot be had with --walk-forward or --cv
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=2Y,test=1Y --journal x none.csv
! bt-optimize: --journal, --shard, --cache and --merge go with a plain sweep
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=5 --objective cagr none.csv
! bt-optimize: --cv: 'cagr' cannot be had from pieces of a run; annual_return can
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=5 --constraint 'exposure < 50%' none.csv
! bt-optimize: --cv: 'exposure' cannot be had from pieces of a run
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=5 --patience 3 none.csv
! bt-optimize: --cv: --patience cannot be had: every split has a best of its own
2  -  bt-optimize -s sma_cross -P fast=5:45 --cv folds=5 --method de none.csv
! bt-optimize: --cv: 'de' follows scores, which have seen the tests; want a method that does not, as grid or random
# What is wrong with the data for this.
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=30Y,test=1Y $D/sp500-2000.csv
! bt-optimize: --walk-forward: the data end before the first window of training does
2  -  bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=3M,test=8W,step=1M $D/sp500-2000.csv
! bt-optimize: --walk-forward: step is shorter than test: tests would overlap
2  -  bt-optimize --buy 'close > n' -P n=1,2 --cv folds=100 $D/forty-bars.csv
! bt-optimize: --cv: 100 folds want 200 bars at least, the data have 40
2  -  bt-optimize --buy 'close > n' -P n=1,2 --cv folds=30,test=15 $D/sp500-2000.csv
! bt-optimize: --cv: 15 of 30 folds can be tested in more than 10000 ways
3  -  bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=2,test=1 /dev/null
! bt-optimize: /dev/null: is empty
# The ends of streams.
4  -  bt-optimize -s sma_cross -P fast=5:45:10 --walk-forward train=6Y,test=5Y $D/sp500-2000.csv >/dev/full
4  -  bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=3 -f table $D/sp500-2000.csv >/dev/full
0  -  bt-optimize -s sma_cross -P fast=5:45:10 --cv folds=3 $D/sp500-2000.csv | head -c 0
