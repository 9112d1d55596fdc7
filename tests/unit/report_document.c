/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/time.h"
#include "lib/report/document.h"
#include "tests/unit/input.h"

#define END "{\"type\":\"end\",\"status\":\"completed\",\"rows\":9}\n"
#define SUMMARY "{\"type\":\"summary\",\"from\":\"2024-01-01\"," \
	"\"to\":\"2024-01-03\",\"first_equity\":1000,\"last_equity\":1100}\n"

static const struct bt_document_rule bare = { .study.periods = (double)NAN };

static struct bt_document *
read_text(const char *text, const struct bt_document_rule *rule,
    struct bt_err *err)
{
	struct bt_in *in = input_open(text, strlen(text), 0);
	struct bt_document *doc = bt_document_read(in, rule, err);

	input_close(in);
	return doc;
}

static struct bt_document *
read_well(const char *text)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_document *doc = read_text(text, &bare, &err);

	assert_string_equal(err.text, "");
	assert_non_null(doc);
	return doc;
}

static const char run[] =
    "{\"type\":\"run\",\"schema\":1,\"bt\":\"0\",\"config\":{"
    "\"cash\":1000,\"on\":true,\"none\":null,\"rate\":0.1,"
    "\"list\":[\"a=1\",\"b=2\"],\"deep\":{\"x\":[0.1,1,false,\"q\\\"\"]},"
    "\"big\":9007199254740993,\"text\":\"=cmd\"},"
    "\"inputs\":[{\"name\":\"a.csv\",\"xxh3\":\"0f\",\"rows\":3,"
    "\"symbols\":1,\"from\":\"2024-01-01\",\"to\":\"2024-01-03\"}]}\n"
    "{\"type\":\"equity\",\"time\":\"2024-01-01\",\"equity\":1100,"
    "\"cash\":550,\"long\":330,\"short\":220,\"positions\":1}\n"
    "{\"type\":\"equity\",\"time\":\"2024-01-02\",\"equity\":990,"
    "\"cash\":990,\"long\":0,\"short\":0,\"positions\":0}\n"
    "{\"type\":\"trade\",\"id\":1,\"symbol\":\"A\",\"side\":\"long\","
    "\"quantity\":1,\"entry_time\":\"2024-01-01\",\"entry_price\":5,"
    "\"exit_time\":\"2024-01-02\",\"exit_price\":6,\"pnl\":1,"
    "\"return\":0.2,\"bars\":1,\"exit_reason\":\"signal\",\"tag\":null}\n"
    "{\"type\":\"event\",\"time\":\"2024-01-02\",\"symbol\":\"A\","
    "\"event\":\"rejected\",\"reason\":\"cash\",\"limit\":1,"
    "\"value\":2}\n"
    "{\"type\":\"equity\",\"time\":\"2024-01-03\",\"equity\":1100,"
    "\"cash\":1100,\"long\":0,\"short\":0,\"positions\":0}\n"
    SUMMARY END;

static void
run_is_kept_whole(void **state)
{
	struct bt_document *doc = read_well(run);

	(void)state;
	assert_string_equal(doc->title, "A, 2024-01-01 to 2024-01-03");
	assert_true(doc->has_summary);
	assert_int_equal(doc->status, BT_COMPLETED);
	assert_true(doc->date_only);
	assert_int_equal(doc->n, 3);
	assert_true(doc->levels.base == 1000.0);
	/* (330 + 220) / 1100 */
	assert_true(doc->exposure[0] == 0.5);
	assert_true(doc->exposure[1] == 0.0);
	assert_int_equal(doc->ntrades, 1);
	assert_true(bt_span_is(doc->trade[0].symbol, "A"));
	assert_null(doc->trade[0].tag.s);
	assert_int_equal(doc->nevents, 1);
	assert_true(bt_span_is(doc->event[0].reason, "cash"));
	assert_int_equal(doc->ninputs, 1);
	assert_string_equal(doc->input[0].xxh3, "0f");
	assert_int_equal(doc->input[0].from, bt_days(2024, 1, 1) * BT_NS_DAY);
	/* +10 % from the cash, then 990 / 1100, then 1100 / 990 */
	assert_int_equal(doc->nmonths, 1);
	assert_true(fabs(doc->month[0].ret - 0.1) < 1e-15);
	assert_int_equal(doc->ndrawdowns, 1);
	assert_true(fabs(doc->drawdown[0].depth + 0.1) < 1e-15);
	bt_document_free(doc);
}

