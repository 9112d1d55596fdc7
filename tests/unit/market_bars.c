/* SPDX-License-Identifier: ISC */
/* Expected bars and places were counted by hand from the text beside them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/rng.h"
#include "lib/base/time.h"
#include "tests/unit/bars.h"

/* "A 2024-01-02 1 2 1 2 5\n": every bar of every symbol. */
static void
dump(struct bt_buf *b, const struct bt_market *m)
{
	struct bt_err err = BT_ERR_INIT;
	const struct bt_bars *bars;
	char when[BT_TIME_MAX + 1];
	size_t i, k;

	b->n = 0;
	assert_int_equal(0, bt_buf_add(b, "", 0, &err));
	for (i = 0; i < bt_market_symbols(m); i++) {
		bars = bt_market_bars(m, i);
		for (k = 0; k < bars->n; k++) {
			when[bt_time_format(when, bars->time[k],
			    bt_market_date_only(m))] = '\0';
			assert_int_equal(0, bt_buf_printf(b, &err,
			    "%s %s %.10g %.10g %.10g %.10g %.10g\n",
			    bars->symbol, when, bars->open[k], bars->high[k],
			    bars->low[k], bars->close[k], bars->volume[k]));
		}
	}
}

#define H "date,open,high,low,close,volume\n"
#define S "symbol," H

