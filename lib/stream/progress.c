/* SPDX-License-Identifier: ISC */
#include "lib/stream/progress.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/base/time.h"

#define LINE 512

/* A line in the making; what does not fit is cut. */
struct line {
	char	s[LINE];
	size_t	n;
};

static void
add(struct line *l, const char *s, size_t n)
{
	if (n > LINE - l->n)
		n = LINE - l->n;
	memcpy(l->s + l->n, s, n);
	l->n += n;
}

static void
add_text(struct line *l, const char *s)
{
	add(l, s, strlen(s));
}

static void
add_real(struct line *l, double x, int digits)
{
	double scale = pow(10, digits);
	char num[BT_NUM_MAX];

	if (isfinite(x))
		add(l, num, bt_num_format(num, round(x * scale) / scale));
	else
		add_text(l, "null");
}

static void
add_date(struct line *l, int64_t t)
{
	char date[BT_TIME_MAX];

	add(l, date, bt_time_format(date, t, bt_time_is_midnight(t)));
}

/* What follows from the state and the clock. */
struct view {
	double	percent;	/* NAN where the total is unknown */
	double	rate;		/* pieces a second */
	double	eta;		/* seconds to go */
};

static struct view
view(const struct bt_progress *p, uint64_t done, uint64_t total, int64_t now)
{
	double seconds = (double)(now - p->begin) / (double)BT_NS_SECOND;
	struct view v = { NAN, NAN, NAN };

	if (total > 0)
		v.percent = 100 * (double)done / (double)total;
	if (seconds > 0)
		v.rate = (double)done / seconds;
	if (total >= done && total > 0 && v.rate > 0)
		v.eta = (double)(total - done) / v.rate;
	return v;
}

static void
member(struct line *l, const char *key, double x, int digits)
{
	add_text(l, ",\"");
	add_text(l, key);
	add_text(l, "\":");
	add_real(l, x, digits);
}

/* What the process has used, the last members of every line. */
static void
usage_members(struct line *l, const struct bt_progress *p, int64_t now)
{
	double seconds = (double)(now - p->begin) / (double)BT_NS_SECOND;
	double memory = NAN, cpu = NAN;

	if (p->rule.usage != NULL)
		p->rule.usage(&memory, &cpu);
	member(l, "memory_mb", memory, 1);
	member(l, "cpu_percent", seconds > 0 ?
	    100 * (cpu - p->spent) / seconds : NAN, 0);
	add_text(l, "}\n");
}

static void
json_line(struct line *l, const struct bt_progress *p,
    const struct bt_progress_state *st, int64_t now)
{
	struct view v = view(p, st->done, st->total, now);

	add_text(l, "{\"type\":\"progress\"");
	member(l, "percentage", v.percent, 1);
	add_text(l, ",\"current_date\":");
	if (st->date == BT_TIME_NONE) {
		add_text(l, "null");
	} else {
		add_text(l, "\"");
		add_date(l, st->date);
		add_text(l, "\"");
	}
	member(l, "processed", (double)st->done, 0);
	member(l, "total", st->total > 0 ? (double)st->total : NAN, 0);
	member(l, "eta_seconds", v.eta, 1);
	member(l, "rate", v.rate, 0);
	member(l, "trades", (double)st->trades, 0);
	member(l, "equity", st->equity, 2);
	member(l, "drawdown", st->drawdown, 4);
	usage_members(l, p, now);
}

static void
json_trials(struct line *l, const struct bt_progress *p,
    const struct bt_progress_trials *st, int64_t now)
{
	struct view v = view(p, st->done, st->total, now);

	add_text(l, "{\"type\":\"progress\"");
	member(l, "percentage", v.percent, 1);
	member(l, "done", (double)st->done, 0);
	member(l, "total", st->total > 0 ? (double)st->total : NAN, 0);
	member(l, "eta_seconds", v.eta, 1);
	member(l, "rate", v.rate, 0);
	member(l, "best", st->best, 6);
	usage_members(l, p, now);
}

#define BAR 20		/* cells of the bar */

static void
add_bar(struct line *l, double percent)
{
	size_t i, full = (size_t)(percent / 100 * BAR);

	add_text(l, "[");
	for (i = 0; i < BAR; i++)
		add_text(l, i < full ? "#" : "-");
	add_text(l, "] ");
	add_real(l, floor(percent), 0);
	add_text(l, "%");
}

