# What it prints.
0 bt-signals-only.csv bt-signals -s sma_cross -p fast=50,slow=200 --only $D/sp500-2000.csv
0 bt-signals-only.csv cat $D/sp500-2000.csv | bt-signals -s sma_cross -p fast=50 -p slow=200 --only --symbol sp500-2000
0 bt-signals-only.csv gzip -c $D/sp500-2000.csv >x.gz && bt-signals -s sma_cross -p fast=50,slow=200 --only --symbol sp500-2000 x.gz
0 bt-signals-only.csv bt-signals --buy 'crosses_above(sma(a), sma(b))' --sell 'crosses_below(sma(a), sma(b))' -p a=50,b=200 --only $D/sp500-2000.csv
0 bt-signals-two.csv bt-signals --buy 'close > close[1]' --sell 'close < close[1]' --add diff='change(close)' --add up='close > open' $D/two-symbols.csv
0 bt-signals-two.csv bt-signals -j 2 --buy 'close > close[1]' --sell 'close < close[1]' --add diff='change(close)' --add up='close > open' $D/two-symbols.csv
0 bt-signals-two.csv bt-signals -j 0 --buy 'close > close[1]' --sell 'close < close[1]' --add diff='change(close)' --add up='close > open' -o out $D/two-symbols.csv && cat out
0 bt-signals-extra.csv bt-signals --buy 'score > 2' --strength score --stop-loss '0.5 / score' --take-profit 0.2 $D/two-symbols.csv
0 bt-signals-scope.csv bt-signals --add rank='xrank(score)' --add bbb='sym("BBB", close)' --add week='tf("2D", high)' $D/two-symbols.csv
0 bt-signals-json.ndjson bt-signals --buy 'close > open' --short 'close < open' --add 'x=close - open' $D/three-bars.ndjson
0 bt-signals-semicolon.csv tr , ';' <$D/two-symbols.csv | bt-signals --buy 'close > 20 and `Score` >= 3'
0 bt-signals-param.csv bt-signals --buy 'close > n' -p n=13 --only $D/two-symbols.csv
0 bt-signals-config.csv echo '{"strategy":"sma_cross","params":{"fast":1,"slow":2},"only":true}' >c.json && bt-signals -c c.json $D/two-symbols.csv
0 bt-signals-head.csv bt-signals -s sma_cross $D/sp500-2000.csv | head -n 2
# A header and nothing below it; nothing at all.
0 bt-signals-header.csv echo date,open,high,low,close | bt-signals --buy 'close > open' --strength close
3 - bt-signals -s sma_cross /dev/null
# The lists.
0 bt-signals-list.txt bt-signals --list
0 bt-signals-list.csv bt-signals --list -f csv
0 bt-signals-list.ndjson bt-signals --list -f ndjson
0 bt-signals-functions.txt bt-signals --functions
0 bt-signals-indicators.txt bt-signals --indicators
0 bt-signals-warmup.txt bt-signals -s macd_trend --warmup
0 bt-signals-warmup.csv bt-signals --buy 'tf("1W", sma(10)) > sma(20)[5]' --add z='zscore(score, 30)' --warmup -f csv
0 bt-signals-show.json bt-signals --show rsi_reversion
0 bt-signals-run-config.json bt-signals --show rsi_reversion --run-config
0 bt-signals-run-config-none.json bt-signals --show sma_cross --run-config
0 bt-signals-lookahead.txt bt-signals -s donchian_turtle --check-lookahead $D/sp500-2000.csv
0 bt-signals-lookahead-two.txt bt-signals --buy 'xrank(score) == 1' --add b='sym("BBB", tf("2D", close))' --check-lookahead -j 2 $D/two-symbols.csv
# Strategies of one's own: by path, by XDG_CONFIG_HOME, HOME, BT_STRATEGIES.
0 bt-signals-own.csv echo '{"name":"own","buy":"close > open"}' >own.json && bt-signals -s ./own.json $D/two-symbols.csv
0 bt-signals-own.csv mkdir -p x/bt/strategies && echo '{"name":"own","buy":"close > open"}' >x/bt/strategies/own.json && XDG_CONFIG_HOME=x bt-signals -s own $D/two-symbols.csv
0 bt-signals-own.csv mkdir -p .config/bt/strategies && echo '{"name":"own","buy":"close > open"}' >.config/bt/strategies/own.json && HOME=$PWD bt-signals -s own $D/two-symbols.csv
0 bt-signals-own.csv mkdir a b && echo '{"name":"own","buy":"close > open"}' >b/own.json && BT_STRATEGIES=a:b bt-signals -s own $D/two-symbols.csv
0 bt-signals-own-list.csv mkdir a && echo '{"name":"own","title":"Mine","buy":"close > open"}' >a/own.json && BT_STRATEGIES=a bt-signals --list -f csv | grep own
2 - echo '{"name":"other","buy":"close > open"}' >own.json && BT_STRATEGIES=. bt-signals -s own $D/two-symbols.csv
! bt-signals: ./own.json: "name" is 'other', but the file is called 'own.json'
2 - echo '{"name":"own","buy":"close > opn"}' >own.json && bt-signals -s own.json $D/two-symbols.csv
! bt-signals: own.json: buy: unknown name 'opn'; did you mean 'open'?
!     close > opn
!             ^
2 - echo '{"name":"own",}' >own.json && bt-signals -s own.json
2 - bt-signals -s sma_cros $D/two-symbols.csv
! bt-signals: no strategy is called 'sma_cros'; did you mean 'sma_cross'?
2 - bt-signals --show xyz
! bt-signals: no strategy is called 'xyz'; bt-signals --list shows them all
# What is wrong with an expression.
2 - bt-signals --buy 'clos > 1' $D/two-symbols.csv
! bt-signals: --buy: unknown name 'clos'; did you mean 'close'?
!     clos > 1
!     ^
2 - bt-signals --buy 'scor > 1' $D/two-symbols.csv
! bt-signals: --buy: unknown name 'scor'; did you mean 'score'?
!     scor > 1
!     ^
2 - bt-signals --buy 'xyzzy > 1' $D/two-symbols.csv
! bt-signals: --buy: unknown name 'xyzzy': no parameter and no column of the input
!     xyzzy > 1
!     ^
2 - bt-signals --buy 'sma > 1' $D/two-symbols.csv
! bt-signals: --buy: 'sma' is a function and wants its arguments: sma(...)
!     sma > 1
!     ^
2 - bt-signals --buy 'close > smaa(10)' $D/two-symbols.csv
! bt-signals: --buy: unknown function 'smaa'; did you mean 'sma'?
!     close > smaa(10)
!             ^
2 - bt-signals --buy 'fourier(close) > 1' $D/two-symbols.csv
! bt-signals: --buy: unknown function 'fourier'
!     fourier(close) > 1
!     ^
2 - bt-signals --buy close $D/two-symbols.csv
! bt-signals: --buy: want a condition, got a number; compare it with something
!     close
!     ^
2 - bt-signals --strength 'close > open' $D/two-symbols.csv
! bt-signals: --strength: want a number, got a condition; if(c, 1, 0) makes one of it
!     close > open
!     ^
2 - bt-signals --buy 'close > open + (high > low)' $D/two-symbols.csv
! bt-signals: --buy: want a number, got a condition; if(c, 1, 0) makes one of it
!     close > open + (high > low)
!                     ^
2 - bt-signals --buy 'close and open > 1' $D/two-symbols.csv
! bt-signals: --buy: want a condition, got a number; compare it with something
!     close and open > 1
!     ^
2 - bt-signals --buy 'close[-1] > close' $D/two-symbols.csv
! bt-signals: --buy: x[n] looks n bars back, n from 0; nobody knows the bars to come
!     close[-1] > close
!           ^
2 - bt-signals --buy 'close[1.5] > close' $D/two-symbols.csv
! bt-signals: --buy: want a whole number from 0, got 1.5
!     close[1.5] > close
!           ^
2 - bt-signals --buy 'close[bar_index] > close' $D/two-symbols.csv
! bt-signals: --buy: want a constant here, made of numbers and parameters
!     close[bar_index] > close
!           ^
2 - bt-signals --buy 'sum(close, 0) > 1' $D/two-symbols.csv
! bt-signals: --buy: want a whole number from 1, got 0
!     sum(close, 0) > 1
!                ^
2 - bt-signals --buy 'percentile(close, 5, 101) > 1' $D/two-symbols.csv
! bt-signals: --buy: want a number from 0 to 100, got 101
!     percentile(close, 5, 101) > 1
!                          ^
2 - bt-signals --buy 'zscore(close) > 1' $D/two-symbols.csv
! bt-signals: --buy: zscore(x, n) wants 2 arguments, got 1
!     zscore(close) > 1
!     ^
2 - bt-signals --buy 'nz() > 1' $D/two-symbols.csv
! bt-signals: --buy: nz(x, y = 0) wants 1 or 2 arguments, got 0
!     nz() > 1
!     ^
2 - bt-signals --buy 'sma(close, 10, 20) > 1' $D/two-symbols.csv
! bt-signals: --buy: sma() takes 1 parameter, got 2
!     sma(close, 10, 20) > 1
!                    ^
2 - bt-signals --buy 'sma(0) > 1' $D/two-symbols.csv
! bt-signals: --buy: 'n' of sma() is a whole number from 1 to 1000000, got 0
!     sma(0) > 1
!         ^
2 - bt-signals --buy 'sma(close, volume) > 1' $D/two-symbols.csv
! bt-signals: --buy: want a constant for 'n' of sma(), made of numbers and parameters
!     sma(close, volume) > 1
!                ^
2 - bt-signals --buy 'macd(26, 12, 9) > 0' $D/two-symbols.csv
! bt-signals: --buy: fast of 'macd' must be less than slow, not 26 and 12
!     macd(26, 12, 9) > 0
!     ^
2 - bt-signals --buy 'macd().line > 0' $D/two-symbols.csv
! bt-signals: --buy: macd() has no output 'line'; it has .macd, .signal, .histogram, also as .0 and so on
!     macd().line > 0
!            ^
2 - bt-signals --buy 'close.open > 0' $D/two-symbols.csv
! bt-signals: --buy: only a call of an indicator has outputs, as macd(12, 26, 9).signal
!     close.open > 0
!           ^
2 - bt-signals --buy '"text" == close' $D/two-symbols.csv
! bt-signals: --buy: a text has no place here; only tf() and sym() begin with one
!     "text" == close
!     ^
2 - bt-signals --buy 'tf(close) > 0' $D/two-symbols.csv
! bt-signals: --buy: tf("1h", x) wants 2 arguments, got 1
!     tf(close) > 0
!     ^
2 - bt-signals --buy 'tf(1, close) > 0' $D/two-symbols.csv
! bt-signals: --buy: want a text in quotes: tf("1h", x)
!     tf(1, close) > 0
!        ^
2 - bt-signals --buy 'tf("1x", close) > 0' $D/two-symbols.csv
! bt-signals: --buy: not a frame: '1x'; want a number and m, h, D, W, M (month), Q or Y, as in "1h"
!     tf("1x", close) > 0
!        ^
2 - bt-signals --buy 'tf("1W", tf("2W", close)) > 0' $D/two-symbols.csv
! bt-signals: --buy: tf() cannot be inside tf()
!     tf("1W", tf("2W", close)) > 0
!              ^
2 - bt-signals --buy 'tf("1W", sym("BBB", close)) > 0' $D/two-symbols.csv
! bt-signals: --buy: sym() cannot be inside tf(); write tf() inside
!     tf("1W", sym("BBB", close)) > 0
!              ^
2 - bt-signals --buy 'xrank() > 0' $D/two-symbols.csv
! bt-signals: --buy: xrank(x) wants 1 argument, got 0
!     xrank() > 0
!     ^
2 - bt-signals --buy 'sym("CCC", close) > 0' $D/two-symbols.csv
! bt-signals: sym("CCC", ...): the input has no symbol 'CCC'
2 - bt-signals --add a='tf("1m",close)+tf("2m",close)+tf("3m",close)+tf("4m",close)+tf("5m",close)+tf("6m",close)+tf("7m",close)+tf("8m",close)+tf("9m",close)' --add b='tf("11m",close)+tf("12m",close)+tf("13m",close)+tf("14m",close)+tf("15m",close)+tf("16m",close)+tf("17m",close)+tf("18m",close)' $D/two-symbols.csv
! bt-signals: --add b: more than 16 different frames
!     ...f("15m",close)+tf("16m",close)+tf("17m",close)+tf("18m",close)
!                                                          ^
# What is wrong with options.
2 - bt-signals $D/two-symbols.csv
! bt-signals: nothing to compute; want a strategy (-s sma_cross), a condition (--buy 'close > sma(20)') or a column (--add trend='sma(20)')
2 - bt-signals -s sma_cross -p fast $D/two-symbols.csv
! bt-signals: want a parameter as name=value, got 'fast'
2 - bt-signals -s sma_cross -p fst=1 $D/two-symbols.csv
! bt-signals: strategy 'sma_cross' has no parameter 'fst'; did you mean 'fast'?
2 - bt-signals -s sma_cross -p fast=0 $D/two-symbols.csv
! bt-signals: parameter 'fast' of 'sma_cross': want an integer from 1 to 1000, got '0'
2 - bt-signals --buy 'close > n' -p n $D/two-symbols.csv
! bt-signals: --param: want NAME=X, got 'n'
2 - bt-signals --buy 'close > n' -p n=ten $D/two-symbols.csv
! bt-signals: --param: 'n' wants a number, got 'ten'
2 - bt-signals --buy 'close > n' -p close=1 $D/two-symbols.csv
! bt-signals: --param: 'close' is a word of the expression language; take another name
2 - bt-signals --add close $D/two-symbols.csv
! bt-signals: --add: want NAME=EXPR, got 'close'
2 - bt-signals --add a=1 --add A=2 $D/two-symbols.csv
! bt-signals: --add: two columns would be called 'A'
2 - bt-signals --add score=1 $D/two-symbols.csv
! bt-signals: the input has a column 'score' already; leave it out, or add yours under another name
2 - bt-signals -s sma_cross $D/two-symbols.csv | bt-signals -s ema_cross
! bt-signals: the input has a column 'signal' already; leave it out, or add yours under another name
2 - bt-signals --lst
2 - bt-signals -f xml --list
# What is wrong with the rest of the world.
4 - bt-signals -s sma_cross missing.csv
4 - bt-signals -s sma_cross .
4 - bt-signals -s missing.json $D/two-symbols.csv
4 - bt-signals -s sma_cross <&-
4 - bt-signals -s sma_cross $D/sp500-2000.csv >/dev/full
4 - bt-signals --list >/dev/full
4 - bt-signals -s sma_cross -o no/where $D/two-symbols.csv
4 - bt-signals -s sma_cross -o /dev/full $D/two-symbols.csv
3 - echo 'a,b' | bt-signals -s sma_cross
3 - printf 'date,open,high,low,close\n2024-01-02,1,1,1,x\n' | bt-signals -s sma_cross
2 - bt-signals --add up='close > open' $D/two-symbols.csv | bt-signals --buy 'up == 1' --add up='up * 2'
! bt-signals: the input has a column 'up' already; leave it out, or add yours under another name
2 - bt-signals -s sma_cross --run-config
! bt-signals: --run-config wants a strategy: --show NAME --run-config
# Rows that filters leave out take no part; those left keep their own values.
0 bt-signals-from.csv bt-signals --add c=close --add i=bar_index --from 2024-01-03 --to 2024-01-04 $D/two-symbols.csv
0 bt-signals-symbols.csv bt-signals --add c=close --add r='xrank(close)' --symbols BBB $D/two-symbols.csv
2 - bt-signals --buy 'close(1) > close' $D/two-symbols.csv
! bt-signals: --buy: 'close' is a column and takes no arguments; close[1] is the bar before
!     close(1) > close
!     ^
2 - bt-signals --buy 'max(close) > 1' $D/two-symbols.csv
! bt-signals: --buy: max(x, y, ...) wants 2 arguments or more, got 1
!     max(close) > 1
!     ^
2 - bt-signals --buy 'hour(1) > 1' $D/two-symbols.csv
! bt-signals: --buy: hour wants 0 arguments, got 1
!     hour(1) > 1
!     ^
# Numbers as the input writes them.
0 bt-signals-comma.csv printf 'date;open;high;low;close\n2024-01-02;1,5;2,5;1,5;2,5\n' | bt-signals --decimal-comma --buy 'close > 2' --strength 'close / 4'
0 bt-signals-comma-comma.csv printf 'date,open,high,low,close\n2024-01-02,"1,5","2,5","1,5","2,5"\n' | bt-signals --decimal-comma --buy 'close > 2' --strength 'close / 4' --add n=2
