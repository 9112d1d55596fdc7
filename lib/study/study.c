/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/clones.h"
#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/study/study.h"

#define YEAR (365.25 * (double)BT_NS_DAY)

/* The curve of an input and where it started from. */
struct curve {
	const double	*v;		/* equity or returns */
	const int64_t	*time;		/* or NULL */
	size_t		 n;
	bool		 by_return;
	double		 base;		/* equity before row 0; NAN: row 0 */
	int64_t		 base_time;	/* when that was */
};

static const struct {
	unsigned	 need;
	const char	*lack;
} lacks[] = {
	{ BT_NEEDS_TRADES, "no trades in the input" },
	{ BT_NEEDS_A_TRADE, "no closed trade" },
	{ BT_NEEDS_WHOLE, "of a whole run only" },
	{ BT_NEEDS_POSITIONS, "no positions in the input" },
	{ BT_NEEDS_CURVE, "no equity or returns in the input" },
	{ BT_NEEDS_RETURNS, "fewer than two rows of equity" },
	{ BT_NEEDS_PERIODS, "periods a year unknown; give --periods" },
	{ BT_NEEDS_DATES, "no span of dates in the input" },
	{ BT_NEEDS_TOTAL, "no equity or returns in the input" },
	{ BT_NEEDS_MONEY, "returns only: no money in the input" },
};

bool
bt_study_could(const struct bt_study *s, unsigned needs)
{
	const unsigned kinds = BT_NEEDS_CURVE | BT_NEEDS_MONEY |
	    BT_NEEDS_TRADES | BT_NEEDS_POSITIONS;

	if ((needs & BT_NEEDS_RETURNS) != 0)
		needs |= BT_NEEDS_CURVE;
	return (needs & kinds & ~s->have) == 0;
}

const char *
bt_study_lack(const struct bt_study *s, unsigned needs)
{
	size_t i;

	if (s->ruined && (needs & ~s->have & (BT_NEEDS_RETURNS |
	    BT_NEEDS_TOTAL | BT_NEEDS_CURVE)) != 0)
		return "the account was at zero or below before the end";
	if ((needs & BT_NEEDS_RETURNS) != 0)
		needs |= BT_NEEDS_CURVE;	/* the better reason */
	for (i = 0; i < sizeof(lacks) / sizeof(lacks[0]); i++)
		if ((lacks[i].need & needs & ~s->have) != 0)
			return lacks[i].lack;
	return NULL;
}

/*
 * A run that begins with its cash at work has made or lost some before its
 * first row: that counts, as a return of the first row.
 */
static struct curve
curve_of(const struct bt_input *in, const struct bt_periods *p)
{
	struct curve c = { .v = in->value, .n = in->n, .base = (double)NAN,
	    .time = in->dated ? in->time : NULL, .base_time = BT_TIME_NONE,
	    .by_return = in->curve == BT_CURVE_RETURN };
	const double cash = in->summary.first_equity;

	if (c.n == 0)
		return c;
	if (c.by_return)
		c.base = 1.0;
	else if (in->base > 0.0)
		c.base = in->base;
	else if (in->has_summary && cash > 0.0 && cash != c.v[0])
		c.base = cash;
	if (c.time == NULL)
		return c;
	if (in->base_time != BT_TIME_NONE)
		c.base_time = in->base_time;
	else if (isnan(c.base))
		c.base_time = c.time[0];
	else
		c.base_time = bt_periods_before(p, c.time[0]);
	return c;
}

/* From one value to the next; eight at a time, for the compiler. */
BT_CLONES static void
fill_returns(const double *restrict v, size_t n, double *restrict ret)
{
	size_t i, k;

	for (i = 0; i + 9 <= n; i += 8)
		for (k = 0; k < 8; k++)
			ret[i + k] = v[i + k + 1] / v[i + k] - 1.0;
	for (; i + 1 < n; i++)
		ret[i] = v[i + 1] / v[i] - 1.0;
}

