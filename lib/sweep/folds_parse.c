/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/base/num.h"
#include "lib/base/str.h"
#include "lib/sweep/folds.h"

#define STEPS_MAX 1000000000000LL

typedef int	key_fn(struct bt_span, struct bt_folds_rule *);

static int
read_count(struct bt_span val, long long min, long long max, size_t *to)
{
	long long n;

	if (bt_num_parse_int(val.s, val.n, min, max, &n) == -1)
		return -1;
	*to = (size_t)n;
	return 0;
}

static int
read_folds(struct bt_span val, struct bt_folds_rule *rule)
{
	return read_count(val, 2, BT_FOLDS_MAX, &rule->folds);
}

static int
read_test(struct bt_span val, struct bt_folds_rule *rule)
{
	return read_count(val, 1, BT_FOLDS_MAX, &rule->test);
}

static int
read_purge(struct bt_span val, struct bt_folds_rule *rule)
{
	rule->by_trades = bt_span_is(val, "trades");
	return rule->by_trades ? 0 :
	    read_count(val, 0, STEPS_MAX, &rule->purge);
}

static int
read_embargo(struct bt_span val, struct bt_folds_rule *rule)
{
	rule->embargo_share = 0;
	if (val.n == 0 || val.s[val.n - 1] != '%')
		return read_count(val, 0, STEPS_MAX, &rule->embargo);
	return bt_num_parse_fraction(val.s, val.n, &rule->embargo_share) ==
	    0 && rule->embargo_share >= 0 && rule->embargo_share <= 0.5 ? 0 :
	    -1;
}

enum { FOLDS, TEST, EMBARGO, PURGE, KEYS };
static const struct {
	const char	*name, *want;
	key_fn		*read;
} keys[KEYS] = {
	[FOLDS] = { "folds", "a number from 2 to 100", read_folds },
	[TEST] = { "test", "a number of folds", read_test },
	[EMBARGO] = { "embargo", "a number of bars, or a share of all bars "
	    "from 0% to 50%", read_embargo },
	[PURGE] = { "purge", "a number of bars, or 'trades'", read_purge },
};

static const char *
key_name(const void *arg, size_t i)
{
	(void)arg;
	return i < KEYS ? keys[i].name : NULL;
}

static int
read_piece(struct bt_span name, struct bt_span val, bool *given,
    struct bt_folds_rule *rule, struct bt_err *err)
{
	const char *near;
	size_t i = 0;

	while (i < KEYS && !bt_span_is(name, keys[i].name))
		i++;
	if (i == KEYS) {
		(void)bt_err_set(err, BT_EUSAGE, "--cv: no '%.*s'; there is "
		    "folds, test, embargo, purge", BT_SPAN(name));
		if ((near = bt_nearest(name, key_name, NULL)) != NULL)
			(void)bt_err_add(err, "; did you mean '%s'?", near);
		return -1;
	}
	if (given[i])
		return bt_err_set(err, BT_EUSAGE,
		    "--cv: '%s' is given twice", keys[i].name);
	given[i] = true;
	if (val.s == NULL)
		val = bt_span("");
	if (keys[i].read(val, rule) == -1)
		return bt_err_set(err, BT_EUSAGE, "--cv: want %s=%s, got "
		    "'%.*s'", keys[i].name, keys[i].want, BT_SPAN(val));
	return 0;
}

int
bt_folds_parse(const char *text, struct bt_folds_rule *rule,
    struct bt_err *err)
{
	struct bt_span rest = bt_span(text), piece, name;
	bool given[KEYS] = { false };

	*rule = (struct bt_folds_rule){ .test = 1, .by_trades = true,
		.embargo_share = 0.01 };
	while (bt_span_cut(&rest, ',', &piece)) {
		(void)bt_span_cut(&piece, '=', &name);
		if (read_piece(bt_span_trim(name), bt_span_trim(piece),
		    given, rule, err) == -1)
			return -1;
	}
	if (!given[FOLDS])
		return bt_err_set(err, BT_EUSAGE,
		    "--cv: want folds, as in 'folds=5'");
	if (rule->test >= rule->folds)
		return bt_err_set(err, BT_EUSAGE, "--cv: want test smaller "
		    "than folds, got %zu of %zu", rule->test, rule->folds);
	return 0;
}
