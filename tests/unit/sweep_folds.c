/* SPDX-License-Identifier: ISC */
/* Folds, splits and paths; what training must keep away from. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "lib/base/rng.h"
#include "lib/sweep/folds.h"

static struct bt_folds
make(const char *text, size_t steps)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_folds_rule rule;
	struct bt_folds f = { 0 };

	if (bt_folds_parse(text, &rule, &err) == -1 ||
	    bt_folds_init(&f, &rule, steps, &err) == -1)
		fail_msg("%s: %s", text, err.text);
	return f;
}

static void
print(char buf[256], const struct bt_folds_range *range, size_t n)
{
	size_t i, at = 0;

	buf[0] = '\0';
	for (i = 0; i < n; i++)
		at += (size_t)snprintf(buf + at, 256 - at, "%s%zu-%zu",
		    i == 0 ? "" : " ", range[i].first, range[i].end);
}

/* Train and test of the split that tests these folds, "0110..". */
static void
check(const struct bt_folds *f, const struct bt_folds_reach *reach,
    const char *folds, const char *train, const char *test)
{
	struct bt_folds_range range[BT_FOLDS_MAX];
	bool tested[BT_FOLDS_MAX];
	char buf[256];
	size_t i;

	for (i = 0; i < f->folds; i++)
		tested[i] = folds[i] == '1';
	print(buf, range, bt_folds_train(f, tested, reach, range));
	assert_string_equal(train, buf);
	print(buf, range, bt_folds_test(f, tested, range));
	assert_string_equal(test, buf);
}

/* 40 steps in folds of eight; 1 % of 40 is rounded up to one step. */
static void
embargoes_behind_tests(void **state)
{
	struct bt_folds f = make("folds=5", 40);
	struct bt_folds_reach reach[BT_FOLDS_MAX];

	(void)state;
	assert_int_equal(1, f.embargo);
	bt_folds_reach_init(&f, reach);
	check(&f, reach, "10000", "9-40", "0-8");
	check(&f, reach, "01000", "0-8 17-40", "8-16");
	check(&f, reach, "00001", "0-32", "32-40");
	f = make("folds=5,test=2,embargo=3", 40);
	check(&f, reach, "10001", "11-32", "0-8 32-40");
	check(&f, reach, "01100", "0-8 27-40", "8-24");
	check(&f, reach, "01010", "0-8 19-24 35-40", "8-16 24-32");
	/* Longer than the fold behind the test: nothing of it is left. */
	f = make("folds=5,test=2,embargo=9", 40);
	check(&f, reach, "01010", "0-8", "8-16 24-32");
	check(&f, reach, "01100", "0-8 33-40", "8-24");
	f = make("folds=5,test=2,embargo=10000", 40);
	check(&f, reach, "11000", "", "0-16");
}

static void
purges_both_sides(void **state)
{
	struct bt_folds f = make("folds=5,test=2,purge=3,embargo=1", 40);
	struct bt_folds_reach reach[BT_FOLDS_MAX];

	(void)state;
	bt_folds_reach_init(&f, reach);
	check(&f, reach, "11000", "20-40", "0-16");
	check(&f, reach, "10100", "12-13 28-40", "0-8 16-24");
	check(&f, reach, "01100", "0-5 28-40", "8-24");
	check(&f, reach, "00011", "0-21", "24-40");
	check(&f, reach, "10001", "12-29", "0-8 32-40");
	f = make("folds=5,purge=100,embargo=0", 40);
	bt_folds_reach_init(&f, reach);
	check(&f, reach, "00100", "", "16-24");
}

static void
purges_what_is_held_across(void **state)
{
	struct bt_folds f = make("folds=5,embargo=2,purge=trades", 40);
	struct bt_folds_reach reach[BT_FOLDS_MAX];

	(void)state;
	bt_folds_reach_init(&f, reach);
	/* Up to the step before a border, and from it on: not across. */
	bt_folds_reach_add(&f, reach, 5, 7);
	bt_folds_reach_add(&f, reach, 8, 15);
	check(&f, reach, "10000", "10-40", "0-8");
	check(&f, reach, "01000", "0-8 18-40", "8-16");
	/* Over 8: from 6 up to and with 9.  The wider of two counts. */
	bt_folds_reach_add(&f, reach, 6, 9);
	bt_folds_reach_add(&f, reach, 7, 8);
	check(&f, reach, "10000", "12-40", "0-8");
	check(&f, reach, "01000", "0-6 18-40", "8-16");
	/* Over 24 and 32, the last border. */
	bt_folds_reach_add(&f, reach, 20, 33);
	check(&f, reach, "00100", "0-16 36-40", "16-24");
	check(&f, reach, "00010", "0-20 36-40", "24-32");
	check(&f, reach, "00001", "0-20", "32-40");
	/* Over all of it: nothing is independent of any test. */
	bt_folds_reach_add(&f, reach, 0, 39);
	check(&f, reach, "00100", "", "16-24");
	check(&f, reach, "10000", "", "0-8");
	check(&f, reach, "00001", "", "32-40");
}