static size_t
returns_by_bar(const struct curve *c, double *ret)
{
	size_t n = 0;

	if (isfinite(c->base))
		ret[n++] = c->v[0] / c->base - 1.0;
	fill_returns(c->v, c->n, ret + n);
	return n + c->n - 1;
}

/* Of equity, when the last row of each day is known. */
static size_t
returns_of_days(const struct curve *c, const struct bt_study_days *days,
    double *ret)
{
	const bool based = isfinite(c->base);
	double last = based ? c->base : c->v[0];
	size_t i, n = 0;

	for (i = 0; i < days->n; i++) {
		if (days->last[i] == 0 && !based)
			continue;
		ret[n++] = c->v[days->last[i]] / last - 1.0;
		last = c->v[days->last[i]];
	}
	return n;
}

/* One return a day (UTC), as of the day's last row. */
static size_t
returns_by_day(const struct curve *c, const struct bt_study_days *days,
    double *ret)
{
	const bool based = isfinite(c->base);
	double last = based ? c->base : c->v[0], level = last;
	size_t i, n = 0;

	if (days != NULL && days->rows == c->n && !c->by_return)
		return returns_of_days(c, days, ret);
	for (i = 0; i < c->n; i++) {
		level = c->by_return ? level * (1.0 + c->v[i]) : c->v[i];
		if (i + 1 < c->n && bt_periods_day(c->time[i]) ==
		    bt_periods_day(c->time[i + 1]))
			continue;
		if (i == 0 && !based)
			continue;
		ret[n++] = level / last - 1.0;
		level = c->by_return ? 1.0 : level;
		last = level;
	}
	return n;
}

/* Returns that are in the input already need no copy. */
static const double *
returns_of(const struct curve *c, bool daily,
    const struct bt_study_days *days, double *room, size_t *n)
{
	if (c->by_return && !daily) {
		*n = c->n;
		return c->v;
	}
	*n = daily ? returns_by_day(c, days, room) :
	    returns_by_bar(c, room);
	return room;
}

/* Is any value least or less?  No branch a value. */
BT_CLONES static bool
any_down_to(const double *v, size_t n, double least)
{
	size_t i, k;
	int found = 0;

	for (i = 0; i + 8 <= n && !found; i += 8)
		for (k = 0; k < 8; k++)
			found |= v[i + k] <= least;
	for (; i < n && !found; i++)
		found = v[i] <= least;
	return found != 0;
}

/* Nothing can grow from zero or less: is that so before the last row? */
static bool
is_ruined(const struct curve *c)
{
	if (any_down_to(c->v, c->n - 1, c->by_return ? -1.0 : 0.0))
		return true;
	return !c->by_return && c->n == 1 && c->v[0] <= 0.0 &&
	    isnan(c->base);
}

static void
measure_drawdown(const struct curve *c, struct bt_drawdown *d)
{
	const bool based = isfinite(c->base);
	int64_t t = c->time != NULL ? c->base_time : 0;
	size_t i;

	bt_drawdown_init(d, t, based ? c->base : c->v[0]);
	for (i = based ? 0 : 1; i < c->n; i++) {
		if (c->time != NULL)
			t = c->time[i];
		if (c->by_return)
			bt_drawdown_push_return(d, t, c->v[i]);
		else
			bt_drawdown_push(d, t, c->v[i]);
	}
	bt_drawdown_end(d);
}

static void
measure_depth(const struct curve *c, struct bt_drawdown *d)
{
	if (isfinite(c->base))
		d->max = bt_drawdown_max(c->v, c->n, c->base);
	else
		d->max = bt_drawdown_max(c->v + 1, c->n - 1, c->v[0]);
}

static double
sum_of(const double *v, size_t n)
{
	struct bt_sum s = BT_SUM_INIT;
	size_t i;

	for (i = 0; i < n; i++)
		bt_sum_add(&s, v[i]);
	return bt_sum_value(&s);
}

