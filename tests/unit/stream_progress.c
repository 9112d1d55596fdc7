/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "lib/base/time.h"
#include "lib/stream/progress.h"

/* A clock and a terminal of the test's own. */
static int64_t	now;
static char	shown[4096];
static size_t	nshown;

static int64_t
clock_ns(void)
{
	return now;
}

static void
put(const char *s, size_t n)
{
	assert_true(n < sizeof(shown) - nshown);
	memcpy(shown + nshown, s, n);
	nshown += n;
	shown[nshown] = '\0';
}

static void
usage(double *memory_mb, double *cpu_seconds)
{
	*memory_mb = 12.34;
	*cpu_seconds = now == 1000 ? 5 : 8;
}

static int
start(void **state)
{
	(void)state;
	now = 1000;
	nshown = 0;
	shown[0] = '\0';
	return 0;
}

static const struct bt_progress_rule	json = { BT_PROGRESS_JSON, clock_ns,
	put, usage, 0 };
static const struct bt_progress_rule	bar = { BT_PROGRESS_BAR, clock_ns,
	put, NULL, 72 };

/* 2020-01-02 is day 18263 (date -d @1577923200). */
static const struct bt_progress_state	half = { .done = 500, .total = 1000,
	.date = 18263 * BT_NS_DAY, .trades = 7, .equity = 101.456,
	.drawdown = -0.12345 };

static void
json_a_second(void **state)
{
	struct bt_progress p;

	(void)state;
	bt_progress_begin(&p, &json);
	bt_progress_show(&p, &half);
	now += BT_NS_SECOND - 1;
	bt_progress_show(&p, &half);
	assert_string_equal(shown, "");
	/* 500 in 2 s: 250 a second, 2 s for the other 500; 8 - 5 s of cpu. */
	now = 1000 + 2 * BT_NS_SECOND;
	bt_progress_show(&p, &half);
	assert_string_equal(shown, "{\"type\":\"progress\","
	    "\"percentage\":50,\"current_date\":\"2020-01-02\","
	    "\"processed\":500,\"total\":1000,\"eta_seconds\":2,\"rate\":250,"
	    "\"trades\":7,\"equity\":101.46,\"drawdown\":-0.1235,"
	    "\"memory_mb\":12.3,\"cpu_percent\":150}\n");
}

static void
json_without_values(void **state)
{
	struct bt_progress_state none = { .date = BT_TIME_NONE,
		.equity = NAN, .drawdown = NAN };
	struct bt_progress_rule rule = json;
	struct bt_progress p;

	(void)state;
	rule.usage = NULL;
	bt_progress_begin(&p, &rule);
	bt_progress_end(&p, &none);
	assert_string_equal(shown, "{\"type\":\"progress\","
	    "\"percentage\":null,\"current_date\":null,"
	    "\"processed\":0,\"total\":null,\"eta_seconds\":null,"
	    "\"rate\":null,\"trades\":0,\"equity\":null,\"drawdown\":null,"
	    "\"memory_mb\":null,\"cpu_percent\":null}\n");
}

/* 460 of 920 trials in 2 s. */
static void
trials_tell_the_best(void **state)
{
	static const struct bt_progress_trials st = { 460, 920, 0.54211161 };
	static const struct bt_progress_trials none = { 0, 0, NAN };
	struct bt_progress p;

	(void)state;
	bt_progress_begin(&p, &json);
	now += 2 * BT_NS_SECOND;
	bt_progress_show_trials(&p, &st);
	assert_string_equal(shown, "{\"type\":\"progress\","
	    "\"percentage\":50,\"done\":460,\"total\":920,"
	    "\"eta_seconds\":2,\"rate\":230,\"best\":0.542112,"
	    "\"memory_mb\":12.3,\"cpu_percent\":150}\n");
	nshown = 0;
	bt_progress_show_trials(&p, &st);
	assert_true(nshown == 0);
	bt_progress_end_trials(&p, &none);
	assert_non_null(strstr(shown, "\"done\":0,\"total\":null,"
	    "\"eta_seconds\":null,\"rate\":0,\"best\":null"));
	nshown = 0;
	bt_progress_begin(&p, &bar);
	now += 2 * BT_NS_SECOND;
	bt_progress_show_trials(&p, &st);
	assert_memory_equal(shown, "\r[##########----------] 50%  "
	    "best 0.5421  230/s  2 s left ", 57);
	nshown = 0;
	bt_progress_end_trials(&p, &st);
	assert_true(nshown == 73 && shown[72] == '\r');
}

static void
bar_and_its_end(void **state)
{
	struct bt_progress p;

	(void)state;
	bt_progress_begin(&p, &bar);
	now += 2 * BT_NS_SECOND;
	bt_progress_show(&p, &half);
	assert_true(nshown == 72);
	assert_memory_equal(shown, "\r[##########----------] 50%  2020-01-02"
	    "  250/s  2 s left ", 57);
	nshown = 0;
	bt_progress_end(&p, &half);
	assert_true(nshown == 73);
	assert_true(shown[0] == '\r' && shown[72] == '\r');
	assert_true(strspn(shown + 1, " ") == 71);
}

static void
a_short_job_shows_nothing(void **state)
{
	struct bt_progress p;

	(void)state;
	bt_progress_begin(&p, &bar);
	bt_progress_show(&p, &half);
	bt_progress_end(&p, &half);
	assert_true(nshown == 0);
}

static void
a_narrow_terminal(void **state)
{
	struct bt_progress_rule rule = bar;
	struct bt_progress p;

	(void)state;
	rule.width = 10;
	bt_progress_begin(&p, &rule);
	now += BT_NS_SECOND;
	bt_progress_show(&p, &half);
	assert_string_equal(shown, "\r[########");
}

static void
none(void **state)
{
	struct bt_progress_rule rule = { .style = BT_PROGRESS_NONE };
	struct bt_progress p;

	(void)state;
	bt_progress_begin(&p, &rule);
	bt_progress_show(&p, &half);
	bt_progress_end(&p, &half);
	assert_true(nshown == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(json_a_second, start),
		cmocka_unit_test_setup(json_without_values, start),
		cmocka_unit_test_setup(trials_tell_the_best, start),
		cmocka_unit_test_setup(bar_and_its_end, start),
		cmocka_unit_test_setup(a_short_job_shows_nothing, start),
		cmocka_unit_test_setup(a_narrow_terminal, start),
		cmocka_unit_test_setup(none, start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