/* 43 steps in 5: 8 8 9 9 9, as 43 i / 5 rounds down to 0 8 17 25 34 43. */
static void
shares_out_what_is_over(void **state)
{
	static const size_t border[] = { 0, 8, 17, 25, 34, 43 };
	struct bt_folds f = make("folds=5", 43);
	size_t i;

	(void)state;
	for (i = 0; i <= 5; i++)
		assert_int_equal(border[i], bt_folds_border(&f, i));
}

/*
 * Lopez de Prado 2018, 12.4.1: N = 6, k = 2 gives 15 splits and 5 paths, and
 * figure 12.1 is the order of the splits: (1,2) (1,3) ... (5,6).  Path j has
 * the j-th test of every group (figure 12.2).
 */
static void
combines_as_published(void **state)
{
	static const char *const splits[] = { "110000", "101000", "100100",
		"100010", "100001", "011000", "010100", "010010", "010001",
		"001100", "001010", "001001", "000110", "000101", "000011" };
	static const size_t paths[5][6] = {
		{ 0, 0, 1, 2, 3, 4 }, { 1, 5, 5, 6, 7, 8 },
		{ 2, 6, 9, 9, 10, 11 }, { 3, 7, 10, 12, 12, 13 },
		{ 4, 8, 11, 13, 14, 14 } };
	struct bt_folds f = make("folds=6,test=2", 60);
	bool tested[BT_FOLDS_MAX];
	size_t s, i, at[5 * 6];

	(void)state;
	assert_int_equal(15, f.splits);
	assert_int_equal(5, f.paths);
	for (s = 0; s < f.splits; s++) {
		bt_folds_split(&f, s, tested);
		for (i = 0; i < 6; i++)
			assert_int_equal(splits[s][i] == '1', tested[i]);
	}
	bt_folds_paths(&f, at);
	for (s = 0; s < 5; s++)
		for (i = 0; i < 6; i++)
			assert_int_equal(paths[s][i], at[s * 6 + i]);
	f = make("folds=10,test=5", 100);
	assert_int_equal(252, f.splits);	/* 10! / (5! 5!) */
	assert_int_equal(126, f.paths);
	f = make("folds=100", 200);
	assert_int_equal(100, f.splits);
	assert_int_equal(1, f.paths);
}

#define STEPS 90

/* A random rule, split and holdings, and both answers for every step. */
struct round {
	struct bt_folds		f;
	struct bt_folds_reach	reach[BT_FOLDS_MAX];
	bool			tested[BT_FOLDS_MAX];
	bool			fast[STEPS], test[STEPS], held[STEPS];
	size_t			entry[4], last[4], nheld;
};

static void
draw(struct round *r, struct bt_rng *rng)
{
	size_t k, n = 2 + (size_t)bt_rng_below(rng, 8);
	size_t steps = 40 + (size_t)bt_rng_below(rng, STEPS - 39);
	char text[64];

	(void)snprintf(text, sizeof(text), "folds=%zu,test=%zu,embargo=%zu",
	    n, 1 + (size_t)bt_rng_below(rng, n - 1),
	    (size_t)bt_rng_below(rng, 6));
	r->f = make(text, steps);
	bt_folds_split(&r->f, (size_t)bt_rng_below(rng, r->f.splits),
	    r->tested);
	bt_folds_reach_init(&r->f, r->reach);
	r->nheld = (size_t)bt_rng_below(rng, 5);
	for (k = 0; k < r->nheld; k++) {
		r->entry[k] = (size_t)bt_rng_below(rng, steps);
		r->last[k] = r->entry[k] + (size_t)bt_rng_below(rng, 12);
		if (r->last[k] >= steps)
			r->last[k] = steps - 1;
		bt_folds_reach_add(&r->f, r->reach, r->entry[k], r->last[k]);
	}
}

static void
mark(bool *step, const struct bt_folds_range *range, size_t n)
{
	size_t i, k;

	memset(step, 0, STEPS * sizeof(*step));
	for (k = 0; k < n; k++)
		for (i = range[k].first; i < range[k].end; i++)
			step[i] = true;
}

