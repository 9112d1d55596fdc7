# status  expected stdout  command
# A run, in every format; from a file, a pipe and a compressed file alike.
0  bt-metrics-run.txt     bt-metrics $D/run-4-trades.ndjson
0  bt-metrics-run.ndjson  bt-metrics -f ndjson $D/run-4-trades.ndjson
0  bt-metrics-run.ndjson  bt-metrics -f ndjson <$D/run-4-trades.ndjson
0  bt-metrics-run.ndjson  cat $D/run-4-trades.ndjson | bt-metrics -f ndjson -
0  bt-metrics-run.ndjson  gzip -c $D/run-4-trades.ndjson | bt-metrics -f ndjson
0  bt-metrics-run.json    bt-metrics -f json $D/run-4-trades.ndjson
0  bt-metrics-run.csv     bt-metrics -f csv $D/run-4-trades.ndjson
0  bt-metrics-run.csv     bt-metrics -f csv -o x $D/run-4-trades.ndjson && cat x
0  bt-metrics-run.csv     LC_ALL=de_DE.UTF-8 TZ=America/New_York bt-metrics -f csv $D/run-4-trades.ndjson
# Without its equity a run has its trades, its ends and its dates.
0  bt-metrics-bare.csv    grep -v '"equity","time"' $D/run-4-trades.ndjson | bt-metrics -f csv

# Curves.
0  bt-metrics-curve.txt   bt-metrics $D/curve-6-days.csv
0  bt-metrics-fund.json   bt-metrics -f json --return fund --risk-free 2% $D/returns-6-months.csv
0  bt-metrics-pick.csv    bt-metrics -f csv -m calmar,cagr $D/curve-6-days.csv
0  bt-metrics-p52.csv     bt-metrics -f csv -m sharpe --periods 52 $D/curve-6-days.csv
0  bt-metrics-base.csv    printf 'date,return\n2024-01-01,\n2024-01-02,10%%\n' | bt-metrics -f csv -m total_return,years
0  bt-metrics-base.csv    printf 'Date;Return\r\n2024-01-01;NaN\r\n2024-01-02;0.1\r\n' | bt-metrics -f csv -m total_return,years
0  bt-metrics-base.csv    printf ',return\n2024-01-01,\n2024-01-02,0.1\n' | bt-metrics -f csv -m total_return,years
0  bt-metrics-nodate.csv  printf 'equity\n100\n110\n104.5\n' | bt-metrics -f csv -m total_return,cagr,sharpe
0  bt-metrics-pair.csv    printf 'date,time,equity\n2024-01-01,09:00,1\n2024-01-01,10:00,3\n2024-01-02,09:00,1\n2024-01-02,10:00,6\n' | bt-metrics -f csv -m periods,worst_period,max_drawdown
0  bt-metrics-bars.csv    printf 'date,time,equity\n2024-01-01,09:00,1\n2024-01-01,10:00,3\n2024-01-02,09:00,1\n2024-01-02,10:00,6\n' | bt-metrics -f csv --returns bar -m periods,worst_period,max_drawdown
0  bt-metrics-dmy.csv     printf 'date,equity\n01/02/2024,1\n02/02/2024,1.5\n' | bt-metrics --date-format %d/%m/%Y -f csv -m total_return
0  bt-metrics-tz.csv      printf 'date,equity\n2024-01-01 18:00,1\n2024-01-01 22:00,1.5\n' | bt-metrics --tz America/New_York -f csv -m periods
0  bt-metrics-deals.csv   printf 'id,pnl,return,bars\n1,10,0.1,5\n2,-5,-0.05,3\n' | bt-metrics -f csv -m trades,win_rate,payoff,avg_bars,sharpe

# Several runs: columns of a table, rows of CSV, an array.
0  bt-metrics-two.txt     cd $D && bt-metrics run-4-trades.ndjson curve-6-days.csv
0  bt-metrics-two.csv     cd $D && bt-metrics -f csv -m sharpe,trades run-4-trades.ndjson curve-6-days.csv
0  bt-metrics-two.ndjson  cd $D && bt-metrics -f ndjson -m sharpe,trades run-4-trades.ndjson curve-6-days.csv
0  bt-metrics-two.json    cd $D && bt-metrics -f json -m sharpe,trades run-4-trades.ndjson curve-6-days.csv

