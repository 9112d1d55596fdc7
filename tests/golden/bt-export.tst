# status  expected stdout  command
# The formats, of a run; from a file, a pipe and a compressed file alike.  The
# metrics are few, as what they are is pinned in bt-metrics.tst.
0  bt-export-run.txt    bt-export -m total_return,sharpe,win_rate $D/run-4-trades.ndjson
0  bt-export-run.txt    bt-export -m total_return,sharpe,win_rate <$D/run-4-trades.ndjson
0  bt-export-run.txt    gzip -c $D/run-4-trades.ndjson | bt-export -m total_return,sharpe,win_rate -o x.txt - && cat x.txt
0  bt-export-run.txt    LC_ALL=de_DE.UTF-8 TZ=America/New_York bt-export -m total_return,sharpe,win_rate $D/run-4-trades.ndjson
0  bt-export-run.md     bt-export -m total_return,sharpe,win_rate -f markdown $D/run-4-trades.ndjson
0  bt-export-run.md     bt-export -m total_return,sharpe,win_rate -f text -f md $D/run-4-trades.ndjson
0  bt-export-run.json   bt-export -m total_return,sharpe,kelly -f json $D/run-4-trades.ndjson
0  bt-export-run.sql    bt-export -m total_return,sharpe,kelly -f sql $D/run-4-trades.ndjson
0  bt-export-copy.sql   bt-export -m total_return,sharpe,kelly -f sql --sql-dialect postgresql $D/run-4-trades.ndjson

# One table each.
0  bt-export-metrics.csv    bt-export -m total_return,sharpe,kelly -f csv $D/run-4-trades.ndjson
0  bt-export-metrics.csv    bt-export -m total_return,sharpe,kelly -f csv --table metrics $D/run-4-trades.ndjson
0  bt-export-trades.csv     bt-export -f csv --table trades $D/run-4-trades.ndjson
0  bt-export-equity.csv     bt-export -f csv --table equity $D/run-4-trades.ndjson
0  bt-export-monthly.csv    bt-export -f csv --table monthly --return fund $D/returns-6-months.csv
0  bt-export-yearly.csv     bt-export -f csv --table yearly --return fund $D/returns-6-months.csv
0  bt-export-drawdowns.csv  bt-export -f csv --table drawdowns $D/curve-6-days.csv
0  bt-export-events.csv     bt-export -f csv --table events $D/hostile.ndjson
0  bt-export-config.csv     bt-export -f csv --table config $D/hostile.ndjson
0  bt-export-inputs.csv     bt-export -f csv --table inputs $D/hostile.ndjson
0  bt-export-trades.csv     bt-export -o all/ $D/run-4-trades.ndjson && cat all/trades.csv
0  bt-export-trades.csv     mkdir all && bt-export -f csv -o all// $D/run-4-trades.ndjson && cat all/trades.csv

# A benchmark: levels of 1 from a column of returns, and bars.
0  bt-export-against.csv    bt-export -f csv --table equity --benchmark $D/run-4-trades.ndjson $D/curve-6-days.csv
0  bt-export-growth.csv     bt-export -f csv --table equity --return fund --benchmark $D/returns-6-months.csv $D/returns-6-months.csv

# Names that would be marks, formulas or code, and such of 200 letters.
0  bt-export-hostile.txt    bt-export -m trades $D/hostile.ndjson
0  bt-export-hostile.md     bt-export -m trades -f md $D/hostile.ndjson
0  bt-export-hostile.json   bt-export -m trades -f json $D/hostile.ndjson
0  bt-export-hostile.sql    bt-export -m trades -f sql $D/hostile.ndjson
0  bt-export-hostile-copy.sql  bt-export -m trades -f sql --sql-dialect postgresql $D/hostile.ndjson
0  bt-export-hostile.csv    bt-export -f csv --table trades $D/hostile.ndjson
0  bt-export-hostile-safe.csv  bt-export -f csv --table trades --safe-csv $D/hostile.ndjson
0  bt-export-title.md       bt-export -m trades -f md --title '# a | `b` <c> &amp; *d* [e](f)' $D/curve-6-days.csv

