# status  expected stdout  command
# Scripts to draw by: what gnuplot is given is the same everywhere.
0  bt-export-equity.gp   bt-export --plot-script --chart equity $D/curve-6-days.csv
0  bt-export-equity.gp   bt-export -f gnuplot --chart equity $D/curve-6-days.csv
0  bt-export-equity.gp   bt-export --chart equity -o x.gp $D/curve-6-days.csv && cat x.gp
0  bt-export-equity.gp   bt-export --plot-script -f png --chart equity $D/curve-6-days.csv
0  bt-export-equity.gp   LC_ALL=de_DE.UTF-8 bt-export --plot-script --chart equity $D/curve-6-days.csv
0  bt-export-monthly.gp  bt-export --plot-script --chart monthly -f svg --return fund $D/returns-6-months.csv
0  bt-export-trades.gp   bt-export --plot-script --chart trades --size 800x400 $D/run-4-trades.ndjson
0  bt-export-over.gp     bt-export --plot-script --benchmark $D/sp500-2000.csv --title "a'b \`date\` \"c\" _^{} @d 日本" $D/run-4-trades.ndjson
0  bt-export-letters.gp  bt-export --terminal --plot-script --chart drawdown $D/curve-6-days.csv

# What has no such chart.
3  -  bt-export --chart trades $D/curve-6-days.csv
! bt-export: --chart: 'trades' needs closed trades of a run, which 'curve-6-days.csv' does not have
3  -  bt-export --chart exposure $D/curve-6-days.csv
! bt-export: --chart: 'exposure' needs equity rows with positions, which 'curve-6-days.csv' does not have
3  -  bt-export --chart rolling $D/curve-6-days.csv
! bt-export: --chart: 'rolling' needs 20 returns or more, of known periods a year, which 'curve-6-days.csv' does not have
3  -  printf 'equity\n1\n2\n' | bt-export --chart monthly
! bt-export: --chart: 'monthly' needs a curve with dates, which 'stdin' does not have
3  -  printf 'equity\n1\n' | bt-export --chart equity
! bt-export: --chart: 'equity' needs a curve of two points or more, which 'stdin' does not have
3  -  printf 'equity\n1\n' | bt-export --chart distribution
! bt-export: --chart: 'distribution' needs returns, which 'stdin' does not have
3  -  printf 'equity\n1\n0\n1\n' | bt-export --chart drawdown
! bt-export: --chart: 'drawdown' needs an account that stays above zero, which 'stdin' does not have
3  -  printf 'equity\n1\n0\n1\n' | bt-export -f svg
! bt-export: there is no curve to draw in 'stdin'

# Options.
2  -  bt-export --chart equty $D/curve-6-days.csv
! bt-export: --chart: unknown chart 'equty'; there are equity, drawdown, monthly, yearly, distribution, rolling, trades, exposure, price, heatmap, surface, scatter, fan, histogram
2  -  bt-export -f svg --size 5x5 $D/curve-6-days.csv
! bt-export: --size: want WxH as in 1600x900, up to 10000 each, got '5x5'
2  -  bt-export -f svg --size 800 $D/curve-6-days.csv
! bt-export: --size: want WxH as in 1600x900, up to 10000 each, got '800'
2  -  bt-export -f json --chart equity $D/missing
! bt-export: --chart: not for the format json
2  -  bt-export -f pdf --size 800x600 $D/missing
! bt-export: --size: not for the format pdf
2  -  bt-export -f csv --plot-script $D/missing
! bt-export: --plot-script: not for the format csv
2  -  bt-export -f png --terminal $D/missing
! bt-export: --terminal: not for the format png
2  -  bt-export -f png --sixel $D/missing
! bt-export: --sixel: not for the format png
2  -  bt-export -f svg $D/curve-6-days.csv $D/curve-6-days.csv
! bt-export: --format: svg takes one run, not several

