/* SPDX-License-Identifier: ISC */
#include "lib/chance/path.h"

#include <math.h>
#include <string.h>

#include "lib/base/portable.h"

#define MOST 1e12		/* no price is higher */

/* Where x begins, ends and has been in a bar. */
struct shape {
	double	open, high, low;
};

/* The parameters that are the symbol's unless they are given. */
static void
fill(struct bt_path *p)
{
	const struct bt_method *m = p->rule->model;
	const struct bt_param *param = m->family->params;
	size_t i;

	memcpy(p->state.p, m->value, sizeof(p->state.p));
	for (i = 0; i < BT_METHOD_PARAMS && param[i].name != NULL; i++) {
		if (isfinite(m->value[i]))
			continue;
		if (strcmp(param[i].name, "drift") == 0)
			p->state.p[i] = p->rule->drift;
		else if (strcmp(param[i].name, "volatility") == 0)
			p->state.p[i] = p->rule->volatility;
	}
}

/* The model's, where it has one. */
static double
volatility(const struct bt_path *p)
{
	const struct bt_param *param = p->rule->model->family->params;
	size_t i;

	for (i = 0; i < BT_METHOD_PARAMS && param[i].name != NULL; i++)
		if (strcmp(param[i].name, "volatility") == 0)
			return p->state.p[i];
	return p->rule->volatility;
}

void
bt_path_init(struct bt_path *p, const struct bt_path_rule *rule,
    struct bt_source *source, size_t nsource, const struct bt_draw *own)
{
	*p = (struct bt_path){ .rule = rule, .model = bt_model(rule->model),
	    .source = source, .nsource = nsource, .own = *own };
	p->x = p->model->additive ? rule->start : bt_portable_log(rule->start);
	p->state.session = 1 / rule->days;
	fill(p);
	p->model->start(&p->state, p->x, &p->own);
	/* Feller, 1951: the mean range of Brownian motion, sqrt(8 / pi) sd. */
	p->range = 1.5957691216057308 * volatility(p) *
	    sqrt((1 - rule->overnight) / rule->days);
}

static double
shock(struct bt_path *p)
{
	double z = 0;
	size_t i;

	for (i = 0; i < p->nsource; i++)
		z += p->source[i].weight *
		    bt_draw_normal(&p->source[i].draw);
	return z;
}

static void
reach(struct shape *s, double x)
{
	if (x > s->high)
		s->high = x;
	if (x < s->low)
		s->low = x;
}

/*
 * The highest and the lowest of a step are (sum +- sqrt(square)) / 2; most of
 * them are inside what was reached before, and need no root.
 */
static void
stretch(struct shape *s, double sum, double up, double down)
{
	const double above = 2 * s->high - sum, below = sum - 2 * s->low;

	if (above < 0 || up > above * above)
		reach(s, 0.5 * (sum + sqrt(up)));
	if (below < 0 || down > below * below)
		reach(s, 0.5 * (sum - sqrt(down)));
}

/* One step; the shape's high and low take in what lies between. */
static void
advance(struct bt_path *p, double dt, struct shape *s)
{
	struct bt_step step;
	double square, up, down;

	p->model->step(&p->state, p->x, dt, shock(p), &p->own, &step);
	if (s != NULL) {
		square = step.move * step.move;
		up = square + 2 * step.variance * bt_draw_exponential(&p->own);
		down = square + 2 * step.variance *
		    bt_draw_exponential(&p->own);
		stretch(s, p->x + p->x + step.move, up, down);
	}
	p->x += step.move + step.jump;
	if (s != NULL)
		reach(s, p->x);
}

/* From the close before to this open; the years of a step of the bar. */
static double
open_bar(struct bt_path *p, const struct bt_beat *beat)
{
	const struct bt_path_rule *r = p->rule;

	if (beat->first && p->begun && r->overnight > 0)
		advance(p, r->overnight / r->days, NULL);
	p->begun = true;
	return (1 - r->overnight) * beat->share / (r->days * r->steps);
}

/*
 * A tick is a decimal: 12345 / 100 is the double nearest to 123.45, 12345 *
 * 0.01 is not always.
 */
double
bt_path_round(const struct bt_path_rule *r, double price)
{
	double n;

	if (!(price < MOST))
		price = MOST;
	n = price * r->power / r->unit + 0.5;
	/* Where a double has no fractions any more, there is none to cut. */
	if (n < 0x1p52)
		n = (double)(int64_t)n;
	return (n < 1 ? 1 : n) * r->unit / r->power;
}