# Several runs.
0  bt-export-two.txt    cd $D && bt-export -m total_return,trades --title Both run-4-trades.ndjson curve-6-days.csv
0  bt-export-two.md     cd $D && bt-export -m total_return,trades -f md run-4-trades.ndjson curve-6-days.csv
0  bt-export-two.json   cd $D && bt-export -m total_return,trades -f json run-4-trades.ndjson curve-6-days.csv
0  bt-export-two.csv    cd $D && bt-export -m total_return,trades -f csv run-4-trades.ndjson curve-6-days.csv
0  bt-export-two-equity.csv  cd $D && bt-export -f csv --table equity run-4-trades.ndjson curve-6-days.csv
0  bt-export-five.txt   cd $D && bt-export -m total_return run-4-trades.ndjson curve-6-days.csv run-4-trades.ndjson curve-6-days.csv run-4-trades.ndjson
0  bt-export-safe.csv   cp $D/curve-6-days.csv '=a.csv' && bt-export -f csv --safe-csv -m total_return '=a.csv' $D/curve-6-days.csv

# Little to tell of.
0  bt-export-head.txt   printf 'date,equity\n' | bt-export -m total_return
0  bt-export-flat.txt   printf 'date,equity\n2024-01-01,100\n2024-01-02,100\n2024-01-03,100\n' | bt-export -m sharpe,calmar,volatility
0  bt-export-ruin.txt   printf 'equity\n100\n-5\n20\n' | bt-export -m total_return,sharpe
0  bt-export-deals.txt  printf 'id,pnl,return,bars\n1,10,0.1,5\n2,-5,-0.05,3\n' | bt-export -m trades,win_rate,payoff
0  bt-export-header.csv printf 'equity\n' | bt-export -f csv --table equity

# An input is not replaced, nor is a full directory.
2  -  cp $D/curve-6-days.csv a.csv && bt-export -o a.csv a.csv
! bt-export: --output: 'a.csv' is an input
2  -  cp $D/curve-6-days.csv a.csv && ln -s a.csv b.csv && ln a.csv c.csv && bt-export -o b.csv c.csv
! bt-export: --output: 'b.csv' is an input
2  -  cp $D/curve-6-days.csv a.csv && bt-export -o a.csv <a.csv
! bt-export: --output: 'a.csv' is an input
2  -  cp $D/curve-6-days.csv a.csv && bt-export -o a.csv --benchmark a.csv $D/curve-6-days.csv
! bt-export: --output: 'a.csv' is an input
0  bt-export-kept.txt   cp $D/curve-6-days.csv a.csv; bt-export -o a.csv a.csv 2>x; cmp a.csv $D/curve-6-days.csv && ls -A
4  -  mkdir d && touch d/x && bt-export -o d/ $D/curve-6-days.csv
! bt-export: cannot write 'd/': Directory not empty
0  bt-export-whole.txt  mkdir d && touch d/x; bt-export -o d/ $D/curve-6-days.csv 2>x; ls -A . d
4  -  bt-export -o none/d/ $D/curve-6-days.csv
! bt-export: cannot write 'none/d/': No such file or directory
4  -  touch d && bt-export -o d/ $D/curve-6-days.csv
! bt-export: cannot write 'd/': Not a directory
4  -  mkdir d && bt-export -f text -o d $D/curve-6-days.csv
! bt-export: cannot write 'd': Is a directory