# A program that is not there, or fails, leaves no file and no scratch behind.
4  -  t=$(command -v bt-export) && PATH=/none $t -o x.png $D/curve-6-days.csv
! bt-export: cannot find 'gnuplot', which draws the charts: install the package gnuplot-nox
4  -  printf '#!/bin/sh\necho >&2; echo "line 3: no terminal" >&2; exit 1\n' >gnuplot; chmod +x gnuplot; PATH=.:$PATH bt-export -o x.pdf $D/curve-6-days.csv
! bt-export: 'gnuplot' failed: no terminal
4  -  printf '#!/bin/sh\nexit 3\n' >gnuplot; chmod +x gnuplot; PATH=.:$PATH bt-export -o x.pdf $D/curve-6-days.csv
! bt-export: 'gnuplot' failed: it gave no reason
4  -  printf '#!/bin/sh\nexit 0\n' >gnuplot; chmod +x gnuplot; PATH=.:$PATH bt-export -o x.svg $D/curve-6-days.csv
! bt-export: 'gnuplot' drew nothing
4  -  printf '#!/bin/sh\nkill -9 $$\n' >gnuplot; chmod +x gnuplot; PATH=.:$PATH bt-export -o x.svg $D/curve-6-days.csv
! bt-export: 'gnuplot' was ended by signal 9
4  -  printf 'no program' >gnuplot; chmod +x gnuplot; PATH=. /usr/bin/env "$(PATH=$PATH:. command -v bt-export)" -o x.svg $D/curve-6-days.csv
! bt-export: cannot run 'gnuplot': Exec format error
0  bt-export-left.txt  mkdir t; printf '#!/bin/sh\nexit 1\n' >gnuplot; chmod +x gnuplot; TMPDIR=$PWD/t PATH=.:$PATH bt-export -o x.png $D/curve-6-days.csv 2>/dev/null; ls . t
4  -  TMPDIR=/none bt-export -o x.png $D/curve-6-days.csv
! bt-export: cannot make a directory in '/none': No such file or directory

# Entries and exits on the price: candles where there is room for them.
0  bt-export-price.gp   bt-run -o r.ndjson $D/run-10-days.csv && bt-export --prices $D/run-10-days.csv --chart price --plot-script r.ndjson
0  bt-export-price-line.gp  bt-signals -s sma_cross -p fast=2,slow=100 $D/sp500-2000.csv --to 2001-01-01 | bt-run -o r.ndjson && cp $D/sp500-2000.csv other.csv && bt-export --prices other.csv --chart price --plot-script r.ndjson | grep -v '^[0-9]'
2  -  bt-export --prices $D/two-symbols.csv $D/hostile.ndjson
! bt-export: --prices: '$D/two-symbols.csv' has no bars of '=cmd|'/c calc'!A0', which the run traded
3  -  bt-export --chart price --plot-script $D/run-4-trades.ndjson
! bt-export: --chart: 'price' needs bars given with --prices, and trades, which 'run-4-trades.ndjson' does not have
# One symbol that is named is that one; without a name it is the run's.
2  -  grep -v BBB $D/run-10-days.csv >a.csv && sed 's/^AAA/X/' a.csv >x.csv && bt-run -o r.ndjson a.csv && bt-export --prices x.csv r.ndjson
! bt-export: --prices: 'x.csv' has no bars of 'AAA', which the run traded
4  -  bt-export --prices nix.csv $D/run-4-trades.ndjson
! bt-export: cannot open 'nix.csv': No such file or directory
2  -  cp $D/two-symbols.csv a.csv && bt-export -o a.csv --prices a.csv $D/run-4-trades.ndjson
! bt-export: --output: 'a.csv' is an input