static void
options_are_as_typed(void **state)
{
	static const char *const want[][2] = { { "cash", "1000" },
		{ "on", "yes" }, { "none", "" }, { "rate", "0.1" },
		{ "list", "a=1,b=2" },
		{ "deep", "{\"x\":[0.1,1,false,\"q\\\"\"]}" },
		{ "big", "9007199254740993" }, { "text", "=cmd" } };
	struct bt_document *doc = read_well(run);
	size_t i;

	(void)state;
	assert_int_equal(doc->noptions, sizeof(want) / sizeof(want[0]));
	for (i = 0; i < doc->noptions; i++) {
		assert_string_equal(doc->option[i].name, want[i][0]);
		assert_string_equal(doc->option[i].value, want[i][1]);
	}
	bt_document_free(doc);
}

static size_t
counted(const struct bt_document *doc)
{
	size_t k, n = 0;

	for (k = 0; k < doc->nbins; k++)
		n += doc->bin[k].count;
	return n;
}

/* The histogram is of the returns that the metrics are of. */
static void
same_returns_as_metrics(void **state)
{
	static const char *const texts[] = {
		run,
		"date,equity\n2024-01-01,100\n2024-01-02,110\n"
		    "2024-01-03,99\n",
		"date,return\n2024-01-01,0.1\n2024-01-02,-0.1\n",
		"date,return\n2024-01-01,\n2024-01-02,-0.1\n",
		"equity\n1\n2\n3\n",
		"time,equity\n2024-01-01 10:00,1\n2024-01-01 11:00,2\n"
		    "2024-01-02 10:00,3\n2024-01-02 11:00,4\n",
		"time,return\n2024-01-01 10:00,0.1\n2024-01-01 11:00,0.1\n"
		    "2024-01-02 10:00,0.1\n",
	};
	struct bt_document *doc;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		doc = read_well(texts[i]);
		assert_true(counted(doc) > 0);
		assert_int_equal(counted(doc), doc->study.perf.n);
		bt_document_free(doc);
	}
}

static void
returns_become_levels(void **state)
{
	struct bt_document *doc = read_well(
	    "date,return\n2024-01-31,0.1\n2024-02-01,-0.5\n");

	(void)state;
	assert_int_equal(doc->n, 2);
	assert_true(fabs(doc->levels.level[0] - 1.1) < 1e-15);
	assert_true(fabs(doc->levels.level[1] - 0.55) < 1e-15);
	assert_true(doc->levels.base == 1.0);
	assert_int_equal(doc->nmonths, 2);
	assert_true(fabs(doc->month[0].ret - 0.1) < 1e-15);
	assert_null(doc->exposure);
	assert_false(doc->has_summary);
	bt_document_free(doc);
}

/* A curve by day may have trades by the minute. */
static void
time_of_day_is_kept(void **state)
{
	struct bt_document *doc = read_well(
	    "{\"type\":\"run\",\"schema\":1,\"config\":{},\"inputs\":[]}\n"
	    "{\"type\":\"trade\",\"id\":1,\"symbol\":\"A\","
	    "\"side\":\"long\",\"quantity\":1,"
	    "\"entry_time\":\"2024-01-01T10:00:00Z\",\"entry_price\":5,"
	    "\"exit_time\":\"2024-01-01T11:00:00Z\",\"exit_price\":6,"
	    "\"pnl\":1,\"return\":0.2,\"bars\":1,"
	    "\"exit_reason\":\"signal\"}\n" SUMMARY END);

	(void)state;
	assert_false(doc->date_only);
	assert_int_equal(doc->n, 0);
	bt_document_free(doc);
}

static void
little_is_no_error(void **state)
{
	static const char *const texts[] = {
		"{\"type\":\"run\",\"schema\":1,\"config\":{},"
		    "\"inputs\":[]}\n" END,
		"date,equity\n",
		"date,equity\n2024-01-01,100\n",
		"date,equity\n2024-01-01,0\n2024-01-02,0\n",
		"equity\n100\n-5\n20\n",
		"pnl\n1\n-2\n",
		"date,return\n2024-01-01,-1\n2024-01-02,0.5\n",
	};
	struct bt_document *doc;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		doc = read_well(texts[i]);
		for (k = 0; k < doc->nmonths; k++)
			assert_true(isfinite(doc->month[k].ret));
		assert_non_null(doc->title);
		bt_document_free(doc);
	}
}

