/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "lib/chance/entries.h"
#include "lib/chance/remarket.h"
#include "lib/chance/rerun.h"
#include "tests/unit/bars.h"

/* Texts in files of their own, for rooms that want paths. */
struct files {
	char	dir[32], prices[64];
};

static void
write_file(struct files *f, const char *text)
{
	FILE *fp;

	(void)snprintf(f->dir, sizeof(f->dir), "/tmp/bt-test-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	(void)snprintf(f->prices, sizeof(f->prices), "%s/A.csv", f->dir);
	assert_non_null(fp = fopen(f->prices, "w"));
	assert_true(fputs(text, fp) != EOF && fclose(fp) != EOF);
}

static void
remove_file(struct files *f)
{
	(void)unlink(f->prices);
	(void)rmdir(f->dir);
}

/* Opens 1, 2, 4 ... 512 a day: a return tells how long a trade took. */
#define DOUBLING \
	"date,open,high,low,close\n" \
	"2024-01-01,1,1,1,1\n2024-01-02,2,2,2,2\n2024-01-03,4,4,4,4\n" \
	"2024-01-04,8,8,8,8\n2024-01-05,16,16,16,16\n" \
	"2024-01-06,32,32,32,32\n2024-01-07,64,64,64,64\n" \
	"2024-01-08,128,128,128,128\n2024-01-09,256,256,256,256\n" \
	"2024-01-10,512,768,512,768\n"

/* Opens 1 2 3 ... 10: the return of a trade of one bar tells when it began. */
#define COUNTING \
	"date,open,high,low,close\n" \
	"2024-01-01,1,1,1,1\n2024-01-02,2,2,2,2\n2024-01-03,3,3,3,3\n" \
	"2024-01-04,4,4,4,4\n2024-01-05,5,5,5,5\n2024-01-06,6,6,6,6\n" \
	"2024-01-07,7,7,7,7\n2024-01-08,8,8,8,8\n2024-01-09,9,9,9,9\n" \
	"2024-01-10,10,10,10,10\n"

static void
read_trades(struct bt_input *input, const char *text)
{
	const struct bt_input_rule rule = { .time = { .format = NULL } };
	struct bt_in *in = input_open(text, strlen(text), 0);
	struct bt_err err = BT_ERR_INIT;

	assert_int_equal(bt_input_read(in, &rule, input, &err), 0);
	input_close(in);
}

static struct bt_entries *
make_entries(struct bt_input *input, const char *prices, const char *trades)
{
	const struct bt_bars_settings set = { .symbol = NULL };
	struct bt_err err = BT_ERR_INIT;
	struct bt_entries *e;
	struct files f;

	write_file(&f, prices);
	read_trades(input, trades);
	e = bt_entries_new(input, &set, f.prices, 1, &err);
	remove_file(&f);
	if (e == NULL)
		fail_msg("%s", err.text);
	return e;
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/*
 * Holds of 1, 2 and 0 bars: returns 2 - 1, -(4 - 1) as it is short, and 0 but
 * on the last day, 0.5; less costs of (2 + 1) / 100, an entry value of 1 /
 * 0.01.  In any order of exits.
 */
static void
entries_keep_side_time_and_cost(void **state)
{
	struct bt_input input = { 0 };
	struct bt_entries *e = make_entries(&input, DOUBLING,
	    "symbol,side,pnl,return,commission,slippage,bars,exit_reason\n"
	    "A,long,1,0.01,2,1,1,signal\nA,short,-1,-0.01,0,0,2,signal\n"
	    "A,long,1,0.5,0,0,0,end\n");
	struct bt_rng rng;
	double ret[3];
	size_t i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		bt_rng_init(&rng, 1, i);
		bt_entries_path(e, 0, &rng, ret);
		qsort(ret, 3, sizeof(*ret), compare);
		assert_true(ret[0] == -3.0);
		assert_true(ret[1] == 0.0 || ret[1] == 0.5);
		assert_true(fabs(ret[2] - 0.97) < 1e-15);
	}
	bt_entries_free(e);
	bt_input_free(&input);
}

/*
 * Two trades of one bar among ten: they never overlap, stand in the order of
 * their exits, and every one of the days 1 to 9 is an entry.
 */
static void
entries_do_not_overlap(void **state)
{
	struct bt_input input = { 0 };
	struct bt_entries *e = make_entries(&input, COUNTING,
	    "symbol,side,pnl,return,bars,exit_reason\n"
	    "A,long,1,0.01,1,signal\nA,long,1,0.01,1,signal\n");
	double ret[2], first, second;
	size_t i, count[11] = { 0 };
	struct bt_rng rng;

	(void)state;
	for (i = 0; i < 9000; i++) {
		bt_rng_init(&rng, 2, i);
		bt_entries_path(e, 0, &rng, ret);
		first = 1.0 / ret[0];
		second = 1.0 / ret[1];
		assert_true(second > first + 0.999);
		count[(size_t)(first + 0.5)]++;
		count[(size_t)(second + 0.5)]++;
	}
	assert_true(count[0] == 0 && count[10] == 0);
	for (i = 1; i <= 9; i++)
		assert_true(count[i] > 1000);
	bt_entries_free(e);
	bt_input_free(&input);
}

/* One trade of three bars in ten: days 1 to 7, evenly; chi-square, 6 df. */
static void
an_entry_is_anywhere(void **state)
{
	struct bt_input input = { 0 };
	struct bt_entries *e = make_entries(&input, COUNTING,
	    "pnl,return,bars\n1,0.01,3\n");
	double ret[1], chi = 0, count[11] = { 0 };
	struct bt_rng rng;
	size_t i;

	(void)state;
	for (i = 0; i < 7000; i++) {
		bt_rng_init(&rng, 3, i);
		bt_entries_path(e, 0, &rng, ret);
		count[(size_t)(3.0 / ret[0] + 0.5)]++;
	}
	for (i = 1; i <= 7; i++)
		chi += (count[i] - 1000) * (count[i] - 1000) / 1000;
	assert_true(chi < 27.9);		/* 1e-4 */
	bt_entries_free(e);
	bt_input_free(&input);
}

/* Three trades of six bars in ten cannot but overlap. */
static void
a_crowd_may_overlap(void **state)
{
	struct bt_input input = { 0 };
	struct bt_entries *e = make_entries(&input, DOUBLING,
	    "pnl,return,bars\n1,0.01,6\n1,0.01,6\n1,0.01,6\n");
	struct bt_rng rng;
	double ret[3];
	size_t i;

	(void)state;
	for (i = 0; i < 100; i++) {
		bt_rng_init(&rng, 4, i);
		bt_entries_path(e, 0, &rng, ret);
		assert_true(ret[0] == 63.0 && ret[1] == 63.0 &&
		    ret[2] == 63.0);
	}
	bt_entries_free(e);
	bt_input_free(&input);
}

#define THREE_BARS \
	"date,open,high,low,close,volume,score\n" \
	"2024-01-01,10,12,9,10,5,1\n2024-01-02,11,15,10,12,6,2\n" \
	"2024-01-03,12,18,12,18,7,3\n"

static struct bt_maker *
make_maker(struct bt_err *err)
{
	struct bt_maker_rule rule = { .nadds = 0 };

	rule.role[BT_ROLE_BUY].name = "buy";
	rule.role[BT_ROLE_BUY].text = bt_span("score > 1");
	return bt_maker_new(&rule, err);
}

/* Moves in their own order are the market, to the last digit. */
static void
the_same_moves_are_the_same_market(void **state)
{
	static const uint32_t same[] = { 0, 1 }, turned[] = { 1, 0 };
	struct bt_err err = BT_ERR_INIT;
	struct bt_maker *maker = make_maker(&err);
	const struct bt_bars *real, *made;
	struct bt_market *copy;
	struct text_bars t;

	(void)state;
	assert_non_null(maker);
	text_bars_init(&t);
	t.ask.extras = bt_maker_extras(maker, &t.ask.nextras);
	assert_int_equal(text_bars_read(&t, "A.csv", THREE_BARS), 0);
	assert_non_null(copy = bt_remarket_copy(t.result.market, maker,
	    &err));
	real = bt_market_bars(t.result.market, 0);
	made = bt_market_bars(copy, 0);
	bt_remarket_write(copy, t.result.market, same);
	assert_memory_equal(made->open, real->open, 3 * sizeof(double));
	assert_memory_equal(made->high, real->high, 3 * sizeof(double));
	assert_memory_equal(made->low, real->low, 3 * sizeof(double));
	assert_memory_equal(made->close, real->close, 3 * sizeof(double));
	assert_memory_equal(made->volume, real->volume, 3 * sizeof(double));
	assert_memory_equal(made->time, real->time, 3 * sizeof(int64_t));
	/* From 10: 12 18 12 18 of 12 is 10 15 10 15; then 11 15 10 12 of 10. */
	bt_remarket_write(copy, t.result.market, turned);
	assert_true(made->open[1] == 10 && made->high[1] == 15);
	assert_true(made->low[1] == 10 && made->close[1] == 15);
	assert_true(made->volume[1] == 7 && made->volume[2] == 6);
	assert_true(fabs(made->open[2] - 16.5) < 1e-14);
	assert_true(fabs(made->high[2] - 22.5) < 1e-14);
	assert_true(fabs(made->low[2] - 15.0) < 1e-14);
	assert_true(fabs(made->close[2] - 18.0) < 1e-14);
	assert_true(((const double *)made->extra[0])[1] == 3);
	assert_true(((const double *)made->extra[0])[2] == 2);
	bt_market_free(copy);
	bt_bars_result_free(&t.result);
	bt_maker_free(maker);
}

/*
 * Every bar of DOUBLING but the last doubles: with nine of them, whatever the
 * blocks, the market is the same, and so is the run on it.  All-in from the
 * second open on, equity grows by 2^7: returns 0 0 1 1 1 1 1 1 1, and the
 * first one at the second close, whose price is its open.
 */
static void
rerun_of_an_even_market(void **state)
{
	struct bt_rerun_settings set = { .setup = { .strategy = NULL } };
	const struct bt_study_rule study_rule = { .periods = (double)NAN };
	const struct bt_rerun_rule rule = { .set = &set, .jobs = 1,
		.study = &study_rule };
	struct bt_rerun_rule r = rule;
	struct bt_err err = BT_ERR_INIT;
	struct bt_input input;
	struct bt_study study;
	struct bt_rerun *rerun;
	struct bt_rng rng;
	struct files f;
	const char *path;
	double ret[9], want[] = { 0, 1, 1, 1, 1, 1, 1, 1 };
	size_t i, k;

	(void)state;
	write_file(&f, DOUBLING);
	path = f.prices;
	r.paths = &path;
	r.npaths = 1;
	assert_int_equal(bt_opt_defaults(bt_bars_opts, &set.bars, &err), 0);
	assert_int_equal(bt_opt_defaults(bt_settings_opts, &set.engine,
	    &err), 0);
	set.bars.to = "2024-01-09";
	set.setup.expr[BT_ROLE_BUY] = "close > 0";
	if ((rerun = bt_rerun_new(&r, &input, &study, &err)) == NULL)
		fail_msg("%s", err.text);
	remove_file(&f);
	assert_int_equal(bt_rerun_length(rerun), 8);
	assert_int_equal(input.n, 9);
	assert_true(study.first == 100000 && study.last == 12800000);
	for (k = 0; k < 20; k++) {
		bt_rng_init(&rng, 1, k);
		assert_int_equal(bt_rerun_path(rerun, 0, &rng, 3.0, ret,
		    &err), 0);
		for (i = 0; i < 8; i++)
			assert_true(fabs(ret[i] - want[i]) < 1e-12);
	}
	bt_rerun_free(rerun);
	bt_input_free(&input);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_keep_side_time_and_cost),
		cmocka_unit_test(entries_do_not_overlap),
		cmocka_unit_test(an_entry_is_anywhere),
		cmocka_unit_test(a_crowd_may_overlap),
		cmocka_unit_test(the_same_moves_are_the_same_market),
		cmocka_unit_test(rerun_of_an_even_market),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
