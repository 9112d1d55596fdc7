/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "lib/base/time.h"
#include "lib/report/plot.h"

static char *
quoted(struct bt_plot *plot, const char *s, size_t n)
{
	plot->text.n = 0;
	bt_plot_quoted(plot, (struct bt_span){ s, n });
	assert_false(plot->failed);
	return plot->text.s;
}

/* Nothing that comes from data can end the quotes, or the line. */
static void
test_quoted(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_plot plot = { .err = &err };

	(void)state;
	assert_string_equal(quoted(&plot, "a", 1), "'a'");
	assert_string_equal(quoted(&plot, "", 0), "''");
	assert_string_equal(quoted(&plot, "''", 2), "'’’'");
	assert_string_equal(quoted(&plot, "a\nb\rc\td", 7), "'a b c d'");
	assert_string_equal(quoted(&plot, "\0\033\177", 3), "'?" "?" "?'");
	assert_string_equal(quoted(&plot, "\xff" "é\xe6\x97", 5), "'?é?" "?'");
	assert_string_equal(quoted(&plot, "`x` $y \\", 8), "'`x` $y \\'");
	/* Smile, tick, star; a bare arrow is a letter. */
	assert_string_equal(quoted(&plot, "🙂✅⭐→", 13), "'���→'");
	bt_plot_free(&plot);
}

static const char *
label(enum bt_scale scale, double x, double step)
{
	static char buf[BT_PLOT_LABEL];

	return bt_plot_label(buf, scale, x, step);
}

/* As one would write them by hand. */
static void
test_label(void **state)
{
	(void)state;
	assert_string_equal(label(BT_SCALE_MONEY, 100000, 50000), "100k");
	assert_string_equal(label(BT_SCALE_MONEY, 1200000, 200000), "1.2M");
	assert_string_equal(label(BT_SCALE_MONEY, 999999.9999, 1e5), "1.0M");
	assert_string_equal(label(BT_SCALE_MONEY, 9900, 100), "9900");
	assert_string_equal(label(BT_SCALE_MONEY, -25000, 5000), "-25k");
	assert_string_equal(label(BT_SCALE_MONEY, 0, 0.5), "0.0");
	assert_string_equal(label(BT_SCALE_PERCENT, -0.125, 0.005),
	    "-12.5 %");
	assert_string_equal(label(BT_SCALE_PERCENT, 1e-17, 0.1), "0 %");
	assert_string_equal(label(BT_SCALE_NUMBER, -1e-12, 0.5), "0.0");
	assert_string_equal(label(BT_SCALE_NUMBER, 2020, 2), "2020");
}

/* What bt_plot_axis or bt_plot_dates wrote about the tics. */
static const char *
tics(struct bt_plot *plot, char buf[512])
{
	const char *begin = strchr(plot->text.s, '('), *end;

	assert_non_null(begin);
	end = strchr(begin, ')');
	assert_non_null(end);
	assert_true(end - begin < 511);
	memcpy(buf, begin, (size_t)(end + 1 - begin));
	buf[end + 1 - begin] = '\0';
	plot->text.n = 0;
	return buf;
}

static void
test_axis(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_plot plot = { .err = &err };
	char buf[512];

	(void)state;
	/* % is doubled, as gnuplot takes the text of a tic for a format. */
	bt_plot_axis(&plot, "y", BT_SCALE_PERCENT, -0.2, 0.0, 100, 40);
	assert_memory_equal(plot.text.s, "set yrange [-0.208:0]\n", 22);
	assert_string_equal(tics(&plot, buf),
	    "('-20 %%' -0.2, '-10 %%' -0.1, '0 %%' 0)");
	/* A flat line stands in the middle. */
	bt_plot_axis(&plot, "y", BT_SCALE_MONEY, 100, 100, 100, 40);
	assert_memory_equal(plot.text.s, "set yrange [98.92:101.08]\n", 26);
	assert_string_equal(tics(&plot, buf), "('99' 99, '100' 100, "
	    "'101' 101)");
	bt_plot_axis(&plot, "x", BT_SCALE_NUMBER, 0, 0, 100, 40);
	assert_string_equal(tics(&plot, buf), "('-1' -1, '0' 0, '1' 1)");
	bt_plot_free(&plot);
}

