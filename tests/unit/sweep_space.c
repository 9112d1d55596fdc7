/* SPDX-License-Identifier: ISC */
/* What -P and --where say.  Values are counted by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "lib/sweep/space.h"

static struct bt_strategy_param params[] = {
	{ "fast", "", true, 10, 1, 1000, 10 },
	{ "slow", "", true, 30, 1, 1000, 30 },
	{ "width", "", false, 2, 0, 10, 2 },
};
static const struct bt_strategy strategy = { .name = "cross",
	.params = params, .nparams = 3 };

static int
init(struct bt_space *space, const char *text, const struct bt_strategy *s,
    struct bt_err *err)
{
	*err = (struct bt_err)BT_ERR_INIT;
	return bt_space_init(space, &text, 1, NULL, s, err);
}

static void
reads_numbers(void **state)
{
	static const struct {
		const char	*text;
		size_t		 n;
		double		 v[8];
	} rows[] = {
		{ "fast=5:50:5", 10, { 5, 10, 15, 20, 25, 30, 35, 40 } },
		{ "fast=10,50,20", 3, { 10, 20, 50 } },
		{ "fast=1:3", 3, { 1, 2, 3 } },
		{ "fast=7:7", 1, { 7 } },
		{ "fast=5:14:5", 2, { 5, 10 } },
		{ "fast=1,2,10:30:10,100", 6, { 1, 2, 10, 20, 30, 100 } },
		{ "slow=10:1000:*2", 7, { 10, 20, 40, 80, 160, 320, 640 } },
		{ "slow=10:34:*1.5", 4, { 10, 15, 23, 34 } },
		{ "slow=1:4:*1.2", 4, { 1, 2, 3, 4 } },
		{ "slow=1:5:log", 5, { 1, 2, 3, 4, 5 } },
		/* 0.1 * 3 is 0.30000000000000004 in doubles. */
		{ "width=0.1:0.5:0.1", 5, { 0.1, 0.2, 0.3, 0.4, 0.5 } },
		{ "width=1e-1:5e-1:1e-1", 5, { 0.1, 0.2, 0.3, 0.4, 0.5 } },
		{ "width=0.1:0.9:*3", 3, { 0.1, 0.3, 0.9 } },
		{ "stop-loss=2%:10%:2%", 5, { 0.02, 0.04, 0.06, 0.08, 0.1 } },
		{ "stop-loss=0,5%,25bps", 3, { 0, 0.0025, 0.05 } },
		{ "holding-period=0,5,20", 3, { 0, 5, 20 } },
		{ NULL, 0, { 0 } }
	};
	struct bt_space s;
	struct bt_err err;
	size_t i, k;

	(void)state;
	for (i = 0; rows[i].text != NULL; i++) {
		if (init(&s, rows[i].text, &strategy, &err) == -1)
			fail_msg("%s: %s", rows[i].text, err.text);
		assert_int_equal(s.ndims, 1);
		if (s.dim[0].levels != rows[i].n)
			fail_msg("%s: %zu values", rows[i].text,
			    s.dim[0].levels);
		for (k = 0; k < rows[i].n && k < 8; k++)
			if (s.dim[0].value[k] != rows[i].v[k])
				fail_msg("%s: value %zu is %.17g",
				    rows[i].text, k, s.dim[0].value[k]);
		assert_true(s.dim[0].lo == s.dim[0].value[0]);
		bt_space_free(&s);
	}
}