static void
find_periods(const struct bt_input *in, const struct bt_study_rule *rule,
    struct bt_study *s)
{
	if (in->dated)
		s->periods = bt_periods_of(in->time, in->n);
	else
		s->periods = (struct bt_periods){ .per_year = 252.0,
		    .how = "assumed: no dates" };
	s->daily = s->periods.frequency == BT_INTRADAY &&
	    rule->returns != BT_RETURNS_BAR;
	if (s->daily)
		s->periods = bt_periods_of_days(in->time, in->n);
	if (isfinite(rule->periods)) {
		s->periods.per_year = rule->periods;
		s->periods.how = "given";
	}
}

static void
choose_periods(const struct bt_input *in, const struct bt_study_rule *rule,
    struct bt_study *s)
{
	if (rule->like != NULL) {
		s->periods = rule->like->periods;
		s->daily = rule->like->daily;
	} else
		find_periods(in, rule, s);
	if (isfinite(s->periods.per_year))
		s->have |= BT_NEEDS_PERIODS;
}

static bool
wants(unsigned needs, unsigned what)
{
	return (needs & what) == what;
}

/* What is known from the first and the last value alone. */
static void
measure_ends(const struct curve *c, unsigned needs, struct bt_study *s)
{
	s->have |= BT_NEEDS_CURVE;
	if (c->time != NULL) {
		s->from = c->time[0];
		s->to = c->time[c->n - 1];
		s->years = bt_periods_span(c->base_time, s->to) / YEAR;
	}
	if (c->by_return)
		return;
	s->have |= BT_NEEDS_MONEY;
	s->first = isfinite(c->base) ? c->base : c->v[0];
	s->last = c->v[c->n - 1];
	if (wants(needs, BT_NEEDS_MEAN_EQUITY)) {
		s->have |= BT_NEEDS_MEAN_EQUITY;
		s->mean_equity = sum_of(c->v, c->n) / (double)c->n;
	}
	if (s->first > 0.0 && (isfinite(c->base) || c->n > 1))
		s->total = s->last / s->first - 1.0;
}

double *
bt_study_returns(const struct bt_input *in, const struct bt_study *s,
    size_t *n, struct bt_err *err)
{
	const struct curve c = curve_of(in, &s->periods);
	const double *ret;
	double *room;

	*n = 0;
	if ((room = bt_column(c.n, err)) == NULL ||
	    ((s->have & BT_NEEDS_RETURNS) == 0 && !(c.by_return && c.n > 0)))
		return room;
	if ((ret = returns_of(&c, s->daily, NULL, room, n)) != room)
		memcpy(room, ret, *n * sizeof(*room));
	return room;
}

static void
measure_falls(const struct curve *c, unsigned needs, struct bt_study *s)
{
	if (!c->by_return && !(s->first > 0.0)) {
		s->have &= ~(unsigned)BT_NEEDS_CURVE;
		return;
	}
	if (wants(needs, BT_NEEDS_FALLS) ||
	    (c->by_return && wants(needs, BT_NEEDS_DEPTH))) {
		measure_drawdown(c, &s->drawdown);
		s->have |= BT_NEEDS_FALLS | BT_NEEDS_DEPTH;
	} else if (wants(needs, BT_NEEDS_DEPTH)) {
		measure_depth(c, &s->drawdown);
		s->have |= BT_NEEDS_DEPTH;
	}
}

/* Returns that are wanted, and what of them. */
static void
measure_returns(const struct curve *c, const struct bt_study_rule *rule,
    unsigned needs, double *room, struct bt_study *s)
{
	unsigned parts = needs >> 10 & BT_PERF_ALL;
	const double *ret;
	size_t n;

	if (c->by_return)
		parts |= BT_PERF_GROWTH;	/* tells the total */
	else if (!wants(needs, BT_NEEDS_RETURNS))
		return;
	ret = returns_of(c, s->daily, rule->days, room, &n);
	if (n == 0)
		return;
	s->have |= BT_NEEDS_RETURNS | parts << 10;
	bt_perf_of(ret, n, s->periods.per_year, rule->risk_free,
	    parts, room + c->n, &s->perf);
	if (c->by_return)
		s->total = s->perf.growth.gain;
}