static const char *
dates(const char *from, const char *to, double length, char buf[512])
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_plot plot = { .err = &err };
	const struct bt_time_rule rule = { 0 };
	int64_t a, b;

	assert_int_equal(bt_time_parse(from, strlen(from), &rule, &a, &err),
	    0);
	assert_int_equal(bt_time_parse(to, strlen(to), &rule, &b, &err), 0);
	bt_plot_dates(&plot, a, b, length);
	(void)tics(&plot, buf);
	bt_plot_free(&plot);
	return buf;
}

/* Seconds by date -u -d 2000-01-01 +%s and the like (coreutils 9.1). */
static void
test_dates(void **state)
{
	char buf[512];

	(void)state;
	assert_string_equal(dates("1999-06-01", "2020-04-17", 200, buf),
	    "('2000' 946684800, '2005' 1104537600, '2010' 1262304000, "
	    "'2015' 1420070400, '2020' 1577836800)");
	assert_string_equal(dates("2023-11-15", "2024-02-20", 200, buf),
	    "('Dec 2023' 1701388800, 'Jan 2024' 1704067200, "
	    "'Feb 2024' 1706745600)");
	/* Weeks begin on Mondays. */
	assert_string_equal(dates("2024-01-03", "2024-01-20", 140, buf),
	    "('8 Jan' 1704672000, '15 Jan' 1705276800)");
	assert_string_equal(dates("2024-01-01T22:00Z", "2024-01-02T02:00Z",
	    200, buf), "('22:00' 1704146400, '23:00' 1704150000, "
	    "'2 Jan' 1704153600, '01:00' 1704157200, '02:00' 1704160800)");
	/* Before 1970, and a single moment. */
	assert_string_equal(dates("1960-01-01", "1962-01-01", 150, buf),
	    "('1960' -315619200, '1961' -283996800, '1962' -252460800)");
	assert_string_equal(dates("2024-01-01", "2024-01-01", 150, buf),
	    "('1 Jan' 1704067200)");
}

/*
 * The font's widths, of 2048 units: n 1298, i 569, space 651 (fontTools 4.38,
 * DejaVu Sans 2.37).
 */
static void
test_widths(void **state)
{
	const struct bt_span words = bt_span("nn nn nn");
	char buf[BT_PLOT_TEXT];
	struct bt_span s;

	(void)state;
	assert_true(bt_plot_width(bt_span("nni "), 20.48, false) >= 38.16);
	assert_true(bt_plot_width(bt_span("nni "), 20.48, false) < 39.0);
	assert_true(bt_plot_width(bt_span("n"), 10, true) >
	    bt_plot_width(bt_span("n"), 10, false));
	assert_int_equal(bt_plot_fitting(words, 10, false, 25), 4);
	assert_int_equal(bt_plot_line(words, 10, false, 25), 3);
	assert_int_equal(bt_plot_line(words, 10, false, 31), 5);
	assert_int_equal(bt_plot_line(words, 10, false, 100), 8);
	assert_int_equal(bt_plot_line(bt_span("nnnn"), 10, false, 20), 3);
	/* Even where not one letter fits, it goes on. */
	assert_true(bt_plot_line(bt_span("nn"), 10, false, 1) > 0);
	s = bt_plot_shortened(buf, bt_span("日本語日本語"), 10, false, 45);
	assert_int_equal(s.n, 3 * 3 + 3);
	assert_memory_equal(s.s, "日本語…", s.n);
	s = bt_plot_shortened(buf, words, 10, false, 100);
	assert_ptr_equal(s.s, words.s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quoted),
		cmocka_unit_test(test_label),
		cmocka_unit_test(test_axis),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_widths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