static const struct sample {
	const char			*text;
	struct bt_bars_settings		 settings;
	const char			*want;	/* bars, or the error */
} samples[] = {
	{ H "2024-01-02,1,2,1,2,5\n", { 0 }, "f 2024-01-02 1 2 1 2 5\n" },
	/* No line end, CRLF, a byte order mark, blank lines. */
	{ H "2024-01-02,1,2,1,2,5", { 0 }, "f 2024-01-02 1 2 1 2 5\n" },
	{ "\xef\xbb\xbf" "Date,Open,High,Low,Close,Volume\r\n\r\n"
	    "2024-01-02,1,2,1,2,5\r\n", { 0 }, "f 2024-01-02 1 2 1 2 5\n" },
	/* Any order, any case, aliases, columns that nobody wants. */
	{ "Close;VOL;low;note;High;Open;DateTime;Ticker\n"
	    "2;5;1;x;2;1;2024-01-02T10:00:00Z;B\n", { 0 },
	    "B 2024-01-02T10:00:00Z 1 2 1 2 5\n" },
	{ "<TICKER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>\n"
	    "A,20240102,093000,1,2,1,2,5\n", { 0 },
	    "A 2024-01-02T09:30:00Z 1 2 1 2 5\n" },
	{ "Date\tTime\topen\thigh\tlow\tclose\n"
	    "2024-01-02\t09:35:00\t1\t2\t1\t2\n", { 0 },
	    "f 2024-01-02T09:35:00Z 1 2 1 2 0\n" },
	{ ",open,high,low,close\n2024-01-02,1,2,1,2\n", { 0 },
	    "f 2024-01-02 1 2 1 2 0\n" },
	{ ",date,open,high,low,close\n0,2024-01-02,1,2,1,2\n", { 0 },
	    "f 2024-01-02 1 2 1 2 0\n" },
	/* The first alias wins: name is not the symbol here. */
	{ "name,symbol,date,open,high,low,close\n"
	    "Apple,AAPL,2024-01-02,1,2,1,2\n", { 0 },
	    "AAPL 2024-01-02 1 2 1 2 0\n" },
	/* Grouped and interleaved symbols, sorted by name. */
	{ S "B,2024-01-02,1,2,1,2,5\nA,2024-01-02,3,4,3,4,6\n"
	    "B,2024-01-03,2,3,2,3,7\n", { 0 },
	    "A 2024-01-02 3 4 3 4 6\nB 2024-01-02 1 2 1 2 5\n"
	    "B 2024-01-03 2 3 2 3 7\n" },
	/* Quoted cells, spaces, an empty volume. */
	{ S "\"A, Inc\",2024-01-02,\"1\",2,1,2,5\n", { 0 },
	    "A, Inc 2024-01-02 1 2 1 2 5\n" },
	{ S " A , 2024-01-02 , 1 ,2,1, 2,5\nA,2024-01-03,1,2,1,2,\n", { 0 },
	    "A 2024-01-02 1 2 1 2 5\nA 2024-01-03 1 2 1 2 0\n" },
	/* Epochs; a format; a zone (New York: UTC - 5 in winter). */
	{ "open_time,open,high,low,close\n1704189600000,1,2,1,2\n", { 0 },
	    "f 2024-01-02T10:00:00Z 1 2 1 2 0\n" },
	{ H "31.01.2024,1,2,1,2,5\n", { .date_format = "%d.%m.%Y" },
	    "f 2024-01-31 1 2 1 2 5\n" },
	{ H "2024-01-02 09:30:00,1,2,1,2,5\n", { .tz = "America/New_York" },
	    "f 2024-01-02T14:30:00Z 1 2 1 2 5\n" },
	{ H "2024-01-02,1,2,1,2,5\n", { .tz = "America/New_York" },
	    "f 2024-01-02 1 2 1 2 5\n" },
	/* Symbols and times that are wanted; both ends belong to it. */
	{ S "A,2024-01-01,1,2,1,2,5\nB,2024-01-01,1,2,1,2,5\n"
	    "C,2024-01-01,1,2,1,2,5\n", { .symbols = "C, A" },
	    "A 2024-01-01 1 2 1 2 5\nC 2024-01-01 1 2 1 2 5\n" },
	{ H "2024-01-01,1,2,1,2,5\n2024-01-02,1,2,1,2,5\n"
	    "2024-01-03,1,2,1,2,5\n2024-01-04,1,2,1,2,5\n",
	    { .from = "2024-01-02", .to = "2024-01-03" },
	    "f 2024-01-02 1 2 1 2 5\nf 2024-01-03 1 2 1 2 5\n" },
	{ H "2024-01-03 23:59:59,1,2,1,2,5\n2024-01-04 00:00:00,1,2,1,2,5\n",
	    { .to = "2024-01-03" }, "f 2024-01-03T23:59:59Z 1 2 1 2 5\n" },
	/* What is filtered out need not be right. */
	{ H "2024-01-01,x,2,1,2,5\n2024-01-02,1,2,1,2,5\n",
	    { .from = "2024-01-02" }, "f 2024-01-02 1 2 1 2 5\n" },
	{ S "B,2024-01-01,x,2,1,2,5\nA,2024-01-02,1,2,1,2,5\n",
	    { .symbols = "A" }, "A 2024-01-02 1 2 1 2 5\n" },
	/* A month back from the last bar, that day left out. */
	{ H "2024-01-31,1,2,1,2,5\n2024-02-01,1,2,1,2,5\n"
	    "2024-02-29,1,2,1,2,5\n", { .range = "29D" },
	    "f 2024-02-01 1 2 1 2 5\nf 2024-02-29 1 2 1 2 5\n" },
	{ H "2024-01-02,1,2,1,2,5\n", { .symbol = "XY" },
	    "XY 2024-01-02 1 2 1 2 5\n" },
	{ "date;open;high;low;close\n2024-01-02;1,5;2,5;1;2\n",
	    { .decimal_comma = true }, "f 2024-01-02 1.5 2.5 1 2 0\n" },
	{ "date|open|high|low|close\n2024-01-02|1|2|1|2\n",
	    { .delimiter = "|" }, "f 2024-01-02 1 2 1 2 0\n" },
	/* Half the price after adjustment; volume stays. */
	{ "date,open,high,low,close,adj close,volume\n"
	    "2024-01-02,10,12,8,11,5.5,7\n", { .adjusted = true },
	    "f 2024-01-02 5 6 4 5.5 7\n" },
	{ H, { 0 }, "" },
	/* NDJSON: keys in any order, numbers as text, null, other members. */
	{ "{\"symbol\":\"A\",\"date\":\"2024-01-02\",\"open\":1,\"high\":2,"
	    "\"low\":1,\"close\":2,\"volume\":5}\n"
	    "{\"close\":\"3\",\"date\":\"2024-01-03\",\"open\":2,\"high\":3,"
	    "\"low\":2,\"volume\":null,\"x\":[1],\"symbol\":\"A\"}\n", { 0 },
	    "A 2024-01-02 1 2 1 2 5\nA 2024-01-03 2 3 2 3 0\n" },
	/* A key that is gone leaves nothing behind. */
	{ "{\"symbol\":\"A\",\"date\":\"2024-01-02\",\"open\":1,\"high\":2,"
	    "\"low\":1,\"close\":2,\"volume\":5}\n"
	    "{\"date\":\"2024-01-03\",\"open\":2,\"high\":3,"
	    "\"low\":2,\"close\":3}\n", { 0 },
	    "A 2024-01-02 1 2 1 2 5\nf 2024-01-03 2 3 2 3 0\n" },

	/* Refusals: of the header ... */
	{ "date,price\n2024-01-02,1\n", { 0 },
	    "1:0: has no column 'open' (bars need date, open, high, low and "
	    "close); it has: date, price" },
	{ "symbol,date,open,high,low,close,CLOSE\n", { 0 },
	    "1:0: two columns are called 'close'" },
	{ "date,time,TIME,open,high,low,close\n", { 0 },
	    "1:0: two columns are called 'time'" },
	{ "20240102,1,2,3,4,5\n", { 0 },
	    "1:0: has no header line: the first line must name the columns, "
	    "as 'symbol,date,open,high,low,close,volume', not "
	    "'20240102, 1, 2, 3, 4, 5'" },
	{ "date,X.open,X.high,X.low,X.close\n", { 0 },
	    "1:0: has no column 'open', but 'X.open': take the prefix out of "
	    "the header line, as with sed '1s/X.//g'" },
	{ H, { .adjusted = true },
	    "1:0: has no column 'adjclose'; it has: date, open, high, low, "
	    "close, volume" },
	{ "", { 0 }, "0:0: is empty" },
	{ "[{\"date\":1}]", { 0 }, "1:1: is a JSON array; one object a line "
	    "is needed, as from jq -c '.[]'" },
	/* ... of cells ... */
	{ H "2024-01-02,1,2,1,abc,5\n", { 0 },
	    "2:18: close is not a number: 'abc'" },
	{ H "2024-01-02,1,2,1,1e999,5\n", { 0 },
	    "2:18: close is not a number: '1e999'" },
	{ H "2024-01-02,1,2,1,nan,5\n", { 0 },
	    "2:18: close is not a number: 'nan'" },
	{ H "2024-01-02,,2,1,2,5\n", { 0 },
	    "2:12: open is empty; bt-validate --clean leaves such rows out" },
	{ H ",1,2,1,2,5\n", { 0 },
	    "2:1: date is empty; bt-validate --clean leaves such rows out" },
	{ S ",2024-01-02,1,2,1,2,5\n", { 0 },
	    "2:1: symbol is empty; bt-validate --clean leaves such rows out" },
	{ "date;open;high;low;close\n2024-01-02;1.5;2;1;2\n",
	    { .decimal_comma = true }, "2:12: open is not a number: '1.5'" },
	{ "{\"date\":\"2024-01-02\",\"open\":1,\"high\":2,\"low\":1}\n",
	    { 0 }, "1:0: has no column 'close' (bars need date, open, high, "
	    "low and close); it has: date, open, high, low" },
	{ "{\"date\":\"2024-01-02\",\"open\":true,\"high\":2,\"low\":1,"
	    "\"close\":2}\n", { 0 }, "1:0: open is not a number: 'true'" },
	/* ... of bars ... */
	{ H "2024-01-02,0,2,1,2,5\n", { 0 }, "2:12: open is not above 0: 0; "
	    "bt-validate --clean leaves such rows out" },
	{ H "2024-01-02,1,-2,1,2,5\n", { 0 }, "2:14: high is not above 0: "
	    "-2; bt-validate --clean leaves such rows out" },
	{ H "2024-01-02,1,2,0,2,5\n", { 0 }, "2:16: low is not above 0: 0; "
	    "bt-validate --clean leaves such rows out" },
	{ H "2024-01-02,1,2,1,0,5\n", { 0 }, "2:18: close is not above 0: 0; "
	    "bt-validate --clean leaves such rows out" },
	{ H "2024-01-02,1,2,3,2,5\n", { 0 }, "2:16: low 3 is above high 2; "
	    "bt-validate --clean mends or leaves out" },
	{ H "2024-01-02,1,3,1.5,2,5\n", { 0 }, "2:16: low 1.5 is above open "
	    "1; bt-validate --clean mends or leaves out" },
	{ H "2024-01-02,2,3,1.5,1,5\n", { 0 }, "2:16: low 1.5 is above close "
	    "1; bt-validate --clean mends or leaves out" },
	{ H "2024-01-02,3,2,1,2,5\n", { 0 }, "2:14: high 2 is below open 3; "
	    "bt-validate --clean mends or leaves out" },
	{ H "2024-01-02,1,2,1,3,5\n", { 0 }, "2:14: high 2 is below close 3; "
	    "bt-validate --clean mends or leaves out" },
	{ H "2024-01-02,1,2,1,2,-5\n", { 0 }, "2:20: volume is negative: -5; "
	    "bt-validate --clean sets it to 0" },
	{ "date,open,high,low,close,adjclose\n2024-01-02,1,2,1,2,0\n",
	    { .adjusted = true }, "2:20: adjclose is not above 0: 0; "
	    "bt-validate --clean leaves such rows out" },
	/* ... of their order ... */
	{ H "2024-01-02,1,2,1,2,5\n2024-01-02,1,2,1,2,5\n", { 0 },
	    "3:1: time 2024-01-02 is not after 2024-01-02 of line 2; "
	    "bt-validate --clean keeps the first" },
	{ S "A,2024-01-02,1,2,1,2,5\nB,2024-01-01,1,2,1,2,5\n"
	    "A,2024-01-01 10:00,1,2,1,2,5\n", { 0 },
	    "4:3: time 2024-01-01T10:00:00Z is not after "
	    "2024-01-02T00:00:00Z of line 2; bt-validate --clean sorts" },
	/* ... and of options. */
	{ H, { .symbols = "A" }, "0:0: --symbols: the input has no rows of "
	    "'A'" },
	{ H, { .symbols = "A,,B" }, "0:0: --symbols: want names with commas "
	    "between, got an empty one" },
	{ H, { .from = "2024-01-02", .to = "2024-01-01" },
	    "0:0: --from 2024-01-02 is after --to 2024-01-01" },
	{ H, { .delimiter = "xx" }, "0:0: --delimiter: want one character or "
	    "'tab', got 'xx'" },
};