/* What is tested, and all of a holding that touches it. */
static void
hold(struct round *r)
{
	size_t i, k;
	bool touches;

	memcpy(r->held, r->test, sizeof(r->held));
	for (k = 0; k < r->nheld; k++) {
		touches = false;
		for (i = r->entry[k]; i <= r->last[k]; i++)
			touches |= r->test[i];
		for (i = r->entry[k]; touches && i <= r->last[k]; i++)
			r->held[i] = true;
	}
}

/* A step trains if neither it nor one of the embargo before it is held. */
static void
agrees_with_the_slow_way(void **state)
{
	const uint64_t seed = 20240202;
	struct bt_folds_range range[BT_FOLDS_MAX];
	struct bt_rng rng;
	struct round r;
	uint64_t round;
	size_t s, k;
	bool trains;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	for (round = 0; round < 500; round++) {
		bt_rng_init(&rng, seed, round);
		draw(&r, &rng);
		mark(r.test, range, bt_folds_test(&r.f, r.tested, range));
		mark(r.fast, range, bt_folds_train(&r.f, r.tested, r.reach,
		    range));
		hold(&r);
		for (s = 0; s < r.f.steps; s++) {
			trains = true;
			for (k = 0; k <= r.f.embargo && k <= s; k++)
				trains &= !r.held[s - k];
			assert_int_equal(trains, r.fast[s]);
		}
	}
}

static void
refuses(void **state)
{
	static const struct {
		const char	*text, *message;
	} bad[] = {
		{ "", "--cv: no ''; there is folds, test, embargo, purge" },
		{ "test=2", "--cv: want folds, as in 'folds=5'" },
		{ "folds=1", "--cv: want folds=a number from 2 to 100, got "
		    "'1'" },
		{ "folds=101", "--cv: want folds=a number from 2 to 100, got "
		    "'101'" },
		{ "folds", "--cv: want folds=a number from 2 to 100, got ''" },
		{ "flods=5", "--cv: no 'flods'; there is folds, test, "
		    "embargo, purge; did you mean 'folds'?" },
		{ "folds=5,folds=6", "--cv: 'folds' is given twice" },
		{ "folds=5,test=0", "--cv: want test=a number of folds, got "
		    "'0'" },
		{ "folds=5,test=5", "--cv: want test smaller than folds, got "
		    "5 of 5" },
		{ "folds=5,embargo=0.01", "--cv: want embargo=a number of "
		    "bars, or a share of all bars from 0% to 50%, got "
		    "'0.01'" },
		{ "folds=5,embargo=51%", "--cv: want embargo=a number of "
		    "bars, or a share of all bars from 0% to 50%, got "
		    "'51%'" },
		{ "folds=5,embargo=-1%", "--cv: want embargo=a number of "
		    "bars, or a share of all bars from 0% to 50%, got "
		    "'-1%'" },
		{ "folds=5,purge=deals", "--cv: want purge=a number of bars, "
		    "or 'trades', got 'deals'" },
	};
	struct bt_folds_rule rule;
	struct bt_folds f;
	struct bt_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		err = (struct bt_err)BT_ERR_INIT;
		assert_int_equal(-1, bt_folds_parse(bad[i].text, &rule,
		    &err));
		assert_int_equal(BT_EUSAGE, err.code);
		assert_string_equal(bad[i].message, err.text);
	}
	err = (struct bt_err)BT_ERR_INIT;
	assert_int_equal(0, bt_folds_parse("folds=20,test=10", &rule, &err));
	assert_int_equal(-1, bt_folds_init(&f, &rule, 1000, &err));
	assert_string_equal("--cv: 10 of 20 folds can be tested in more than "
	    "10000 ways", err.text);
	err = (struct bt_err)BT_ERR_INIT;
	assert_int_equal(0, bt_folds_parse("folds=20", &rule, &err));
	assert_int_equal(-1, bt_folds_init(&f, &rule, 39, &err));
	assert_string_equal("--cv: 20 folds want 40 bars at least, the data "
	    "have 39", err.text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(embargoes_behind_tests),
		cmocka_unit_test(purges_both_sides),
		cmocka_unit_test(purges_what_is_held_across),
		cmocka_unit_test(shares_out_what_is_over),
		cmocka_unit_test(combines_as_published),
		cmocka_unit_test(agrees_with_the_slow_way),
		cmocka_unit_test(refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
