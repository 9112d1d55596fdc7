/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <string.h>

#include "lib/sweep/walkforward.h"

/* One dim of the choices. */
struct wander {
	const struct bt_walkforward_choice	*choice;
	size_t					 n, dim;
};

static struct bt_span
text_of(const struct wander *w, size_t i)
{
	return w->choice[i].text[w->dim];
}

static bool
same(struct bt_span a, struct bt_span b)
{
	return a.n == b.n && memcmp(a.s, b.s, a.n) == 0;
}

/* Times that the value of choice i is chosen; 0 if it was met before i. */
static size_t
count(const struct wander *w, size_t i)
{
	const struct bt_span text = text_of(w, i);
	size_t k, times = 0;

	for (k = 0; k < w->n; k++) {
		if (text_of(w, k).s == NULL || !same(text_of(w, k), text))
			continue;
		if (k < i)
			return 0;
		times++;
	}
	return times;
}

static void
compare(const struct wander *w, struct bt_walkforward_drift *d)
{
	struct bt_span last = { NULL, 0 };
	size_t i, times;

	for (i = 0; i < w->n; i++) {
		if (text_of(w, i).s == NULL)
			continue;
		d->windows++;
		d->changes += last.s != NULL && !same(last, text_of(w, i));
		last = text_of(w, i);
		times = count(w, i);
		d->distinct += times > 0;
		if (times > d->times) {
			d->times = times;
			d->usual = text_of(w, i);
		}
	}
}

/* Mean and standard deviation (n - 1) in two passes. */
static void
measure(const struct wander *w, struct bt_walkforward_drift *d)
{
	double x, sum = 0, squares = 0;
	size_t i;

	for (i = 0; i < w->n; i++)
		if (text_of(w, i).s != NULL) {
			x = w->choice[i].value[w->dim];
			sum += x;
			d->min = fmin(d->min, x);
			d->max = fmax(d->max, x);
		}
	if (d->windows == 0)
		return;
	d->mean = sum / (double)d->windows;
	for (i = 0; i < w->n; i++)
		if (text_of(w, i).s != NULL) {
			x = w->choice[i].value[w->dim] - d->mean;
			squares += x * x;
		}
	if (d->windows > 1)
		d->sd = sqrt(squares / (double)(d->windows - 1));
}

void
bt_walkforward_drift(const struct bt_walkforward_choice *choice, size_t n,
    const struct bt_trials_dim *dim, size_t ndims,
    struct bt_walkforward_drift *drift)
{
	const double none = (double)NAN;
	struct wander w = { choice, n, 0 };

	for (w.dim = 0; w.dim < ndims; w.dim++) {
		drift[w.dim] = (struct bt_walkforward_drift){
			.name = dim[w.dim].name,
			.is_number = dim[w.dim].is_number, .mean = none,
			.sd = none, .min = none, .max = none };
		compare(&w, &drift[w.dim]);
		if (dim[w.dim].is_number)
			measure(&w, &drift[w.dim]);
	}
}