static int
measure_curve(const struct bt_input *in, const struct bt_study_rule *rule,
    unsigned needs, struct bt_study *s, struct bt_err *err)
{
	const struct curve c = curve_of(in, &s->periods);
	double *room = rule->room;

	if (c.n == 0)
		return 0;
	if (room == NULL && (room = bt_column(2 * c.n, err)) == NULL)
		return -1;
	measure_ends(&c, needs, s);
	s->ruined = c.by_return && is_ruined(&c);
	if (s->ruined)
		s->have &= ~(unsigned)BT_NEEDS_CURVE;
	else
		measure_falls(&c, needs, s);
	/* What never lost all of it needs no second look. */
	if (!c.by_return && ((s->have & BT_NEEDS_DEPTH) != BT_NEEDS_DEPTH ||
	    !(s->drawdown.max > -1.0)))
		s->ruined = is_ruined(&c);
	if (!s->ruined)
		measure_returns(&c, rule, needs, room, s);
	if (room != rule->room)
		free(room);
	return 0;
}

/* A run without its rows of equity still tells where it began and ended. */
static void
measure_summary(const struct bt_summary *sum, struct bt_study *s)
{
	if (!(sum->first_equity > 0.0) || sum->from == BT_TIME_NONE ||
	    sum->to < sum->from)
		return;
	s->from = sum->from;
	s->to = sum->to;
	s->date_only = bt_time_is_midnight(s->from) &&
	    bt_time_is_midnight(s->to);
	s->years = bt_periods_span(sum->from, sum->to) / YEAR;
	s->have |= BT_NEEDS_MONEY;
	s->first = sum->first_equity;
	s->last = sum->last_equity;
	s->total = s->last / s->first - 1.0;
}

static void
measure_trades(const struct bt_input *in, unsigned needs, struct bt_study *s)
{
	if (wants(needs, BT_NEEDS_TRADES))
		bt_tradestat_of(in->deals, in->ndeals, &s->trades);
	s->open_trades = in->open_trades;
	if (in->has_summary)
		s->open_trades = in->summary.open_trades;
	if (in->has_trades)
		s->have |= BT_NEEDS_TRADES | BT_NEEDS_EXCURSIONS;
	if (!in->is_part)
		s->have |= BT_NEEDS_WHOLE;
	if (in->ndeals > 0)
		s->have |= BT_NEEDS_A_TRADE;
	if (!in->has_positions || in->n == 0)
		return;
	s->have |= BT_NEEDS_POSITIONS | BT_NEEDS_GROSS;
	s->exposure = (double)in->held / (double)in->n;
	s->gross = bt_sum_value(&in->gross) / (double)in->n;
}

int
bt_study_of(const struct bt_input *in, const struct bt_study_rule *rule,
    struct bt_study *s, struct bt_err *err)
{
	const unsigned needs = rule->needs != 0 ? rule->needs : ~0u;
	const double none = (double)NAN;

	*s = (struct bt_study){ .from = BT_TIME_NONE, .to = BT_TIME_NONE,
	    .date_only = in->date_only, .rows = in->n,
	    .risk_free = rule->risk_free, .years = none, .total = none,
	    .first = none, .last = none, .mean_equity = none,
	    .exposure = none, .gross = none };
	if (rule->returns == BT_RETURNS_DAY && in->n > 0 && !in->dated)
		return bt_err_set(err, BT_EUSAGE,
		    "returns by day need a column of dates or times");
	choose_periods(in, rule, s);
	if (measure_curve(in, rule, needs, s, err) == -1)
		return -1;
	if (in->n == 0 && in->has_summary)
		measure_summary(&in->summary, s);
	measure_trades(in, needs, s);
	if (s->years > 0.0)
		s->have |= BT_NEEDS_DATES;
	if (isfinite(s->total))
		s->have |= BT_NEEDS_TOTAL;
	return 0;
}
