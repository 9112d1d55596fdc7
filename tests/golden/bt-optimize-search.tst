# bt-optimize --method: which points come, and what a method refuses.
0  bt-optimize-random.csv   bt-optimize -s sma_cross -P fast=5,10,20 -P slow=10:60:10 --where 'fast < slow' -m sharpe --method random $D/sp500-2000.csv
0  bt-optimize-lhs.csv      bt-optimize -s sma_cross -P fast=5:50 -P stop-loss=1%:9% -m sharpe --method lhs:designs=3 --max-trials 10 $D/sp500-2000.csv
0  bt-optimize-sobol.csv    bt-optimize -s sma_cross -P fast=5:50 -P stop-loss=1%:9%:log -m sharpe --method sobol --max-trials 16 --seed 2 $D/sp500-2000.csv
0  bt-optimize-de.csv       bt-optimize -s sma_cross -P fast=5:50:5 -P slow=20:250:10 -P intrabar=worst,best,ohlc -P stop-loss=3% -m sharpe --method de --top 5 --max-trials 99 $D/sp500-2000.csv
0  bt-optimize-cma.csv      bt-optimize -s sma_cross -P fast=5:50:5 -P slow=20:250:10 --where 'fast < slow' -m sharpe --method cma --top 5 --max-trials 99 $D/sp500-2000.csv
0  bt-optimize-tpe.csv      bt-optimize -s sma_cross -P fast=5:50:5 -P slow=20:250:10 --where 'fast < slow' -m sharpe --method tpe --top 5 --max-trials 99 $D/sp500-2000.csv
0  bt-optimize-halving.csv  bt-optimize -s sma_cross -P fast=5:50:5 -P slow=20:250:10 -m sharpe --method halving:least=0.1,brackets=2 --max-trials 21 $D/sp500-2000.csv
# A lattice that is exhausted ends a search, though more trials were allowed.
0  bt-optimize-all.csv      bt-optimize -s sma_cross -P fast=5,10 -P slow=20:40:10 -m sharpe --method de --max-trials 99 $D/sp500-2000.csv
2  -  bt-optimize -s sma_cross -P stop-loss=1%:9% --method lhs $D/sp500-2000.csv
! bt-optimize: method lhs wants to know how many points to spread: give --max-trials
2  -  bt-optimize -s sma_cross -P stop-loss=1%:9% --method lhs:designs=2 --max-trials 5000 $D/sp500-2000.csv
! bt-optimize: method lhs compares designs of up to 4096 points, not 5000
2  -  bt-optimize -s sma_cross -P stop-loss=1%:9% --method halving $D/sp500-2000.csv
! bt-optimize: method halving wants to know how many trials there may be: give --max-trials
2  -  bt-optimize --buy "close > 0$(seq -f '+n%.0f' -s '' 33)" $(seq -f '-P n%.0f=1,2' 33) --method sobol $D/sp500-2000.csv
! bt-optimize: method sobol can vary up to 32 parameters, not 33; 'lhs' and 'random' can vary more
2  -  bt-optimize -s sma_cross -P fast=5,10 -P slow=20 --where 'fast > slow' --method tpe $D/sp500-2000.csv
! bt-optimize: --where allows none of the 2 points
2  -  bt-optimize -s sma_cross -P stop-loss=1%:9% --where 'stop_loss > 10%' --method cma $D/sp500-2000.csv
! bt-optimize: --where allows none of the points that were looked at
2  -  bt-optimize -s sma_cross -P fast=5,10 --method halving:eta=1 $D/sp500-2000.csv
! bt-optimize: --method: halving: want eta=a number from 2 to 10, got '1'