# Parts of a run, each with what it began with.
0  bt-metrics-year.txt    bt-metrics --by year $D/run-4-trades.ndjson
0  bt-metrics-month.csv   bt-metrics --by month -f csv -m total_return,max_drawdown,periods --return fund $D/returns-6-months.csv
0  bt-metrics-reason.txt  bt-metrics --by exit_reason $D/run-4-trades.ndjson
0  bt-metrics-symbol.csv  bt-metrics --by symbol -f csv -m trades,win_rate,sharpe $D/run-4-trades.ndjson
0  bt-metrics-side.json   bt-metrics --by side -f json -m trades,payoff,open_trades,exposure $D/run-4-trades.ndjson
0  bt-metrics-none.csv    printf 'date,equity\n' | bt-metrics --by year -f csv -m sharpe
2  -  bt-metrics --by side $D/curve-6-days.csv
! bt-metrics: --by: no trades in the input to divide
2  -  printf 'equity\n1\n2\n' | bt-metrics --by year
! bt-metrics: --by: no dates in the input to divide by
2  -  printf 'pnl\n1\n' | bt-metrics --by year
! bt-metrics: --by: trades without an exit_time to divide by
2  -  bt-metrics --by year a b
! bt-metrics: --by takes one run, got 2 files

# What cannot be measured says so.
0  bt-metrics-flat.txt    printf 'date,equity\n2024-01-01,100\n2024-01-02,100\n2024-01-03,100\n' | bt-metrics
0  bt-metrics-one.ndjson  printf 'date,equity\n2024-01-01,100\n' | bt-metrics -f ndjson
0  bt-metrics-head.txt    printf 'date,equity\n' | bt-metrics
0  bt-metrics-ruin.txt    printf 'equity\n100\n-5\n20\n' | bt-metrics
0  bt-metrics-debt.ndjson printf 'date,equity\n2024-01-01,100\n2024-01-02,-5\n' | bt-metrics -f ndjson -m cagr,annual_return,mean_return,total_return
0  bt-metrics-asked.txt   bt-metrics -m trades,sharpe $D/curve-6-days.csv

# Claims.
0  bt-metrics-claim.csv   bt-metrics -f csv -m trades --assert 'trades == 3 and win_rate > 60%' $D/run-4-trades.ndjson
1  bt-metrics-claim.csv   bt-metrics -f csv -m trades --assert 'trades > 3 and kelly >= 1' $D/run-4-trades.ndjson
! bt-metrics: not so: trades > 3: it is 3
! bt-metrics: not so: kelly >= 1: it is 0.4047619047619047
1  bt-metrics-claim2.csv  cd $D && bt-metrics -f csv -m trades --assert 'trades > 2' run-4-trades.ndjson curve-6-days.csv
! bt-metrics: curve-6-days.csv: not so: trades > 2: it has no value: no trades in the input
2  -  bt-metrics --assert 'trades = 3' $D/run-4-trades.ndjson
! bt-metrics: --assert: 'trades = 3' is not a claim; want one like 'sharpe > 1'
2  -  bt-metrics --assert 'trade > 3' $D/missing
! bt-metrics: no metric 'trade'; did you mean 'trades'?

# The table of metrics.
0  bt-metrics-list.txt    bt-metrics --list
0  bt-metrics-list.csv    bt-metrics --list -f csv
0  bt-metrics-list.ndjson bt-metrics --list -f ndjson
0  bt-metrics-list.ndjson bt-metrics --list -f json
0  bt-metrics-sharpe.txt  bt-metrics --explain sharpe
2  -  bt-metrics --explain shrape
! bt-metrics: no metric 'shrape'; did you mean 'sharpe'?
2  -  bt-metrics -m sharpe,,calmar $D/missing
! bt-metrics: no metric ''

2  -  bt-metrics -m sharpe,calmar,sharpe $D/missing
! bt-metrics: metric 'sharpe' is named twice

# Options.
2  -  bt-metrics --equity a --return b $D/missing
! bt-metrics: --equity and --return name one curve; give one
2  -  bt-metrics --periods 0
! bt-metrics: --periods: want a number from 1e-06 to 1000000000, got '0'
2  -  bt-metrics --risk-free x
! bt-metrics: --risk-free: want a fraction such as 0.05 or 5% from -0.99 to 10, got 'x'
2  -  bt-metrics -f xml
! bt-metrics: --format: want table|ndjson|csv|json, got 'xml'
2  -  bt-metrics --returns week
! bt-metrics: --returns: want auto|bar|day, got 'week'
2  -  printf 'equity\n1\n2\n' | bt-metrics --returns day
! bt-metrics: returns by day need a column of dates or times
2  -  bt-metrics --tz Mars/Base $D/curve-6-days.csv
! bt-metrics: unknown time zone 'Mars/Base': want a name as America/New_York from '/usr/share/zoneinfo'