/* The line begins with CR; what it is of comes first. */
static void
begin_bar(struct line *l, const struct view *v, uint64_t done)
{
	add_text(l, "\r");
	if (isfinite(v->percent))
		add_bar(l, v->percent);
	else
		add_real(l, (double)done, 0);
}

/*
 * It covers what the one before it showed; the last column of the terminal
 * stays free, where the cursor is.
 */
static void
end_bar(struct line *l, const struct bt_progress *p, const struct view *v)
{
	size_t width = p->rule.width < LINE - 8 ? p->rule.width : LINE - 8;

	if (isfinite(v->rate)) {
		add_text(l, "  ");
		add_real(l, v->rate, 0);
		add_text(l, "/s");
	}
	if (isfinite(v->eta)) {
		add_text(l, "  ");
		add_real(l, ceil(v->eta), 0);
		add_text(l, " s left");
	}
	if (l->n > width)
		l->n = width;
	while (l->n < width)
		add_text(l, " ");
}

static void
bar_line(struct line *l, const struct bt_progress *p,
    const struct bt_progress_state *st, int64_t now)
{
	struct view v = view(p, st->done, st->total, now);

	begin_bar(l, &v, st->done);
	if (st->date != BT_TIME_NONE) {
		add_text(l, "  ");
		add_date(l, st->date);
	}
	end_bar(l, p, &v);
}

static void
bar_trials(struct line *l, const struct bt_progress *p,
    const struct bt_progress_trials *st, int64_t now)
{
	struct view v = view(p, st->done, st->total, now);

	begin_bar(l, &v, st->done);
	if (isfinite(st->best)) {
		add_text(l, "  best ");
		add_real(l, st->best, 4);
	}
	end_bar(l, p, &v);
}

static void
put_line(struct bt_progress *p, const struct line *l, int64_t now)
{
	p->rule.put(l->s, l->n);
	p->last = now;
	p->shown = true;
}

static void
show(struct bt_progress *p, const struct bt_progress_state *st, int64_t now)
{
	struct line l = { .n = 0 };

	if (p->rule.style == BT_PROGRESS_JSON)
		json_line(&l, p, st, now);
	else
		bar_line(&l, p, st, now);
	put_line(p, &l, now);
}

static void
show_trials(struct bt_progress *p, const struct bt_progress_trials *st,
    int64_t now)
{
	struct line l = { .n = 0 };

	if (p->rule.style == BT_PROGRESS_JSON)
		json_trials(&l, p, st, now);
	else
		bar_trials(&l, p, st, now);
	put_line(p, &l, now);
}

void
bt_progress_begin(struct bt_progress *p, const struct bt_progress_rule *rule)
{
	double memory;

	*p = (struct bt_progress){ .rule = *rule };
	if (rule->style != BT_PROGRESS_NONE)
		p->begin = p->last = rule->clock();
	if (rule->style != BT_PROGRESS_NONE && rule->usage != NULL)
		rule->usage(&memory, &p->spent);
}

/* Is it time for a line? */
static bool
is_due(const struct bt_progress *p, int64_t *now)
{
	if (p->rule.style == BT_PROGRESS_NONE)
		return false;
	*now = p->rule.clock();
	return *now - p->last >= BT_NS_SECOND;
}

void
bt_progress_show(struct bt_progress *p, const struct bt_progress_state *st)
{
	int64_t now;

	if (is_due(p, &now))
		show(p, st, now);
}

void
bt_progress_show_trials(struct bt_progress *p,
    const struct bt_progress_trials *st)
{
	int64_t now;

	if (is_due(p, &now))
		show_trials(p, st, now);
}

static void
clear_bar(const struct bt_progress *p)
{
	struct line l = { .n = 0 };

	if (p->rule.style != BT_PROGRESS_BAR || !p->shown)
		return;
	add_text(&l, "\r");
	while (l.n < p->rule.width && l.n < LINE - 1)
		add_text(&l, " ");
	add_text(&l, "\r");
	p->rule.put(l.s, l.n);
}

void
bt_progress_end(struct bt_progress *p, const struct bt_progress_state *st)
{
	if (p->rule.style == BT_PROGRESS_JSON)
		show(p, st, p->rule.clock());
	else
		clear_bar(p);
}

void
bt_progress_end_trials(struct bt_progress *p,
    const struct bt_progress_trials *st)
{
	if (p->rule.style == BT_PROGRESS_JSON)
		show_trials(p, st, p->rule.clock());
	else
		clear_bar(p);
}