/* The same by the short way and, with strict_csv, by the long one. */
static void
check_sample(const struct sample *s, bool strict)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf got = { 0 };
	struct text_bars t;

	text_bars_init(&t);
	t.settings = s->settings;
	t.settings.strict_csv = strict;
	if (text_bars_read(&t, "f.csv", s->text) == 0) {
		dump(&got, t.result.market);
		bt_bars_result_free(&t.result);
	} else {
		assert_null(t.result.market);
		assert_int_equal(0, bt_buf_printf(&got, &err, "%zu:%zu: %s",
		    t.err.line, t.err.column, t.err.text));
	}
	assert_string_equal(s->want, got.s);
	bt_buf_free(&got);
}

static void
reads_and_refuses(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		check_sample(&samples[i], false);
		check_sample(&samples[i], true);
	}
}

static int
code_of(struct bt_span cell, uint8_t *code, struct bt_err *err)
{
	if (!bt_span_is(cell, "buy"))
		return bt_err_set(err, BT_EDATA, "signal means nothing: '%.*s'",
		    BT_SPAN(cell));
	*code = 1;
	return 0;
}

static const struct bt_extra extras[] = {
	{ "signal", BT_EXTRA_CODE, true, code_of },
	{ "weight", BT_EXTRA_REAL, false, NULL },
	{ "tag", BT_EXTRA_TEXT, false, NULL },
	{ "stop", BT_EXTRA_REAL, false, NULL },
};