# Broken CSV.
3  -  bt-metrics
! bt-metrics: stdin: input is empty: a header line was expected
3  -  printf 'equity\n100\nabc\n' | bt-metrics
! bt-metrics: stdin:3:1: equity is not a number: 'abc'
3  -  printf 'date,return\n2024-01-01,0.1\n2024-01-02,\n' | bt-metrics
! bt-metrics: stdin:3:12: return is not a number: ''
3  -  printf 'date,return\n2024-01-01,\n2024-01-02,nan\n' | bt-metrics
! bt-metrics: stdin:3:12: return is not a number: 'nan'
3  -  printf 'equity\ninf\n' | bt-metrics
! bt-metrics: stdin:2:1: equity is not a number: 'inf'
3  -  printf 'a,b\n1,2\n' | bt-metrics
! bt-metrics: stdin:1: no column 'equity' or 'return'; name one with --equity or --return
3  -  printf 'a,b\n1,2\n' | bt-metrics --equity c
! bt-metrics: stdin:1: no column 'c' in the header 'a,b'
3  -  printf 'date,equity\n2024-01-02,1\n2024-01-02,1\n' | bt-metrics
! bt-metrics: stdin:3:1: the same time as the row before; want one row a time
3  -  printf 'date,equity\n2024-01-02,1\n2024-01-01,1\n' | bt-metrics
! bt-metrics: stdin:3:1: earlier than the row before; want ascending times
3  -  printf 'date,return\n2024-01-02,\n2024-01-01,1\n' | bt-metrics
! bt-metrics: stdin:3:1: earlier than the row before; want ascending times
3  -  printf 'date,equity\n01/02/2024,1\n' | bt-metrics
! bt-metrics: stdin:2:1: time is ambiguous: '01/02/2024'; say what comes first with --date-format, as %d/%m/%Y
3  -  printf 'date,equity\n2024-01-02,1,3\n' | bt-metrics
! bt-metrics: stdin:2:14: row has 3 fields where the header has 2
3  -  printf 'equity,long,short,positions\n100,0,x,1\n' | bt-metrics
! bt-metrics: stdin:2:7: not a number: 'x'
3  -  printf 'pnl,mae\n1,x\n' | bt-metrics
! bt-metrics: stdin:2:3: not a number: 'x'
3  -  printf 'pnl,bars\n1,2.5\n' | bt-metrics
! bt-metrics: stdin:2:3: not a count: '2.5'
3  -  printf 'pnl,bars\n,2\n' | bt-metrics
! bt-metrics: stdin:2:1: trade without a pnl

# Broken runs.
3  -  head -n 9 $D/run-4-trades.ndjson | bt-metrics
! bt-metrics: stdin:9: the run has no end: its writer was cut off
3  -  sed 1d $D/run-4-trades.ndjson | bt-metrics
! bt-metrics: stdin:1: the stream begins with 'equity'; want {"type":"run",...} first
3  -  sed 's/"equity":1010/"equity":null/' $D/run-4-trades.ndjson | bt-metrics
! bt-metrics: stdin:3: equity record without a time and a number
3  -  sed '3{p;}' $D/run-4-trades.ndjson | bt-metrics
! bt-metrics: stdin:4: equity record is not later than the one before
3  -  printf '{}\n' | bt-metrics
! bt-metrics: stdin:1: no "type"; want the records of a run, as bt-run writes them

# The system.
4  -  bt-metrics $D/missing
! bt-metrics: cannot open '$D/missing': No such file or directory
4  -  bt-metrics $D
! bt-metrics: cannot read '$D': Is a directory
4  -  bt-metrics <&-
! bt-metrics: cannot read 'stdin': Bad file descriptor
4  -  bt-metrics $D/curve-6-days.csv >/dev/full
! bt-metrics: cannot write 'stdout': No space left on device
4  -  bt-metrics -f csv $D/curve-6-days.csv >/dev/full
! bt-metrics: cannot write 'stdout': No space left on device
4  -  bt-metrics --list >/dev/full
! bt-metrics: cannot write 'stdout': No space left on device
4  -  bt-metrics --explain sharpe >/dev/full
! bt-metrics: cannot write 'stdout': No space left on device
4  -  bt-metrics $D/curve-6-days.csv >&-
! bt-metrics: cannot write 'stdout': Bad file descriptor
4  -  bt-metrics -o missing/x $D/curve-6-days.csv
! bt-metrics: cannot write 'missing/x': No such file or directory
3  -  echo old >x; printf 'equity\nabc\n' | bt-metrics -o x; rc=$?; test "$(cat x)" = old && exit $rc
! bt-metrics: stdin:2:1: equity is not a number: 'abc'
0  bt-metrics-first.txt   bt-metrics $D/curve-6-days.csv | head -n 1
# Trades that a stream leaves out are not none.
0  bt-metrics-left-out.ndjson  bt-run -q --emit equity $D/run-10-days.csv | bt-metrics -f ndjson -m trades,win_rate,final_equity
2  -  bt-run -q --emit equity $D/run-10-days.csv | bt-metrics --by side
! bt-metrics: --by: no trades in the input to divide
