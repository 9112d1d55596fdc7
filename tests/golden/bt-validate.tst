# Nothing to say about the shipped index, with or without a calendar.
0 - bt-validate $D/sp500-2000.csv
0 - bt-validate --calendar nyse --strict <$D/sp500-2000.csv
0 - gzip -c $D/sp500-2000.csv >x.csv.gz && bt-validate --strict x.csv.gz
# Findings: text, NDJSON, CSV; any number of threads of thought, one answer.
1 bt-validate-dirty.txt cp $D/dirty.csv . && bt-validate dirty.csv
! bt-validate: 6 errors, 2 warnings
1 bt-validate-dirty.ndjson cp $D/dirty.csv . && bt-validate -f ndjson dirty.csv
1 bt-validate-dirty.csv cp $D/dirty.csv . && bt-validate -f csv -o out dirty.csv; s=$?; cat out; exit $s
1 bt-validate-dirty.txt cp $D/dirty.csv . && tr , ';' <dirty.csv >x && mv x dirty.csv && bt-validate dirty.csv
1 bt-validate-dirty.txt cp $D/dirty.csv . && tr , '\t' <dirty.csv >x && mv x dirty.csv && bt-validate --delimiter tab dirty.csv
# The CSV reader's own words.
1 bt-validate-reader.txt printf 'date,open,high,low,close\n2024-01-02,1,2,1\n2024-01-03,1,2,1,2\n01/02/2024,1,2,1,2\n2024-01-05,1,2,1,2,3\n2024-01-06,"1,2,1,2\n' | bt-validate
1 bt-validate-cells.txt printf 'symbol,date,open,high,low,close,volume\n,2024-01-02,1,2,1,2,5\nA,,1,2,1,2,5\nA,2024-01-02,0,2,1,2,5\nA,2024-01-02,1,2,1,2,\nA,2024-01-03,1,2,3,2,x\n%s,2024-01-02,1,2,1,2,5\n' "$(head -c 256 /dev/zero | tr '\0' y)" | bt-validate --limit 0
1 bt-validate-json.txt printf '{"date":"2024-01-02","open":1,"high":2,"low":1,"close":2}\n{"date":"2024-01-03","open":1,"high":2,"low":1}\n{"date":"2024-01-04","open":1,"high":null,"low":1,"close":2}\n{"date"\n' | bt-validate
1 bt-validate-cut.txt gzip -c $D/sp500-2000.csv | head -c 20000 >x.gz; bt-validate x.gz
# How much is shown, and what.
1 bt-validate-limit.txt awk 'BEGIN { print "date,open,high,low,close"; for (i = 0; i < 30; i++) print "x,1,2,1,2" }' | bt-validate --limit 2
0 bt-validate-only.txt bt-validate --only outlier --outlier 12 <$D/sp500-2000.csv
1 bt-validate-only.txt bt-validate --only outlier --outlier 12 --strict <$D/sp500-2000.csv
! bt-validate: 0 errors, 3 warnings
0 - bt-validate --only outlier --outlier 12 --disable outlier --strict <$D/sp500-2000.csv
0 bt-validate-filter.txt cp $D/dirty.csv . && bt-validate --symbols XYZ --from 2024-01-03 dirty.csv
# Calendars.
0 bt-validate-weekdays.txt bt-validate --calendar weekdays --to 2000-12-31 <$D/sp500-2000.csv
0 bt-validate-file.txt printf '2000-01-17\n2000-02-21 # a Monday\nopen 2000-02-26\n2000-02-22\n' >c && bt-validate --calendar c --to 2000-03-01 <$D/sp500-2000.csv
# Summaries and the list.
0 bt-validate-summary.txt bt-validate --summary $D/sp500-2000.csv
1 bt-validate-summary-dirty.txt bt-validate --summary $D/dirty.csv
1 bt-validate-summary-dirty.csv bt-validate --summary -f csv $D/dirty.csv
1 bt-validate-summary-dirty.ndjson bt-validate --summary -f ndjson $D/dirty.csv
0 bt-validate-list.txt bt-validate --list
0 bt-validate-list.csv bt-validate --list -f csv
0 bt-validate-list.ndjson bt-validate --list -f ndjson
# Mending; what is clean stays as it is.
0 bt-validate-clean.csv bt-validate --clean <$D/dirty.csv
! bt-validate: warning: stdin:3:21: repair: ohlc-order: high 10.4 is below close 10.6: high moved
! bt-validate: warning: stdin:4:21: repair: missing-cell: high is empty: row left out
! bt-validate: warning: stdin:6:5: repair: duplicate-time: time 2024-01-04 is not after 2024-01-04 of line 5: row left out
! bt-validate: warning: stdin:7:34: repair: negative-volume: volume is negative: -5: volume set to 0
! bt-validate: warning: stdin:8:5: repair: unsorted-time: time 2024-01-05 is not after 2024-01-08 of line 7: row moved
! bt-validate: warning: stdin:9:31: repair: bad-number: close is not a number: '1O.9': row left out
0 bt-validate-clean.csv bt-validate --clean -q $D/dirty.csv
0 bt-validate-clean.csv bt-validate --clean -q $D/dirty.csv | bt-validate --clean
0 bt-validate-narrow.csv bt-validate --clean -q --widen 1% $D/dirty.csv
0 bt-validate-adjusted.csv printf 'date,open,high,low,close,adj close,volume\n2024-01-02,10,12,8,11,5.5,7\n2024-01-03T10:30:00Z,10,12,8,11,11,7\n' | bt-validate --clean --adjusted --symbol A
0 bt-validate-comma.csv printf 'Date;Open;High;Low;Close;Vol\n31.01.2024 10:00;1,5;2;1,25;1,75;\n' | bt-validate --clean -q --decimal-comma --date-format '%d.%m.%Y %H:%M' --tz Europe/Berlin
0 bt-validate-two.csv printf 'date,open,high,low,close\n2024-01-02,1,2,1,2\n' >B.csv && sed s/-02/-03/ B.csv >A.txt && bt-validate --clean B.csv A.txt
0 bt-validate-header.csv printf 'date,open,high,low,close\n' | bt-validate --clean
0 - printf 'date,open,high,low,close\n' | bt-validate
3 - gzip -c $D/sp500-2000.csv | head -c 20000 >x.gz; bt-validate --clean x.gz
! bt-validate: x.gz: gzip: packed data cut short; want the whole file
# No bars at all.
3 - printf 'date,price\n2024-01-02,1\n' | bt-validate
! bt-validate: stdin:1: has no column 'open' (bars need date, open, high, low and close); it has: date, price
3 - printf '20240102,1,2,3,4,5\n' | bt-validate
! bt-validate: stdin:1: has no header line: the first line must name the columns, as 'symbol,date,open,high,low,close,volume', not '20240102, 1, 2, 3, 4, 5'
3 - printf 'date,X.Open,X.High,X.Low,X.Close\n' | bt-validate
! bt-validate: stdin:1: has no column 'open', but 'X.Open': take the prefix out of the header line, as with sed '1s/X.//g'
3 - printf 'date,open,high,low,close,Close\n' | bt-validate
! bt-validate: stdin:1: two columns are called 'close'
3 - bt-validate --adjusted <$D/dirty.csv
! bt-validate: stdin:1: has no column 'adjclose'; it has: symbol, date, open, high, low, close, volume
3 - printf '[{}]' | bt-validate
! bt-validate: stdin:1:1: is a JSON array; one object a line is needed, as from jq -c '.[]'
3 - bt-validate </dev/null
! bt-validate: stdin: is empty
3 - printf 'PK\003\004xxxxxxxx' | bt-validate
! bt-validate: stdin: packed by zip; want plain text, gzip or zstd: unpack it into a pipe with 'unzip -p'
4 - bt-validate nowhere.csv
! bt-validate: cannot open 'nowhere.csv': No such file or directory
4 - bt-validate .
4 - bt-validate <&-
# Wrong options.
2 - bt-validate --only spikes $D/dirty.csv
! bt-validate: --only: there is no check 'spikes'; did you mean 'spike'?
2 - bt-validate --disable all $D/dirty.csv
! bt-validate: --disable: there is no check 'all'
2 - bt-validate --calendar nyze $D/dirty.csv
! bt-validate: --calendar: want none, weekdays, 24x7, nyse or a file of dates: cannot open 'nyze': No such file or directory
2 - echo Christmas >c && bt-validate --calendar c $D/dirty.csv
2 - bt-validate --symbols ABC,NO $D/dirty.csv
! bt-validate: --symbols: the input has no rows of 'NO'
2 - bt-validate --symbols ABC, $D/dirty.csv
! bt-validate: --symbols: want names with commas between, got an empty one
2 - bt-validate --from 2024-01-03 --to 2024-01-02 $D/dirty.csv
! bt-validate: --from 2024-01-03 is after --to 2024-01-02
2 - bt-validate --from yesterday $D/dirty.csv
2 - bt-validate --range 1X $D/sp500-2000.csv
2 - bt-validate --tz Mars/Olympus $D/dirty.csv
2 - bt-validate --delimiter ab $D/dirty.csv
! bt-validate: --delimiter: want one character or 'tab', got 'ab'
2 - bt-validate --stale 1 $D/dirty.csv
# A full disk, a reader that has enough.
4 - bt-validate $D/dirty.csv >/dev/full
4 - bt-validate --clean -q $D/sp500-2000.csv >/dev/full
4 - bt-validate --list -o /dev/full
0 bt-validate-head.csv bt-validate --clean $D/sp500-2000.csv | head -n 2
# Options that no row can satisfy are blamed themselves, before any row is.
2 - bt-validate --date-format %q $D/sp500-2000.csv
! bt-validate: --date-format: want one of %Y %y %m %b %d %j %H %I %p %M %S %T %f %z %s %%, got '%q'
2 - bt-validate --date-format %H:%M $D/sp500-2000.csv
! bt-validate: --date-format: want a year (%Y or %y) or %s in it
2 - bt-validate --symbol= $D/sp500-2000.csv
! bt-validate: --symbol: want a name, got ''
# A decimal comma says how it is read; other text does not.
0 bt-validate-header.csv printf 'date,open,high,low,close\n2024-01-02,1,2,1,"1,5"\n2024-01-03,1,2,1,"1,2,3"\n' | bt-validate --clean
! bt-validate: warning: stdin:2:18: repair: bad-number: close is not a number: '1,5'; --decimal-comma reads it: row left out
! bt-validate: warning: stdin:3:18: repair: bad-number: close is not a number: '1,2,3': row left out
# What the input says steers no terminal and breaks no line.
1 bt-validate-tame.txt printf 'symbol,date,open,high,low,close\n"A\033[2J",2024-01-02,1,2,1,"1\n5"\n' | bt-validate
! bt-validate: 1 error, 0 warnings
1 bt-validate-tame-summary.txt printf 'symbol,date,open,high,low,close\n"A\033[2J",2024-01-02,1,2,1,x\n' | bt-validate --summary
! bt-validate: 1 error, 0 warnings
1 bt-validate-limit-1.txt printf 'date,open,high,low,close\n2024-01-02,1,2,1,x\n2024-01-03,1,2,1,y\n2024-01-04,1,2,1,z\n' | bt-validate --limit 1
! bt-validate: 3 errors, 0 warnings