static void
reads_extras(void **state)
{
	const struct bt_bars *b;
	struct text_bars t;

	(void)state;
	text_bars_init(&t);
	t.ask.extras = extras;
	t.ask.nextras = 4;
	assert_int_equal(0, text_bars_read(&t, "f.csv",
	    "date,open,high,low,close,Weight,signal,tag\n"
	    "2024-01-02,1,2,1,2,,buy,one\n"
	    "2024-01-03,1,2,1,2,0.5,,\n"
	    "2024-01-04,1,2,1,2,NaN,\"buy\", one \n"));
	b = bt_market_bars(t.result.market, 0);
	assert_int_equal(1, ((uint8_t *)b->extra[0])[0]);
	assert_int_equal(0, ((uint8_t *)b->extra[0])[1]);
	assert_int_equal(1, ((uint8_t *)b->extra[0])[2]);
	assert_true(isnan(((double *)b->extra[1])[0]));
	assert_true(((double *)b->extra[1])[1] == 0.5);
	assert_true(isnan(((double *)b->extra[1])[2]));
	assert_int_equal(((uint32_t *)b->extra[2])[0],
	    ((uint32_t *)b->extra[2])[2]);
	assert_int_equal(0, ((uint32_t *)b->extra[2])[1]);
	assert_false(bt_market_has(t.result.market, 3));
	bt_bars_result_free(&t.result);
	assert_int_equal(-1, text_bars_read(&t, "f.csv", H));
	assert_string_equal("has no column 'signal'; it has: date, open, "
	    "high, low, close, volume", t.err.text);
	assert_int_equal(-1, text_bars_read(&t, "f.csv",
	    "date,open,high,low,close,signal\n2024-01-02,1,2,1,2,x\n"));
	assert_string_equal("signal means nothing: 'x'", t.err.text);
	assert_int_equal(2, t.err.line);
	assert_int_equal(20, t.err.column);
	assert_int_equal(-1, text_bars_read(&t, "f.csv",
	    "date,open,high,low,close,signal,stop\n2024-01-02,1,2,1,2,buy,y\n"
	    ));
	assert_string_equal("stop is not a number: 'y'", t.err.text);
}

