/* SPDX-License-Identifier: ISC */
#include "lib/base/num.h"
#include "lib/base/str.h"
#include "lib/sweep/windows.h"

/* Beyond the longest timeline, and what is reckoned with stays in range. */
#define STEPS_MAX 1000000000000LL
#define CALENDAR_MAX 10000

static const struct {
	char		letter;
	long long	months, days;
} units[] = { { 'D', 0, 1 }, { 'W', 0, 7 }, { 'M', 1, 0 }, { 'Y', 12, 0 } };

#define NUNITS (sizeof(units) / sizeof(units[0]))

static int
read_span(struct bt_span text, const char *key, struct bt_windows_span *span,
    struct bt_err *err)
{
	long long n;
	size_t i;

	*span = (struct bt_windows_span){ 0, 0, 0 };
	if (bt_num_parse_int(text.s, text.n, 1, STEPS_MAX, &n) == 0) {
		span->steps = n;
		return 0;
	}
	for (i = 0; i < NUNITS; i++)
		if (text.n > 1 && (text.s[text.n - 1] & ~0x20) ==
		    units[i].letter && bt_num_parse_int(text.s, text.n - 1, 1,
		    CALENDAR_MAX, &n) == 0) {
			span->months = n * units[i].months;
			span->days = n * units[i].days;
			return 0;
		}
	return bt_err_set(err, BT_EUSAGE, "--walk-forward: want %s=a number "
	    "of bars or a time such as 10D, 4W, 6M or 2Y, got '%.*s'", key,
	    BT_SPAN(text));
}

enum { TRAIN, TEST, STEP, PURGE, ANCHORED, KEYS };
static const char *const keys[KEYS] = { [TRAIN] = "train", [TEST] = "test",
	[STEP] = "step", [PURGE] = "purge", [ANCHORED] = "anchored" };

static const char *
key_name(const void *arg, size_t i)
{
	(void)arg;
	return i < KEYS ? keys[i] : NULL;
}

static int
find_key(struct bt_span name, const bool *given, size_t *key,
    struct bt_err *err)
{
	const char *near;

	for (*key = 0; *key < KEYS; ++*key)
		if (bt_span_is(name, keys[*key]))
			break;
	if (*key < KEYS && !given[*key])
		return 0;
	if (*key < KEYS)
		return bt_err_set(err, BT_EUSAGE,
		    "--walk-forward: '%s' is given twice", keys[*key]);
	(void)bt_err_set(err, BT_EUSAGE, "--walk-forward: no '%.*s'; there is "
	    "train, test, step, purge, anchored", BT_SPAN(name));
	if ((near = bt_nearest(name, key_name, NULL)) != NULL)
		(void)bt_err_add(err, "; did you mean '%s'?", near);
	return -1;
}

static int
read_value(size_t key, struct bt_span val, struct bt_windows_rule *rule,
    struct bt_err *err)
{
	if (key == ANCHORED) {
		rule->anchored = true;
		return val.s == NULL ? 0 : bt_err_set(err, BT_EUSAGE,
		    "--walk-forward: anchored takes no value");
	}
	if (val.s == NULL)
		val = bt_span("");
	if (key == PURGE)
		return bt_num_parse_int(val.s, val.n, 0, STEPS_MAX,
		    &rule->purge) == 0 ? 0 : bt_err_set(err, BT_EUSAGE,
		    "--walk-forward: want purge=a number of bars, got '%.*s'",
		    BT_SPAN(val));
	return read_span(val, keys[key], key == TRAIN ? &rule->train :
	    key == TEST ? &rule->test : &rule->step, err);
}

static int
check(const bool *given, const struct bt_windows_rule *rule,
    struct bt_err *err)
{
	const bool steps = rule->train.steps > 0;

	if (!given[TRAIN] || !given[TEST])
		return bt_err_set(err, BT_EUSAGE, "--walk-forward: want train "
		    "and test, as in 'train=2Y,test=6M'");
	if ((rule->test.steps > 0) != steps ||
	    (rule->step.steps > 0) != steps)
		return bt_err_set(err, BT_EUSAGE, "--walk-forward: train, "
		    "test and step: want all in bars or all by the calendar");
	return 0;
}

int
bt_windows_parse(const char *text, struct bt_windows_rule *rule,
    struct bt_err *err)
{
	struct bt_span rest = bt_span(text), piece, name;
	bool given[KEYS] = { false };
	size_t key;

	*rule = (struct bt_windows_rule){ .anchored = false };
	while (bt_span_cut(&rest, ',', &piece)) {
		(void)bt_span_cut(&piece, '=', &name);
		if (find_key(bt_span_trim(name), given, &key, err) == -1 ||
		    read_value(key, bt_span_trim(piece), rule, err) == -1)
			return -1;
		given[key] = true;
	}
	if (!given[STEP])
		rule->step = rule->test;
	return check(given, rule, err);
}