static void
knows_what_is_varied(void **state)
{
	struct bt_space s;
	struct bt_err err;

	(void)state;
	assert_int_equal(init(&s, "slow=1:3", &strategy, &err), 0);
	assert_int_equal(s.dim[0].of, BT_DIM_PARAM);
	assert_int_equal(s.dim[0].kind, BT_DIM_INTEGER);
	assert_int_equal(s.dim[0].param, 1);
	bt_space_free(&s);
	assert_int_equal(init(&s, "width=0.5:4", &strategy, &err), 0);
	assert_int_equal(s.dim[0].kind, BT_DIM_REAL);
	assert_int_equal(s.dim[0].levels, 0);
	assert_true(s.dim[0].lo == 0.5 && s.dim[0].hi == 4);
	assert_false(bt_space_is_grid(&s));
	bt_space_free(&s);
	assert_int_equal(init(&s, "stop-loss=1%:20%:log", &strategy, &err), 0);
	assert_int_equal(s.dim[0].of, BT_DIM_OPTION);
	assert_true(s.dim[0].log);
	bt_space_free(&s);
	/* Without a strategy, whole numbers make a whole parameter. */
	assert_int_equal(init(&s, "n=5:9", NULL, &err), 0);
	assert_int_equal(s.dim[0].kind, BT_DIM_INTEGER);
	assert_int_equal(s.dim[0].levels, 5);
	bt_space_free(&s);
	assert_int_equal(init(&s, "n=5:9.0", NULL, &err), 0);
	assert_int_equal(s.dim[0].levels, 0);
	bt_space_free(&s);
}

static void
reads_names(void **state)
{
	static const struct {
		const char	*text;
		size_t		 n;
		const char	*v[3];
	} rows[] = {
		{ "intrabar=worst, best", 2, { "worst", "best" } },
		{ "full-holding=true,false", 2, { "true", "false" } },
		{ "commission=none,percent:0.1%", 2, { "none",
		    "percent:0.1%" } },
		{ "commission=per-share:0.005,min=1,max=0.5%,none,per-order:1",
		    3, { "per-share:0.005,min=1,max=0.5%", "none",
		    "per-order:1" } },
		{ "signal=a,b", 2, { "a", "b" } },
		{ NULL, 0, { NULL } }
	};
	struct bt_buf text = { 0 };
	struct bt_space s;
	struct bt_err err;
	size_t i, k;

	(void)state;
	for (i = 0; rows[i].text != NULL; i++) {
		if (init(&s, rows[i].text, NULL, &err) == -1)
			fail_msg("%s: %s", rows[i].text, err.text);
		assert_int_equal(s.dim[0].kind, BT_DIM_CHOICE);
		assert_int_equal(s.dim[0].levels, rows[i].n);
		for (k = 0; k < rows[i].n; k++) {
			text.n = 0;
			assert_int_equal(bt_dim_text(&s.dim[0], (double)k,
			    &text, &err), 0);
			assert_string_equal(text.s, rows[i].v[k]);
		}
		bt_space_free(&s);
	}
	bt_buf_free(&text);
}

static const char *const wrong[][2] = {
	{ "fast", "-P: want NAME=VALUES as in fast=5:50:5, got "
	    "'fast'" },
	{ "fast=", "-P: want NAME=VALUES as in fast=5:50:5, got "
	    "'fast='" },
	{ "=5", "-P: want NAME=VALUES as in fast=5:50:5, got '=5'" },
	{ "fsat=5", "-P: 'fsat' is neither a parameter of 'cross' nor "
	    "an option of bt-run; did you mean 'fast'?" },
	{ "stop-los=5%", "-P: 'stop-los' is neither a parameter of "
	    "'cross' nor an option of bt-run; did you mean "
	    "'stop-loss'?" },
	{ "frobnicate=1", "-P: 'frobnicate' is neither a parameter of "
	    "'cross' nor an option of bt-run; its parameters are "
	    "fast, slow, width" },
	{ "fast=0:50:5", "-P fast: want an integer from 1 to 1000, "
	    "got '0'" },
	{ "fast=5:5000:5", "-P fast: want an integer from 1 to 1000, "
	    "got '5000'" },
	{ "fast=2.5", "-P fast: want an integer from 1 to 1000, got "
	    "'2.5'" },
	{ "fast=x", "-P fast: want an integer from 1 to 1000, got "
	    "'x'" },
	{ "fast=5,,6", "-P fast: want an integer from 1 to 1000, got "
	    "''" },
	{ "fast=5:10:2.5", "-P fast: want an integer from 1 to 1000, "
	    "got '2.5'" },
	{ "fast=50:5:5", "-P fast: the range '50:5:5' ends before it "
	    "begins" },
	{ "fast=5:50:0", "-P fast: want a step above 0, got "
	    "'5:50:0'" },
	{ "fast=5:50:-5", "-P fast: want a step above 0, got "
	    "'5:50:-5'" },
	{ "fast=5:50:*1", "-P fast: want a start above 0 and a factor "
	    "above 1, got '5:50:*1'" },
	{ "width=0:5:log", "-P width: log wants a range above 0, got "
	    "'0:5:log'" },
	{ "fast=5:50:lag", "-P fast: want a step as 5, *2 or log, got "
	    "'lag'" },
	{ "fast=5:50:5:5", "-P fast: want lo:hi:step, got "
	    "'5:50:5:5'" },
	{ "fast=1,5:50", "-P fast: a range in a list wants a step: "
	    "'5:50'" },
	{ "fast=5,6,5", "-P fast: the value 5 comes twice" },
	{ "width=0:10:1e-6", "-P width: more than 1000000 values; "
	    "take a wider step" },
	{ "stop-loss=2", "-P stop-loss: want a number from 0 to "
	    "0.999999, got '2'" },
	{ "intrabar=worst,bst", "--intrabar: want "
	    "worst|best|ohlc|olhc|nearest, got 'bst'" },
	{ "intrabar=worst,worst", "-P intrabar: the value worst comes "
	    "twice" },
	{ "intrabar=worst,", "-P intrabar: a value is empty" },
	{ "commission=percnt:1%", "--commission: no method 'percnt'; "
	    "did you mean 'percent'?" },
	{ "preset=scanner", "-P: 'preset' cannot be varied" },
	{ NULL, NULL }
};