static void
keeps_the_text(void **state)
{
	const struct bt_rowtext *text;
	struct bt_span row;
	struct text_bars t;
	size_t symbol;

	(void)state;
	text_bars_init(&t);
	t.ask.keep_text = true;
	t.settings.from = "2024-01-02";
	t.settings.range = "2D";
	assert_int_equal(0, text_bars_read(&t, "f.csv",
	    "Symbol;date;open;high;low;close\r\n"
	    "B;2024-01-01;1.0;2;1;2\r\nA;2024-01-02;1;2;1;2\r\n"
	    "\"B\";2024-01-03;1.50;2;1;2\r\nB;2024-01-04;1;2;1;2\r\n"));
	text = t.result.text;
	assert_int_equal(2, bt_rowtext_rows(text));
	row = bt_rowtext_row(text, 0, &symbol);
	assert_true(bt_span_is(row, "\"B\";2024-01-03;1.50;2;1;2"));
	assert_int_equal(0, symbol);
	assert_string_equal("B", bt_market_bars(t.result.market, 0)->symbol);
	assert_true(bt_span_is(bt_rowtext_header(text),
	    "Symbol;date;open;high;low;close"));
	assert_int_equal(';', bt_rowtext_delimiter(text));
	assert_true(bt_rowtext_has_symbol(text));
	assert_false(bt_rowtext_is_json(text));
	bt_bars_result_free(&t.result);
}

/* Hear everything, and mend what can be mended. */
static enum bt_answer
mend(void *arg, struct bt_complaint *what)
{
	struct bt_buf *heard = arg;
	struct bt_err err = BT_ERR_INIT;

	assert_int_equal(0, bt_buf_printf(heard, &err, "%zu %s\n", what->line,
	    what->code));
	if (what->bar == NULL)
		return BT_DROP;
	what->bar->high = 9;
	what->bar->low = 1;
	if (what->bar->volume < 0)
		what->bar->volume = 0;
	return strcmp(what->code, "duplicate-time") == 0 ? BT_DROP : BT_KEEP;
}

static void
complains_about_everything(void **state)
{
	struct bt_buf heard = { 0 }, got = { 0 };
	struct text_bars t;

	(void)state;
	text_bars_init(&t);
	t.ask.complain = mend;
	t.ask.arg = &heard;
	assert_int_equal(0, text_bars_read(&t, "f.csv",
	    H "2024-01-02,1,2,1,2,5\n2024-01-03,5,2,1,2,-1\n"
	    "2024-01-04,1,2\n2024-01-03,1,2,1,2,5\nx,1,2,1,2,5\n"
	    "2024-01-01,1,2,1,2,5\n2024-01-05,1,2,1,2,\n2024-01-06,,,,,\n"));
	assert_string_equal("3 ohlc-order\n4 ragged-row\n"
	    "5 duplicate-time\n6 bad-time\n7 unsorted-time\n"
	    "8 missing-volume\n9 missing-cell\n", heard.s);
	dump(&got, t.result.market);
	assert_string_equal("f 2024-01-02 1 2 1 2 5\nf 2024-01-03 5 9 1 2 0\n"
	    "f 2024-01-01 1 9 1 2 5\nf 2024-01-05 1 9 1 2 0\n", got.s);
	bt_bars_result_free(&t.result);
	bt_buf_free(&heard);
	bt_buf_free(&got);
}

