/* SPDX-License-Identifier: ISC */
#include "lib/sweep/folds.h"

#include <math.h>

/* n over k, k <= n <= BT_FOLDS_MAX, or a number above the most allowed. */
static size_t
choose(size_t n, size_t k)
{
	size_t i, c = 1;

	k = k < n - k ? k : n - k;
	for (i = 1; i <= k && c <= BT_FOLDS_SPLITS_MAX; i++)
		c = c * (n - k + i) / i;	/* exact, and ascending */
	return c;
}

int
bt_folds_init(struct bt_folds *f, const struct bt_folds_rule *rule,
    size_t steps, struct bt_err *err)
{
	*f = (struct bt_folds){ .steps = steps, .folds = rule->folds,
		.test = rule->test, .by_trades = rule->by_trades,
		.purge = rule->purge, .embargo = rule->embargo +
		(size_t)ceil(rule->embargo_share * (double)steps) };
	f->splits = choose(f->folds, f->test);
	if (f->splits > BT_FOLDS_SPLITS_MAX)
		return bt_err_set(err, BT_EUSAGE, "--cv: %zu of %zu folds can "
		    "be tested in more than %d ways", f->test, f->folds,
		    BT_FOLDS_SPLITS_MAX);
	f->paths = f->splits * f->test / f->folds;
	if (steps < 2 * f->folds)
		return bt_err_set(err, BT_EUSAGE, "--cv: %zu folds want %zu "
		    "bars at least, the data have %zu", f->folds,
		    2 * f->folds, steps);
	return 0;
}

size_t
bt_folds_border(const struct bt_folds *f, size_t i)
{
	return f->steps / f->folds * i + f->steps % f->folds * i / f->folds;
}

void
bt_folds_split(const struct bt_folds *f, size_t s, bool *tested)
{
	size_t i, with, left = f->test;

	for (i = 0; i < f->folds; i++) {
		/* Of what is left, the splits that test fold i come first. */
		with = left == 0 ? 0 : choose(f->folds - i - 1,
		    left - 1);
		tested[i] = s < with;
		if (tested[i])
			left--;
		else
			s -= with;
	}
}

void
bt_folds_paths(const struct bt_folds *f, size_t *at)
{
	size_t count[BT_FOLDS_MAX] = { 0 }, s, i;
	bool tested[BT_FOLDS_MAX];

	for (s = 0; s < f->splits; s++) {
		bt_folds_split(f, s, tested);
		for (i = 0; i < f->folds; i++)
			if (tested[i])
				at[count[i]++ * f->folds + i] = s;
	}
}

void
bt_folds_reach_init(const struct bt_folds *f, struct bt_folds_reach *reach)
{
	size_t i, at;

	for (i = 0; i < f->folds; i++) {
		at = bt_folds_border(f, i);
		reach[i].before = at > f->purge ? at - f->purge : 0;
		reach[i].after = f->steps - at > f->purge ? at + f->purge :
		    f->steps;
	}
}

void
bt_folds_reach_add(const struct bt_folds *f, struct bt_folds_reach *reach,
    size_t entry, size_t last)
{
	size_t i, at;

	/* The first border behind the entry: entry < border. */
	i = entry / (f->steps / f->folds + 1);
	for (; i < f->folds && (at = bt_folds_border(f, i)) <= last; i++) {
		if (at <= entry)
			continue;
		if (entry < reach[i].before)
			reach[i].before = entry;
		if (last >= reach[i].after)
			reach[i].after = last + 1;
	}
}

/* The next run of folds that are tested or not, from fold *i on. */
static bool
next_run(const struct bt_folds *f, const bool *tested, bool want, size_t *i,
    size_t *end)
{
	while (*i < f->folds && tested[*i] != want)
		++*i;
	for (*end = *i; *end < f->folds && tested[*end] == want; ++*end)
		;
	return *i < f->folds;
}

size_t
bt_folds_train(const struct bt_folds *f, const bool *tested,
    const struct bt_folds_reach *reach, struct bt_folds_range *range)
{
	size_t i, end, n = 0, first, last;

	for (i = 0; next_run(f, tested, false, &i, &end); i = end) {
		first = i == 0 ? 0 : f->steps - reach[i].after > f->embargo ?
		    reach[i].after + f->embargo : f->steps;
		last = end == f->folds ? f->steps : reach[end].before;
		if (first < last)
			range[n++] = (struct bt_folds_range){ first, last };
	}
	return n;
}

size_t
bt_folds_test(const struct bt_folds *f, const bool *tested,
    struct bt_folds_range *range)
{
	size_t i, end, n = 0;

	for (i = 0; next_run(f, tested, true, &i, &end); i = end)
		range[n++] = (struct bt_folds_range){
			bt_folds_border(f, i), bt_folds_border(f, end) };
	return n;
}