static void
refuses(void **state)
{
	struct bt_space s;
	struct bt_err err;
	size_t i;

	(void)state;
	for (i = 0; wrong[i][0] != NULL; i++) {
		assert_int_equal(init(&s, wrong[i][0], &strategy, &err), -1);
		assert_int_equal(err.code, BT_EUSAGE);
		assert_string_equal(err.text, wrong[i][1]);
	}
	assert_int_equal(init(&s, "close=1,2", NULL, &err), -1);
	assert_string_equal(err.text, "-P: 'close' is a word of the "
	    "expression language; take another name");
}

static void
refuses_a_name_twice(void **state)
{
	static const char *const text[] = { "fast=1:3", "slow=5", "fast=7" };
	struct bt_err err = BT_ERR_INIT;
	struct bt_space s;

	(void)state;
	assert_int_equal(bt_space_init(&s, text, 3, NULL, &strategy, &err),
	    -1);
	assert_string_equal(err.text, "-P: 'fast' is given twice");
}

/* The last one varies fastest. */
static void
walks_the_grid(void **state)
{
	static const char *const text[] = { "fast=5,10", "intrabar=worst,best",
		"stop-loss=1%,2%,3%" };
	static const double want[12][3] = {
		{ 5, 0, 0.01 }, { 5, 0, 0.02 }, { 5, 0, 0.03 },
		{ 5, 1, 0.01 }, { 5, 1, 0.02 }, { 5, 1, 0.03 },
		{ 10, 0, 0.01 }, { 10, 0, 0.02 }, { 10, 0, 0.03 },
		{ 10, 1, 0.01 }, { 10, 1, 0.02 }, { 10, 1, 0.03 },
	};
	struct bt_err err = BT_ERR_INIT;
	struct bt_space s;
	double point[3];
	uint64_t i, n;

	(void)state;
	assert_int_equal(bt_space_init(&s, text, 3, NULL, &strategy, &err), 0);
	assert_true(bt_space_is_grid(&s));
	assert_int_equal(bt_space_size(&s, &n, &err), 0);
	assert_int_equal(n, 12);
	for (i = 0; i < n; i++) {
		bt_space_point(&s, i, point);
		assert_memory_equal(point, want[i], sizeof(point));
	}
	bt_space_free(&s);
}

static void
counts_to_the_limit(void **state)
{
	static const char *const text[] = { "a=1:1000000", "b=1:1000000",
		"c=1:1000000", "d=1:10" };
	struct bt_err err = BT_ERR_INIT;
	struct bt_space s;
	uint64_t n;

	(void)state;
	assert_int_equal(bt_space_init(&s, text, 3, NULL, NULL, &err), 0);
	assert_int_equal(bt_space_size(&s, &n, &err), 0);
	assert_true(n == 1000000000000000000);
	bt_space_free(&s);
	assert_int_equal(bt_space_init(&s, text, 4, NULL, NULL, &err), 0);
	assert_int_equal(bt_space_size(&s, &n, &err), -1);
	assert_string_equal(err.text, "-P: more than 2^63 combinations; vary "
	    "less, or sample with --method random");
	bt_space_free(&s);
	err = (struct bt_err)BT_ERR_INIT;
	assert_int_equal(bt_space_init(&s, text, 0, NULL, NULL, &err), 0);
	assert_int_equal(bt_space_size(&s, &n, &err), 0);
	assert_int_equal(n, 1);
	bt_space_free(&s);
}

