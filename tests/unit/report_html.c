/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/time.h"
#include "lib/report/format.h"
#include "tests/unit/input.h"

#define EVIL "<img src=x onerror=a()></script><!--\\\"'&\\u2028\\u0001\\u6771"

static const char evil[] =
    "{\"type\":\"run\",\"schema\":1,\"bt\":\"0\",\"config\":{"
    "\"" EVIL "\":\"" EVIL "\"},"
    "\"inputs\":[{\"name\":\"" EVIL "\",\"xxh3\":\"" EVIL "\",\"rows\":3,"
    "\"symbols\":1,\"from\":\"2024-01-01\",\"to\":\"2024-01-03\"}]}\n"
    "{\"type\":\"equity\",\"time\":\"2024-01-01\",\"equity\":1000,"
    "\"cash\":500,\"long\":500,\"short\":0,\"positions\":1}\n"
    "{\"type\":\"equity\",\"time\":\"2024-01-02\",\"equity\":990.1,"
    "\"cash\":990.1,\"long\":0,\"short\":0,\"positions\":0}\n"
    "{\"type\":\"trade\",\"id\":1,\"symbol\":\"" EVIL "\",\"side\":\"long\","
    "\"quantity\":1,\"entry_time\":\"2024-01-01\",\"entry_price\":5,"
    "\"exit_time\":null,\"exit_price\":6.1,\"pnl\":-0.1,"
    "\"return\":0.25,\"bars\":70000,\"exit_reason\":\"signal\","
    "\"tag\":\"" EVIL "\"}\n"
    "{\"type\":\"trade\",\"id\":2,\"symbol\":\"B\",\"side\":\"long\","
    "\"quantity\":1,\"entry_time\":\"2024-01-02\",\"entry_price\":5,"
    "\"exit_time\":\"2024-01-03\",\"exit_price\":6.1,\"pnl\":1e300,"
    "\"return\":null,\"bars\":1,\"exit_reason\":\"signal\",\"tag\":null}\n"
    "{\"type\":\"event\",\"time\":\"2024-01-02\",\"symbol\":\"" EVIL "\","
    "\"event\":\"rejected\",\"reason\":\"" EVIL "\",\"limit\":1,"
    "\"value\":2}\n"
    "{\"type\":\"equity\",\"time\":\"2024-01-03\",\"equity\":1100,"
    "\"cash\":1100,\"long\":0,\"short\":0,\"positions\":0}\n"
    "{\"type\":\"summary\",\"from\":\"2024-01-01\",\"to\":\"2024-01-03\","
    "\"first_equity\":1000,\"last_equity\":1100}\n"
    "{\"type\":\"end\",\"status\":\"completed\",\"rows\":9}\n";

/* The page of a run, or of ndocs times the same one. */
static char *
page_of(const char *text, const char *title, size_t max_points, size_t ndocs)
{
	const struct bt_document_rule how = { .title = title,
	    .study.periods = (double)NAN };
	const struct bt_format_rule rule = { .max_points = max_points };
	struct bt_in *in = input_open(text, strlen(text), 0);
	struct bt_err err = BT_ERR_INIT;
	struct bt_document *doc = bt_document_read(in, &how, &err);
	const struct bt_document *docs[] = { doc, doc };
	char path[] = "/tmp/bt-html-XXXXXX", *page;
	struct bt_out *out;
	size_t n;

	input_close(in);
	assert_string_equal(err.text, "");
	assert_int_equal(close(mkstemp(path)), 0);
	assert_non_null(out = bt_out_open(path, &err));
	assert_int_equal(bt_format_html(out, docs, ndocs, &rule, &err), 0);
	assert_int_equal(bt_out_close(out, &err), 0);
	page = bt_file_slurp(path, (size_t)1 << 26, &n, &err);
	assert_non_null(page);
	assert_int_equal(strlen(page), n);
	(void)unlink(path);
	bt_document_free(doc);
	return page;
}

static json_t *
data_of(const char *page)
{
	static const char mark[] = "id=\"data\">\n";
	const char *begin = strstr(page, mark) + sizeof(mark) - 1;
	const char *end = strstr(begin, "\n</script>");
	json_t *data = json_loadb(begin, (size_t)(end - begin), 0, NULL);

	assert_non_null(data);
	return data;
}