static void
titles(void **state)
{
	const struct bt_document_rule named = { .title = "My run",
	    .study.periods = (double)NAN };
	struct bt_err err = BT_ERR_INIT;
	struct bt_document *doc = read_text(run, &named, &err);

	(void)state;
	assert_string_equal(doc->title, "My run");
	bt_document_free(doc);
	doc = read_well("{\"type\":\"run\",\"schema\":1,\"config\":{},"
	    "\"inputs\":[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"},"
	    "{\"name\":\"d\"},{\"name\":\"e\"}]}\n" END);
	assert_string_equal(doc->title, "a, b, c and 2 more");
	bt_document_free(doc);
}

/* Writes a file to compare with; the caller removes it. */
static void
benchmark(const char *text, char path[32])
{
	int fd;

	(void)snprintf(path, 32, "/tmp/bt-document-XXXXXX");
	fd = mkstemp(path);
	assert_true(fd != -1);
	assert_true(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	(void)close(fd);
}

static struct bt_document *
compare(const char *text, const char *with, struct bt_err *err)
{
	struct bt_document_rule rule = bare;
	struct bt_document *doc;
	char path[32];

	benchmark(with, path);
	rule.benchmark = path;
	doc = read_text(text, &rule, err);
	(void)unlink(path);
	return doc;
}

static void
benchmark_is_scaled(void **state)
{
	static const char curve[] = "date,equity\n2024-01-01,100\n"
	    "2024-01-02,110\n2024-01-03,120\n2024-01-04,130\n";
	struct bt_err err = BT_ERR_INIT;
	struct bt_document *doc;

	(void)state;
	/* bars from the second day on: 110 there, and 110 x 6 / 5 at last;
	   no bar on the third day: the last close stands */
	doc = compare(curve, "date,open,high,low,close\n"
	    "2024-01-02,5,5,5,5\n2024-01-04,6,6,6,6\n", &err);
	assert_non_null(doc);
	assert_true(isnan(doc->benchmark[0]));
	assert_true(fabs(doc->benchmark[1] - 110.0) < 1e-12);
	assert_true(fabs(doc->benchmark[2] - 110.0) < 1e-12);
	assert_true(fabs(doc->benchmark[3] - 132.0) < 1e-12);
	bt_document_free(doc);
	/* a curve by its returns, from before the first day */
	doc = compare(curve, "date,return\n2023-12-31,0.5\n"
	    "2024-01-04,0.1\n", &err);
	assert_non_null(doc);
	assert_true(fabs(doc->benchmark[0] - 100.0) < 1e-12);
	assert_true(fabs(doc->benchmark[3] - 110.0) < 1e-12);
	bt_document_free(doc);
}

static void
benchmark_is_refused(void **state)
{
	static const char curve[] = "date,equity\n2024-01-01,100\n"
	    "2024-01-02,110\n";
	static const struct {
		const char	*text, *with, *why;
	} cases[] = {
		{ curve, "date,equity\n2024-02-01,1\n2024-02-02,1\n",
		    "the benchmark has no value above 0 before the run ends" },
		{ curve, "date,equity\n2024-01-01,0\n2024-01-02,0\n",
		    "the benchmark has no value above 0 before the run ends" },
		{ curve, "equity\n1\n2\n",
		    "the benchmark has no column of dates" },
		{ "equity\n1\n2\n", "date,equity\n2024-01-01,1\n",
		    "--benchmark: the input has no curve with dates to "
		    "compare with" },
	};
	struct bt_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		err = (struct bt_err)BT_ERR_INIT;
		assert_null(compare(cases[i].text, cases[i].with, &err));
		assert_string_equal(err.text, cases[i].why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(run_is_kept_whole),
		cmocka_unit_test(options_are_as_typed),
		cmocka_unit_test(same_returns_as_metrics),
		cmocka_unit_test(returns_become_levels),
		cmocka_unit_test(time_of_day_is_kept),
		cmocka_unit_test(little_is_no_error),
		cmocka_unit_test(titles),
		cmocka_unit_test(benchmark_is_scaled),
		cmocka_unit_test(benchmark_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
