# status  expected stdout  command
# bt-optimize --report.  What the numbers are is proved in tests/unit (robust,
# cscv, spa, overfit); here it is what is written, and what is refused.
0  bt-optimize-report.txt     bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --report - $D/sp500-2000.csv
0  bt-optimize-report.txt     bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --report r -j 7 -o t $D/sp500-2000.csv && cat r
0  bt-optimize-report.txt     bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --report - -f ndjson -j 1 - <$D/sp500-2000.csv
0  bt-optimize-report.ndjson  bt-optimize -s sma_cross -P fast=5,15 -P slow=50,100 -P intrabar=worst,best --report r -f ndjson -m trades $D/sp500-2000.csv | sed 1d
# The trials are the same with a report and without one.
0  -                          bt-optimize -s sma_cross -P fast=5,15 -P slow=50,100 --report r -m all $D/sp500-2000.csv >a && bt-optimize -s sma_cross -P fast=5,15 -P slow=50,100 -m all $D/sp500-2000.csv | cmp - a
# Two strategies; the best is the calmest that trades enough.
0  bt-optimize-report-two.txt bt-optimize -s sma_cross -s macd_trend -P sma_cross.fast=5,10,20 -P sma_cross.slow=50,100 --objective volatility --minimize --constraint 'trades > 60' --report - $D/sp500-2000.csv
# What was thrown out on a part of the data had its chance.
0  bt-optimize-report-part.txt bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --method halving --report - $D/sp500-2000.csv | sed -n '1,/checks/p'
# Of a part of the sweep, by a few resamples of long blocks.
0  bt-optimize-report-shard.txt bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --shard 2/5 --report - --report-blocks 4 --report-resamples 99 --report-block 50 $D/sp500-2000.csv | sed -n '1,/checks/p'
# What cannot be said is not said.
0  bt-optimize-report-one.txt bt-optimize -s sma_cross --report - $D/sp500-2000.csv
1  bt-optimize-report-none.txt bt-optimize -s sma_cross -P fast=30,35 --report - $D/forty-bars.csv
! bt-optimize: warning: no trial is valid: 0 failed, 0 broke the constraint, 2 have no objective; no trades: 0 signals in 40 bars, 0 orders
0  bt-optimize-report-hours.txt bt-optimize -P stop-loss=1%,2% --report - $D/two-days-of-hours.csv
# A journal knows what trials made, but not how: they run again.
0  bt-optimize-report.txt     s='bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50'; $s --journal j -o t $D/sp500-2000.csv && head -n 9 j >k && $s --journal k --resume --report - $D/sp500-2000.csv && cmp j k
0  bt-optimize-report.txt     s='bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50'; $s --journal j -o t $D/sp500-2000.csv && $s --journal j --resume --report - $D/sp500-2000.csv
2  -  bt-optimize -s sma_cross -P fast=5,9 --report - -o - $D/sp500-2000.csv
! bt-optimize: --report: standard output is for the trials; want a file for one of them
2  -  bt-optimize -s sma_cross -P fast=5,9 --report r --report-blocks 3 $D/sp500-2000.csv
! bt-optimize: --report-blocks: want an even number, got 3
2  -  bt-optimize -s sma_cross -P fast=5,9 --report r --report-blocks 22 $D/sp500-2000.csv
! bt-optimize: --report-blocks: want a whole number from 2 to 20, got '22'
2  -  bt-optimize -s sma_cross -P fast=5,9 --report r --walk-forward train=6Y,test=5Y $D/sp500-2000.csv
! bt-optimize: --report: cannot be had with --walk-forward or --cv
2  -  bt-optimize --merge --report r $D/sp500-2000.csv
! bt-optimize: --merge writes rows alone; it cannot be had with --report, --best or --verify
4  -  bt-optimize -s sma_cross -P fast=5,9 --report none/r $D/sp500-2000.csv
! bt-optimize: cannot write 'none/r': No such file or directory
4  -  bt-optimize -s sma_cross -P fast=5,9 --report /dev/full -o t $D/sp500-2000.csv || { rc=$?; cat t; exit $rc; }
4  -  bt-optimize -s sma_cross -P fast=5,9 --report - $D/sp500-2000.csv >/dev/full
0  -  bt-optimize -s sma_cross -P fast=5,9 --report - $D/sp500-2000.csv | head -n 0
# So do those that a cache knows.
0  bt-optimize-report.txt     s='bt-optimize -s sma_cross -P fast=5:45:10 -P slow=50:250:50 --cache c'; $s -o t $D/sp500-2000.csv && $s --report - $D/sp500-2000.csv