static double
price_of(const struct bt_path *p, double x)
{
	return bt_path_round(p->rule, p->model->additive ? fabs(x) :
	    bt_portable_exp(x));
}

/* An additive x may be below 0, and |x| is the price: it is reflected. */
static void
reflect(struct shape *s)
{
	const double high = s->high, low = s->low;

	s->high = fmax(fabs(high), fabs(low));
	s->low = high > 0 && low < 0 ? 0 : fmin(fabs(high), fabs(low));
}

static double
volume_of(struct bt_path *p, const struct bt_beat *beat, double range)
{
	const double usual = p->range * sqrt(beat->share);
	double v = p->rule->volume * beat->share;

	if (v == 0)
		return 0;
	if (usual > 0)
		v *= 0.4 + 0.6 * range / usual;
	/* E exp(0.3 z) = exp(0.045) */
	v *= bt_portable_exp(0.3 * bt_draw_normal(&p->own) - 0.045);
	v = floor(v + 0.5);
	return v < 1 ? 1 : v < 1e15 ? v : 1e15;
}

/* A bar of the sample, moved to where x is. */
static void
draw_bar(struct bt_path *p, struct bt_bar *bar)
{
	const struct bt_bars *b = p->rule->sample;
	const size_t i = bt_model_sample(&p->state, b->n - 1, &p->own) + 1;
	const double scale = p->x / (p->begun ? b->close[i - 1] : b->open[i]);

	p->begun = true;
	p->x = fmin(scale * b->close[i], MOST);
	bar->open = bt_path_round(p->rule, scale * b->open[i]);
	bar->close = bt_path_round(p->rule, p->x);
	bar->high = bt_path_round(p->rule, scale * b->high[i]);
	bar->low = bt_path_round(p->rule, scale * b->low[i]);
	bar->volume = p->rule->volume * b->volume[i];
}

static void
step_bar(struct bt_path *p, const struct bt_beat *beat, struct bt_bar *bar)
{
	const double dt = open_bar(p, beat);
	struct shape s = { p->x, p->x, p->x };
	double range;
	int i;

	for (i = 0; i < p->rule->steps; i++)
		advance(p, dt, &s);
	if (p->model->end != NULL)
		p->model->end(&p->state);
	range = s.high - s.low;
	if (p->model->additive) {
		range /= p->rule->start;
		reflect(&s);
	}
	bar->open = price_of(p, s.open);
	bar->close = price_of(p, p->x);
	bar->high = price_of(p, s.high);
	bar->low = price_of(p, s.low);
	bar->volume = volume_of(p, beat, range);
}

void
bt_path_bar(struct bt_path *p, const struct bt_beat *beat, struct bt_bar *bar)
{
	bar->time = beat->time;
	if (p->model->sampled)
		draw_bar(p, bar);
	else
		step_bar(p, beat, bar);
	/* Rounding keeps the order, but exp() may break it by its last bit. */
	bar->high = fmax(bar->high, fmax(bar->open, bar->close));
	bar->low = fmin(bar->low, fmin(bar->open, bar->close));
}

/* Somewhere in part i of n. */
static int64_t
tick_time(struct bt_path *p, const struct bt_beat *beat, int i, int n)
{
	const double at = ((double)i + bt_draw_uniform(&p->own)) / n;

	return beat->time + (int64_t)(at * (double)(beat->length /
	    1000000)) * 1000000;
}

void
bt_path_ticks(struct bt_path *p, const struct bt_beat *beat,
    struct bt_tick *tick)
{
	const double dt = open_bar(p, beat);
	const int n = p->rule->steps + 1;
	struct bt_beat part = *beat;
	double from;
	int i;

	part.share /= n;
	for (i = 0; i < n; i++) {
		from = p->x;
		if (i > 0)
			advance(p, dt, NULL);
		tick[i].time = i == 0 ? beat->time : tick_time(p, beat, i, n);
		tick[i].price = price_of(p, p->x);
		/* A step's mean range is twice its mean |move|. */
		tick[i].volume = volume_of(p, &part, 2 * fabs(p->x - from) /
		    (p->model->additive ? p->rule->start : 1));
	}
	if (p->model->end != NULL)
		p->model->end(&p->state);
}