# Options.
2  -  bt-export -f xml $D/missing
! bt-export: --format: unknown format 'xml'; see --list
2  -  bt-export -o report $D/missing
! bt-export: --output: no format has the suffix of 'report'; name one with --format
2  -  bt-export -o .md/report $D/missing
! bt-export: --output: no format has the suffix of '.md/report'; name one with --format
2  -  bt-export -f json -o d/ $D/missing
! bt-export: --format: json writes a file, not a directory
2  -  bt-export -f csv --table trade $D/missing
! bt-export: --table: unknown table 'trade'; there are metrics, trades, equity, monthly, yearly, drawdowns, events, config, inputs
2  -  bt-export -m shrape $D/missing
! bt-export: no metric 'shrape'; did you mean 'sharpe'?
2  -  bt-export --max-points 3
! bt-export: --max-points: want a whole number from 4 to 100000000, got '3'
2  -  bt-export --sql-dialect mysql
! bt-export: --sql-dialect: want portable|postgresql, got 'mysql'
2  -  printf 'equity\n1\n2\n' | bt-export --benchmark $D/curve-6-days.csv
! bt-export: --benchmark: the input has no curve with dates to compare with
3  -  printf 'date,equity\n2030-01-01,5\n' >b.csv && bt-export --benchmark b.csv $D/curve-6-days.csv
! bt-export: b.csv: the benchmark has no value above 0 before the run ends
3  -  printf 'equity\n1\n2\n' >b.csv && bt-export --benchmark b.csv $D/curve-6-days.csv
! bt-export: b.csv: the benchmark has no column of dates
2  -  bt-export --benchmark $D/two-symbols.csv $D/sp500-2000.csv --equity close
! bt-export: --benchmark: '$D/two-symbols.csv' has 2 symbols, want one

# Broken input, and what the system refuses.
3  -  bt-export
! bt-export: stdin: input is empty: a header line was expected
3  -  head -n 9 $D/run-4-trades.ndjson | bt-export
! bt-export: stdin:9: the run has no end: its writer was cut off
3  -  printf 'equity\n1\nx\n' | bt-export -f csv
! bt-export: stdin:3:1: equity is not a number: 'x'
3  -  printf 'equity\n1e12\n2e12\n' | bt-export -f sql -o x.sql
! bt-export: stdin: sql: first_equity is 1e+12: want less than 1e12, what numeric(20,8) can hold
0  bt-export-none.txt   printf 'equity\n1e12\n2e12\n' | bt-export -f sql -o x.sql 2>/dev/null; ls -A
4  -  bt-export $D/missing
! bt-export: cannot open '$D/missing': No such file or directory
4  -  bt-export --benchmark $D/missing $D/curve-6-days.csv
! bt-export: cannot open '$D/missing': No such file or directory
4  -  bt-export $D
! bt-export: cannot read '$D': Is a directory
4  -  bt-export -f csv $D/curve-6-days.csv >/dev/full
! bt-export: cannot write 'stdout': No space left on device
4  -  bt-export -o /dev/full -f json $D/curve-6-days.csv
! bt-export: cannot write '/dev/full': No space left on device
4  -  bt-export $D/curve-6-days.csv >&-
! bt-export: cannot write 'stdout': Bad file descriptor
4  -  bt-export <&-
! bt-export: cannot read 'stdin': Bad file descriptor
0  bt-export-first.csv  bt-export -f csv --table equity $D/sp500-2000.csv --equity close | head -n 2

# A reader that goes away leaves no scratch directory behind.
0  bt-export-none.txt   TMPDIR=. bt-export -f xlsx $D/run-4-trades.ndjson | true; ls -A

# The table of formats.
0  bt-export-list.csv   bt-export --list -f csv | grep -e '^format,' -e '^csv,' -e '^markdown,'
0  bt-export-list.txt   bt-export --list | grep -e '^format ' -e '^text '
4  -  bt-export --list >/dev/full
! bt-export: cannot write 'stdout': No space left on device