static const json_t *
at(const json_t *value, const char *a, const char *b)
{
	value = json_object_get(value, a);
	return b == NULL ? value : json_object_get(value, b);
}

/* The bytes of a column; the caller frees. */
static unsigned char *
bytes_of(const json_t *column, size_t *n)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *s = json_string_value(json_object_get(column, "v")), *p;
	unsigned char *out;
	unsigned bits = 0;
	size_t i, have = 0;

	assert_non_null(s);
	assert_int_equal(strlen(s) % 4, 0);
	out = malloc(strlen(s) + 1);
	assert_non_null(out);
	for (i = *n = 0; s[i] != '\0' && s[i] != '='; i++) {
		assert_non_null(p = strchr(letters, s[i]));
		bits = bits << 6 | (unsigned)(p - letters);
		have += 6;
		if (have >= 8) {
			have -= 8;
			out[(*n)++] = (unsigned char)(bits >> have);
		}
	}
	return out;
}

static double
real_at(const json_t *column, size_t i)
{
	const char *kind = json_string_value(at(column, "kind", NULL));
	size_t n, k, size = strcmp(kind, "f64") == 0 ? 8 : 4;
	unsigned char *bytes = bytes_of(column, &n);
	uint64_t bits = 0;
	uint32_t half;
	double x;
	float f;

	assert_in_range((i + 1) * size, size, n);
	for (k = size; k-- > 0; )
		bits = bits << 8 | bytes[i * size + k];
	free(bytes);
	half = (uint32_t)bits;
	memcpy(&x, &bits, sizeof(x));
	memcpy(&f, &half, sizeof(f));
	return size == 8 ? x : strcmp(kind, "f32") == 0 ? (double)f :
	    (double)half;
}

static size_t
count(const char *text, const char *what)
{
	size_t n = 0;

	for (; (text = strstr(text, what)) != NULL; text++)
		n++;
	return n;
}

/* What stands in the data cannot become a tag, whichever way it comes in. */
static void
text_stays_text(void **state)
{
	char *page = page_of(evil, "<img src=y></title>`id`", 100, 1), *two;

	(void)state;
	assert_int_equal(count(page, "<img"), 0);
	assert_int_equal(count(page, "</script"), 2);
	assert_int_equal(count(page, "</title"), 1);
	assert_int_equal(count(page, "<!--"), 0);
	/* The title twice; of the data: name, hash, option and its value. */
	assert_int_equal(count(page, "&lt;img src=y&gt;&lt;/title&gt;"), 2);
	assert_int_equal(count(page, "&lt;img src=x onerror=a()&gt;"
	    "&lt;/script&gt;&lt;!--&quot;&#39;&amp;"), 4);
	two = page_of(evil, NULL, 100, 2);
	assert_int_equal(count(two, "<img"), 0);
	assert_int_equal(count(two, "</script"), 2);
	free(two);
	free(page);
}

/* The only address in the page is of nothing. */
static void
nothing_is_loaded(void **state)
{
	char *page = page_of(evil, NULL, 100, 1);

	(void)state;
	assert_int_equal(count(page, "://"), 0);
	assert_int_equal(count(page, "@import"), 0);
	assert_int_equal(count(page, "url("), 0);
	/* All of them are in text of the data. */
	assert_int_equal(count(page, " src="), count(page, "img src="));
	assert_int_equal(count(page, "href=\""), 1);
	assert_int_equal(count(page, "href=\"data:,\""), 1);
	assert_int_equal(count(page, "default-src 'none'"), 1);
	assert_int_equal(count(page, "NaN,"), 0);
	free(page);
}

