/* SPDX-License-Identifier: ISC */
#include "lib/sweep/windows.h"

#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"

#define GAPS 5			/* a week of daily bars */

/* The timeline that windows are cut from. */
struct line {
	const int64_t	*time;
	size_t		 steps;
	struct bt_civil	 origin;	/* of the first step */
};

static int64_t
day_of(int64_t t)
{
	return t / BT_NS_DAY - (t % BT_NS_DAY < 0);
}

/* a + n b, all of one kind. */
static struct bt_windows_span
plus(struct bt_windows_span a, long long n, struct bt_windows_span b)
{
	a.steps += n * b.steps;
	a.months += n * b.months;
	a.days += n * b.days;
	return a;
}

/* The first step on or after a day since 1970-01-01. */
static size_t
step_of(const struct line *line, int64_t day)
{
	size_t lo = 0, hi = line->steps, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (day_of(line->time[mid]) < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* The day that is so far behind the first step's; months are clamped. */
static int64_t
day_after(const struct line *line, struct bt_windows_span off)
{
	const struct bt_civil *c = &line->origin;
	long long months = c->year * 12LL + c->month - 1 + off.months;
	int year = (int)(months / 12), month = (int)(months % 12) + 1;
	int64_t last = month < 12 ? bt_days(year, month + 1, 1) :
	    bt_days(year + 1, 1, 1);
	int64_t day = bt_days(year, month, 1) + c->day - 1;

	return (day < last ? day : last - 1) + off.days;
}

/* Where an offset from the first step falls; steps where it is behind all. */
static size_t
border(const struct line *line, struct bt_windows_span off)
{
	if (off.months == 0 && off.days == 0)
		return off.steps < (long long)line->steps ?
		    (size_t)off.steps : line->steps;
	return step_of(line, day_after(line, off));
}

/* Days from one step to the next, the longest of the last few. */
static int64_t
last_gap(const struct line *line)
{
	int64_t gap, longest = 1;
	size_t i, n = line->steps;

	for (i = n > GAPS ? n - GAPS : 1; i < n; i++) {
		gap = day_of(line->time[i]) - day_of(line->time[i - 1]);
		longest = gap > longest ? gap : longest;
	}
	return longest;
}

/*
 * Do the data end before what ends at an offset does?  Who has daily bars up
 * to a Friday has all of a window that ends on Sunday.
 */
static bool
is_behind(const struct line *line, struct bt_windows_span off)
{
	if (off.months == 0 && off.days == 0)
		return off.steps > (long long)line->steps;
	return day_after(line, off) >
	    day_of(line->time[line->steps - 1]) + last_gap(line);
}

/* Fill in window k; false if the data do not reach its test. */
static bool
window(const struct line *line, const struct bt_windows_rule *rule,
    size_t k, struct bt_window *w)
{
	const long long n = (long long)k;
	const struct bt_windows_span none = { 0, 0, 0 };
	struct bt_windows_span test, end;
	size_t purge = (size_t)rule->purge;

	test = plus(rule->train, n, rule->step);
	end = plus(test, 1, rule->test);
	w->test_first = border(line, test);
	w->test_end = border(line, end);
	w->partial = is_behind(line, end);
	w->train_first = rule->anchored ? 0 :
	    border(line, plus(none, n, rule->step));
	w->train_end = w->test_first > purge ? w->test_first - purge : 0;
	if (w->train_end < w->train_first)
		w->train_end = w->train_first;
	return w->test_first < line->steps;
}

static int
fill(struct bt_windows *win, const struct bt_windows_rule *rule,
    const struct line *line, struct bt_err *err)
{
	struct bt_window w;
	size_t k, cap = 0, end = 0;

	for (k = 0; window(line, rule, k, &w); k++) {
		if (w.test_first == w.test_end)
			continue;
		if (w.test_first < end)
			return bt_err_set(err, BT_EUSAGE, "--walk-forward: "
			    "step is shorter than test: tests would overlap");
		end = w.test_end;
		if (bt_grow(&win->at, &cap, win->n, sizeof(w), err) == -1)
			return -1;
		win->at[win->n++] = w;
	}
	if (win->n == 0)
		return bt_err_set(err, BT_EUSAGE, "--walk-forward: the data "
		    "end before the first window of training does");
	return 0;
}

int
bt_windows_init(struct bt_windows *win, const struct bt_windows_rule *rule,
    const int64_t *time, size_t steps, struct bt_err *err)
{
	struct line line = { .time = time, .steps = steps };

	*win = (struct bt_windows){ 0 };
	if (steps > 0)
		line.origin = bt_time_civil(time[0]);
	if (fill(win, rule, &line, err) == -1) {
		bt_windows_free(win);
		return -1;
	}
	return 0;
}

void
bt_windows_free(struct bt_windows *win)
{
	free(win->at);
	*win = (struct bt_windows){ 0 };
}