# Templates.
0  bt-export-letter.txt    bt-export --template $D/letter.txt $D/run-4-trades.ndjson
0  bt-export-letter.html   printf '{{#runs}}\n<p title="{{title}}">{{&source}} {{{source}}} {{trades}}{{#trades:-1}} {{symbol}} {{tag}}{{/trades}}</p>\n{{/runs}}\n' >a.html && bt-export --template a.html $D/run-4-trades.ndjson $D/hostile.ndjson
0  bt-export-lines.txt     printf 'a\n  {{#monthly}}  \r\n{{year}}-{{month}} {{return:raw}}\n  {{/monthly}} b\n{{! c\nd }}\ne {{calmar}} {{calmar:%%}} {{option.nix}}|\n{{^trades}}none{{/trades}}' >a.txt && bt-export --template a.txt --return fund $D/returns-6-months.csv
2  -  printf 'a\n{{shrpe}}' >a.txt && bt-export --template a.txt $D/run-4-trades.ndjson
! bt-export: a.txt:2: unknown name 'shrpe'; did you mean 'sharpe'?
2  -  printf '{{#trades}}{{entry_tme}}{{/trades}}' >a.txt && bt-export --template a.txt $D/run-4-trades.ndjson
! bt-export: a.txt:1: unknown name 'entry_tme'; did you mean 'entry_time'?
2  -  printf '{{#trdes}}' >a.txt && bt-export --template a.txt $D/run-4-trades.ndjson
! bt-export: a.txt:1: unknown table 'trdes'; did you mean 'trades'?
2  -  printf '\n\n{{#trades}}\n\n' >a.txt && bt-export --template a.txt $D/run-4-trades.ndjson
! bt-export: a.txt:3: 'trades' is not ended
2  -  printf '{{#trades}}{{/events}}' >a.txt && bt-export --template a.txt $D/run-4-trades.ndjson
! bt-export: a.txt:1: {{/events}} does not end a part that was begun
2  -  printf '{{#trades}}{{#events}}{{/events}}{{/trades}}' >a.txt && bt-export --template a.txt $D/run-4-trades.ndjson
! bt-export: a.txt:1: 'events' cannot be within another part; only runs may hold one
2  -  printf '{{#trades:x}}{{/trades}}' >a.txt && bt-export --template a.txt $D/run-4-trades.ndjson
! bt-export: a.txt:1: want a number of rows, as in {{#trades:10}}, got 'x'
2  -  printf '{{sharpe:2}}' >a.txt && bt-export --template a.txt $D/run-4-trades.ndjson
! bt-export: a.txt:1: a value is shown as ':raw', ':date', ':.2' or ':%1', got ':2'
2  -  printf 'a {{sharpe' >a.txt && bt-export --template a.txt $D/run-4-trades.ndjson
! bt-export: a.txt:1: '{{' without its '}}'
2  -  bt-export -f template $D/run-4-trades.ndjson
! bt-export: --format: template needs --template
2  -  bt-export -f html --template $D/letter.txt $D/run-4-trades.ndjson
! bt-export: --format: html does not take --template
2  -  cp $D/letter.txt . && bt-export --template letter.txt -o letter.txt $D/run-4-trades.ndjson
! bt-export: --output: 'letter.txt' is an input
4  -  bt-export --template nix.txt $D/run-4-trades.ndjson
! bt-export: cannot open 'nix.txt': No such file or directory

# An index.  A run is told by its content, a report by its name.
0  bt-export-index.txt   mkdir r && cp $D/run-4-trades.ndjson r/a.ndjson && gzip -c r/a.ndjson >r/b.run.gz && head -n 3 r/a.ndjson >r/c && cp $D/*.csv r && touch r/a.pdf r/.x && mkdir r/d && bt-export --index r -m trades,sharpe
0  bt-export-index.csv   mkdir r && cp $D/run-4-trades.ndjson r/a.ndjson && head -n 3 r/a.ndjson >r/c && bt-export --index r -f csv
0  bt-export-index.json  mkdir r && cp $D/run-4-trades.ndjson r/a.ndjson && touch r/a.pdf r/a.html r/ab.pdf && head -n 3 r/a.ndjson >r/c && bt-export --index r -m trades -f json
0  bt-export-index.html  mkdir r && cp $D/run-4-trades.ndjson 'r/a<b>: "&.ndjson' && touch 'r/a<b>: "&.pdf' && bt-export --index r -m trades -o r/index.html --title '<Runs>' && sed -n '/<h1>/p;/<tr>/p' r/index.html
2  -  bt-export --index . $D/run-4-trades.ndjson
! bt-export: --index: takes a directory and no other files
2  -  bt-export --index . -f md
! bt-export: --format: an index is html, csv, json or text, not markdown
3  -  bt-export --index $D/../man
! bt-export: no run stream in '$D/../man'
4  -  bt-export --index nix
! bt-export: cannot open directory 'nix': No such file or directory