static void
asks_where(void **state)
{
	static const char *const text[] = { "fast=5,40", "stop-loss=1%,5%" };
	struct bt_err err = BT_ERR_INIT;
	struct bt_space s;
	double point[2] = { 5, 0.01 };

	(void)state;
	/* slow is not varied: it is 30. */
	assert_int_equal(bt_space_init(&s, text, 2,
	    "fast < slow and stop_loss < 3%", &strategy, &err), 0);
	assert_true(bt_space_allows(&s, point));
	point[0] = 40;
	assert_false(bt_space_allows(&s, point));
	point[0] = 5;
	point[1] = 0.05;
	assert_false(bt_space_allows(&s, point));
	bt_space_free(&s);
	assert_int_equal(bt_space_init(&s, text, 2, "fats < slow", &strategy,
	    &err), -1);
	assert_string_equal(err.text, "unknown name 'fats'; did you mean "
	    "'fast'?\n    fats < slow\n    ^");
	err = (struct bt_err)BT_ERR_INIT;
	assert_int_equal(bt_space_init(&s, text, 2, "fast + slow", &strategy,
	    &err), -1);
	assert_string_equal(err.text, "--where: want a condition as in 'fast "
	    "< slow', got 'fast + slow'");
}

/* at(unit(v)) is v for all levels; each has an equal part. */
static void
maps_to_the_unit(void **state)
{
	static const char *const text[] = { "fast=5,7,9,100",
		"intrabar=worst,best,ohlc", "width=0.5:4", "slow=1:100:log",
		"stop-loss=1%:16%:log" };
	struct bt_err err = BT_ERR_INIT;
	struct bt_space s;
	const struct bt_dim *d;
	double v;
	size_t i, k;

	(void)state;
	assert_int_equal(bt_space_init(&s, text, 5, NULL, &strategy, &err), 0);
	for (i = 0; i < 5; i++) {
		d = &s.dim[i];
		for (k = 0; k < d->levels; k++) {
			v = d->kind == BT_DIM_CHOICE ? (double)k : d->value[k];
			assert_true(bt_dim_at(d, bt_dim_unit(d, v)) == v);
		}
		assert_true(bt_dim_at(d, 0) ==
		    (d->kind == BT_DIM_CHOICE ? 0 : d->lo));
	}
	assert_true(bt_dim_at(&s.dim[0], 0.24) == 5);
	assert_true(bt_dim_at(&s.dim[0], 0.26) == 7);
	assert_true(bt_dim_at(&s.dim[0], 1) == 100);
	assert_true(bt_dim_at(&s.dim[2], 0.5) == 2.25);
	assert_true(bt_dim_unit(&s.dim[2], 2.25) == 0.5);
	/* Halfway from 0.01 to 0.16 in the logarithm is 0.04. */
	assert_true(fabs(bt_dim_at(&s.dim[4], 0.5) - 0.04) < 1e-15);
	assert_true(fabs(bt_dim_unit(&s.dim[4], 0.04) - 0.5) < 1e-15);
	/* Of 0.5 .. 100.5, half of the logarithm is sqrt(50.25) = 7.09. */
	assert_true(bt_dim_at(&s.dim[3], 0.5) == 7);
	bt_space_free(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_numbers),
		cmocka_unit_test(knows_what_is_varied),
		cmocka_unit_test(reads_names),
		cmocka_unit_test(refuses),
		cmocka_unit_test(refuses_a_name_twice),
		cmocka_unit_test(walks_the_grid),
		cmocka_unit_test(counts_to_the_limit),
		cmocka_unit_test(asks_where),
		cmocka_unit_test(maps_to_the_unit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
