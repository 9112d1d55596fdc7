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
view(const struct bt_progress *p, const struct bt_progress_state *st,
    int64_t now)
{
	double seconds = (double)(now - p->begin) / (double)BT_NS_SECOND;
	struct view v = { NAN, NAN, NAN };

	if (st->total > 0)
		v.percent = 100 * (double)st->done / (double)st->total;
	if (seconds > 0)
		v.rate = (double)st->done / seconds;
	if (st->total >= st->done && st->total > 0 && v.rate > 0)
		v.eta = (double)(st->total - st->done) / v.rate;
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

static void
json_line(struct line *l, const struct bt_progress *p,
    const struct bt_progress_state *st, int64_t now)
{
	struct view v = view(p, st, now);
	double memory = NAN, cpu = NAN;
	double seconds = (double)(now - p->begin) / (double)BT_NS_SECOND;

	if (p->rule.usage != NULL)
		p->rule.usage(&memory, &cpu);
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
	member(l, "memory_mb", memory, 1);
	member(l, "cpu_percent", seconds > 0 ?
	    100 * (cpu - p->spent) / seconds : NAN, 0);
	add_text(l, "}\n");
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

/*
 * The line begins with CR and covers what the one before it showed; the last
 * column of the terminal stays free, where the cursor is.
 */
static void
bar_line(struct line *l, const struct bt_progress *p,
    const struct bt_progress_state *st, int64_t now)
{
	struct view v = view(p, st, now);
	size_t width = p->rule.width < LINE - 8 ? p->rule.width : LINE - 8;

	add_text(l, "\r");
	if (isfinite(v.percent))
		add_bar(l, v.percent);
	else
		add_real(l, (double)st->done, 0);
	if (st->date != BT_TIME_NONE) {
		add_text(l, "  ");
		add_date(l, st->date);
	}
	if (isfinite(v.rate)) {
		add_text(l, "  ");
		add_real(l, v.rate, 0);
		add_text(l, "/s");
	}
	if (isfinite(v.eta)) {
		add_text(l, "  ");
		add_real(l, ceil(v.eta), 0);
		add_text(l, " s left");
	}
	if (l->n > width)
		l->n = width;
	while (l->n < width)
		add_text(l, " ");
}

static void
show(struct bt_progress *p, const struct bt_progress_state *st, int64_t now)
{
	struct line l = { .n = 0 };

	if (p->rule.style == BT_PROGRESS_JSON)
		json_line(&l, p, st, now);
	else
		bar_line(&l, p, st, now);
	p->rule.put(l.s, l.n);
	p->last = now;
	p->shown = true;
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

void
bt_progress_show(struct bt_progress *p, const struct bt_progress_state *st)
{
	int64_t now;

	if (p->rule.style == BT_PROGRESS_NONE)
		return;
	now = p->rule.clock();
	if (now - p->last >= BT_NS_SECOND)
		show(p, st, now);
}

void
bt_progress_end(struct bt_progress *p, const struct bt_progress_state *st)
{
	struct line l = { .n = 0 };

	if (p->rule.style == BT_PROGRESS_JSON) {
		show(p, st, p->rule.clock());
		return;
	}
	if (p->rule.style != BT_PROGRESS_BAR || !p->shown)
		return;
	add_text(&l, "\r");
	while (l.n < p->rule.width && l.n < LINE - 1)
		add_text(&l, " ");
	add_text(&l, "\r");
	p->rule.put(l.s, l.n);
}