static void
describes_inputs(void **state)
{
	struct text_bars t;

	(void)state;
	text_bars_init(&t);
	assert_int_equal(0, text_bars_read(&t, "x.tsv",
	    S "A,2024-01-03,1,2,1,2,5\nB,2024-01-02,1,2,1,2,5\n"
	    "B,2024-01-05,1,2,1,2,5\n"));
	assert_int_equal(1, t.result.ninputs);
	assert_string_equal("x.tsv", t.result.inputs[0].name);
	assert_int_equal(3, t.result.inputs[0].rows);
	assert_int_equal(2, t.result.inputs[0].symbols);
	assert_true(t.result.inputs[0].from == bt_days(2024, 1, 2) *
	    BT_NS_DAY);
	assert_true(t.result.inputs[0].to == bt_days(2024, 1, 5) * BT_NS_DAY);
	assert_int_equal(32, strlen(t.result.inputs[0].xxh3));
	bt_bars_result_free(&t.result);
	assert_int_equal(0, text_bars_read(&t, "x.csv", H));
	assert_true(t.result.inputs[0].from == BT_TIME_NONE);
	bt_bars_result_free(&t.result);
}

/* The order of interleaved rows makes no difference to the market. */
static void
ignores_how_rows_are_mixed(void **state)
{
	struct bt_buf text[2] = { { 0 } }, got[2] = { { 0 } };
	struct bt_err err = BT_ERR_INIT;
	struct text_bars t;
	struct bt_rng rng;
	size_t next[7] = { 0 }, i, k;

	(void)state;
	bt_rng_init(&rng, 5, 0);
	for (i = 0; i < 2; i++)
		assert_int_equal(0, bt_buf_add(&text[i], S, strlen(S), &err));
	for (i = 0; i < 7; i++)
		for (k = 0; k < 20; k++)
			assert_int_equal(0, bt_buf_printf(&text[0], &err,
			    "S%zu,2024-01-%02zu,1,2,1,2,%zu\n", i, k + 1, k));
	for (i = 0; i < 7 * 20; i++) {
		while (next[k = (size_t)bt_rng_below(&rng, 7)] == 20)
			continue;
		assert_int_equal(0, bt_buf_printf(&text[1], &err,
		    "S%zu,2024-01-%02zu,1,2,1,2,%zu\n", k, next[k] + 1,
		    next[k]));
		next[k]++;
	}
	for (i = 0; i < 2; i++) {
		text_bars_init(&t);
		assert_int_equal(0, text_bars_read(&t, "f", text[i].s));
		dump(&got[i], t.result.market);
		bt_bars_result_free(&t.result);
		bt_buf_free(&text[i]);
	}
	assert_string_equal(got[0].s, got[1].s);
	bt_buf_free(&got[0]);
	bt_buf_free(&got[1]);
}

static void
survives_faults(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct text_bars t;
	char fault[32];
	int n, rc;

	(void)state;
	for (n = 1, rc = -1; rc == -1; n++) {
		text_bars_init(&t);
		t.ask.extras = extras;
		t.ask.nextras = 4;
		t.ask.keep_text = true;
		t.settings.symbols = "A,B";
		t.settings.range = "1Y";
		(void)snprintf(fault, sizeof(fault), "alloc:%d", n);
		assert_int_equal(0, bt_fault_set(fault, &err));
		rc = text_bars_read(&t, "f.csv",
		    "symbol,date,open,high,low,close,signal,tag\n"
		    "A,2024-01-02,1,2,1,2,buy,x\n"
		    "B,2024-01-02,1,2,1,2,\"buy\",y\n");
		assert_int_equal(0, bt_fault_set(NULL, &err));
		assert_int_equal(rc == 0 ? BT_OK : BT_ESYS, t.err.code);
		bt_bars_result_free(&t.result);
	}
	assert_true(n > 30);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_and_refuses),
		cmocka_unit_test(reads_extras),
		cmocka_unit_test(keeps_the_text),
		cmocka_unit_test(complains_about_everything),
		cmocka_unit_test(describes_inputs),
		cmocka_unit_test(ignores_how_rows_are_mixed),
		cmocka_unit_test(survives_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