# Trials of a sweep: two numbers, words, and trials against the constraint.
0  bt-export-trials.txt  bt-optimize -s sma_cross -P fast=5,10 -P slow=20,50 -P intrabar=worst,best --stop-loss 3% --constraint 'trades > 100' -f ndjson $D/sp500-2000.csv | bt-export | sed '/^Configuration/,$d'
0  bt-export-trials.md   bt-optimize -s sma_cross -P fast=5,10 -P slow=20,50 --minimize --objective volatility -f ndjson -m volatility,trades $D/sp500-2000.csv | bt-export -f md | sed '/^## Configuration/,$d'
0  bt-export-trials.html bt-optimize -s sma_cross -P fast=5,10 -P slow=20,50 -f ndjson -m trades $D/sp500-2000.csv | bt-export -f html | sed -n '/<main>/,/<\/tbody>/p'
0  bt-export-heatmap.gp  bt-optimize -s sma_cross -P fast=5,10 -P slow=20,50 -P intrabar=worst,best --stop-loss 3% -f ndjson $D/sp500-2000.csv | bt-export --chart heatmap --plot-script
0  bt-export-axes.gp     bt-optimize -s sma_cross -P fast=5,10 -P slow=20,50 -P intrabar=worst,best --stop-loss 3% -f ndjson $D/sp500-2000.csv | bt-export --chart surface --axes intrabar,slow --plot-script
0  bt-export-scatter.gp  bt-optimize -s sma_cross -P fast=5,10 -P intrabar=worst,best --stop-loss 3% -f ndjson $D/sp500-2000.csv | bt-export --chart scatter --plot-script
0  bt-export-drawn.txt   bt-optimize -s sma_cross -P fast=5,10 -P slow=20,50 -f ndjson $D/sp500-2000.csv >t && for f in png svg pdf; do bt-export -o t.$f t && head -c 5 t.$f | tr -cd '[:print:]' && echo; done
2  -  bt-optimize -s sma_cross -P fast=5,10 -f ndjson $D/sp500-2000.csv | bt-export --axes fats,slow
! bt-export: --axes: no parameter 'fats' was varied; did you mean 'fast'?
2  -  bt-optimize -s sma_cross -P fast=5,10 -f ndjson $D/sp500-2000.csv | bt-export --axes fast
! bt-export: --axes: want two parameters, as in fast,slow, got 'fast'
2  -  bt-optimize -s sma_cross -P fast=5,10 -f ndjson $D/sp500-2000.csv | bt-export --axes fast,fast
! bt-export: --axes: want two parameters, got one twice: 'fast,fast'
3  -  bt-optimize -s sma_cross -P fast=5,10 -f ndjson $D/sp500-2000.csv | bt-export --chart heatmap --terminal
! bt-export: --chart: 'heatmap' needs two parameters that vary, which 'stdin' does not have
3  -  bt-optimize -s sma_cross -P fast=5,10 $D/sp500-2000.csv | bt-export
! bt-export: trials as CSV: write them with bt-optimize -f ndjson
3  -  bt-montecarlo --emit fan $D/run-4-trades.ndjson | bt-export
! bt-export: a fan as CSV: write it with bt-montecarlo --emit fan -f ndjson
3  -  bt-montecarlo --emit histogram $D/run-4-trades.ndjson | bt-export
! bt-export: a histogram as CSV: write it with bt-montecarlo --emit histogram -f ndjson
3  -  bt-montecarlo --emit paths $D/run-4-trades.ndjson | bt-export
! bt-export: no chart of paths: write a histogram with bt-montecarlo --emit histogram -f ndjson
3  -  bt-montecarlo --leverage-sweep 1 $D/run-4-trades.ndjson | bt-export
! bt-export: no chart of stakes: write a fan with bt-montecarlo --emit fan -f ndjson
2  -  bt-optimize -s sma_cross -P fast=5,10 -f ndjson $D/sp500-2000.csv | bt-export -f sql
! bt-export: 'stdin' has trials, which sql does not take; html, pdf, markdown, text and charts do
2  -  bt-optimize -s sma_cross -P fast=5,10 -f ndjson $D/sp500-2000.csv | bt-export - $D/run-4-trades.ndjson
! bt-export: 'stdin' has trials, which are shown alone

# Simulations: a fan of paths, and outcomes by size.
0  bt-export-fan.gp        bt-montecarlo --emit fan -n 100 --trades 5 -f ndjson $D/run-4-trades.ndjson | bt-export --plot-script
0  bt-export-histogram.gp  bt-montecarlo --emit histogram -n 100 --trades 5 -f ndjson $D/run-4-trades.ndjson | bt-export --chart histogram --plot-script
0  bt-export-chance.txt    bt-montecarlo --emit fan -n 100 --trades 5 -f ndjson $D/run-4-trades.ndjson >t && for f in png svg; do bt-export -o t.$f t && head -c 5 t.$f | tr -cd '[:print:]' && echo; done
3  -  bt-montecarlo --emit fan -n 100 -f ndjson $D/run-4-trades.ndjson | bt-export --chart histogram --terminal
! bt-export: --chart: 'histogram' needs a histogram of bt-montecarlo, which 'stdin' does not have
3  -  bt-montecarlo -n 100 -f ndjson $D/run-4-trades.ndjson | bt-export --terminal
! bt-export: stdin:1: no chart of this: write it with bt-montecarlo --emit fan or --emit histogram
2  -  bt-montecarlo --emit fan -n 100 -f ndjson $D/run-4-trades.ndjson | bt-export -f html
! bt-export: 'stdin' has simulations, which html does not take; charts do: png, svg or --terminal
3  -  printf '{"type":"fan","step":2,"n":1}\n{"type":"fan","step":2,"n":1}\n' | bt-export --terminal
! bt-export: stdin:2: step 2 does not follow 2
3  -  printf '{"type":"class","low":2,"high":1}\n' | bt-export --terminal
! bt-export: stdin:1: want a class with name, low and high