static void
data_is_that_of_the_run(void **state)
{
	char *page = page_of(evil, NULL, 100, 1), *again;
	json_t *data = data_of(page);
	const json_t *run = json_array_get(at(data, "runs", NULL), 0), *t;

	(void)state;
	again = page_of(evil, NULL, 100, 1);
	assert_string_equal(page, again);
	free(again);
	t = at(run, "curve", NULL);
	assert_true(real_at(at(t, "level", NULL), 1) == 990.1);
	assert_true(real_at(at(t, "level", NULL), 2) == 1100.0);
	assert_true(real_at(at(t, "depth", NULL), 1) ==
	    (double)(float)(990.1 / 1000.0 - 1.0));
	assert_true(real_at(at(t, "exposure", NULL), 0) == 0.5);
	/* 2024-01-01 is 1704067200 seconds, and a day is a step. */
	assert_true(json_number_value(at(t, "time", "first")) ==
	    1704067200000.0);
	assert_true(json_number_value(at(t, "time", "unit")) == 86400000.0);
	assert_true(real_at(at(t, "time", NULL), 2) == 2.0);
	t = at(run, "trades", NULL);
	assert_true(real_at(at(t, "pnl", NULL), 0) == -0.1);
	assert_true(real_at(at(t, "pnl", NULL), 1) == 1e300);
	assert_true(real_at(at(t, "return", NULL), 0) == 0.25);
	assert_true(isnan(real_at(at(t, "return", NULL), 1)));
	assert_true(real_at(at(t, "bars", NULL), 0) == 70000.0);
	assert_true(real_at(at(t, "exit_time", NULL), 0) == 4294967295.0);
	assert_string_equal(json_string_value(json_array_get(at(t, "symbol",
	    "words"), 0)), "<img src=x onerror=a()></script><!--\"'&"
	    "\342\200\250\001\346\235\261");
	assert_string_equal(json_string_value(json_array_get(at(t, "tag",
	    "words"), (size_t)real_at(at(t, "tag", NULL), 1))), "");
	json_decref(data);
	free(page);
}

/* 50,000 hours of a curve in 400 points: its extremes are among them. */
static void
few_points_keep_the_extremes(void **state)
{
	const size_t rows = 50000;
	char *csv = malloc(rows * 40), *page, *p = csv;
	const json_t *level, *depth;
	double low = INFINITY, deep = 0.0;
	json_t *data;
	size_t i, n;

	(void)state;
	assert_non_null(csv);
	p += snprintf(p, 40, "date,equity\n");
	for (i = 0; i < rows; i++)
		p += snprintf(p, 40, "%zu,%s\n",
		    (size_t)1577836800 + 3600 * i, i == 31234 ? "12.5" :
		    i % 2 == 0 ? "100" : "101");
	page = page_of(csv, NULL, 400, 1);
	data = data_of(page);
	level = json_object_get(at(json_array_get(at(data, "runs", NULL), 0),
	    "curve", NULL), "level");
	depth = json_object_get(at(json_array_get(at(data, "runs", NULL), 0),
	    "curve", NULL), "depth");
	free(bytes_of(level, &n));
	n /= 8;
	assert_in_range(n, 50, 400);
	for (i = 0; i < n; i++) {
		low = fmin(low, real_at(level, i));
		deep = fmin(deep, real_at(depth, i));
	}
	assert_true(low == 12.5);
	assert_true(deep == (double)(float)(12.5 / 101.0 - 1.0));
	json_decref(data);
	free(page);
	free(csv);
}

/* Returns, trades or a single row alone: what is missing is left out. */
static void
little_is_enough(void **state)
{
	static const char *const few[] = { "equity\n100\n",
		"date,return\n2024-01-01,\n2024-01-02,0.01\n",
		"pnl\n5\n-3\n", "equity\n100\n0\n", "equity\n1\n2\n3\n" };
	size_t i;
	char *page;

	(void)state;
	for (i = 0; i < sizeof(few) / sizeof(few[0]); i++) {
		page = page_of(few[i], NULL, 4, 1);
		json_decref(data_of(page));
		free(page);
	}
	page = page_of("pnl\n5\n-3\n", NULL, 4, 1);
	assert_int_equal(count(page, "id=\"chart-equity\""), 0);
	assert_int_equal(count(page, "id=\"metrics\""), 1);
	free(page);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_stays_text),
		cmocka_unit_test(nothing_is_loaded),
		cmocka_unit_test(data_is_that_of_the_run),
		cmocka_unit_test(few_points_keep_the_extremes),
		cmocka_unit_test(little_is_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
