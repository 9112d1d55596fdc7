/* SPDX-License-Identifier: ISC */
#include "lib/chance/draw.h"

#include <math.h>
#include <stddef.h>

#include "lib/base/portable.h"

/* Where the tail begins and the area of each layer; Marsaglia and Tsang. */
#define NORMAL_TAIL 3.442619855899
#define NORMAL_AREA 9.91256303526217e-3
#define EXPONENTIAL_TAIL 7.69711747013104972
#define EXPONENTIAL_AREA 3.9496598225815571993e-3

static double
bell(double x)
{
	return bt_portable_exp(-0.5 * x * x);
}

void
bt_draw_tables_init(struct bt_draw_tables *t)
{
	double *x = t->normal, *y = t->exponential;
	size_t i;

	x[0] = NORMAL_AREA / bell(NORMAL_TAIL);
	x[1] = NORMAL_TAIL;
	for (i = 2; i < BT_DRAW_NORMAL; i++)
		x[i] = sqrt(-2 * bt_portable_log(NORMAL_AREA / x[i - 1] +
		    bell(x[i - 1])));
	x[BT_DRAW_NORMAL] = 0;
	for (i = 0; i < BT_DRAW_NORMAL; i++)
		t->normal_share[i] = x[i + 1] / x[i];
	y[0] = EXPONENTIAL_AREA / bt_portable_exp(-EXPONENTIAL_TAIL);
	y[1] = EXPONENTIAL_TAIL;
	for (i = 2; i < BT_DRAW_EXPONENTIAL; i++)
		y[i] = -bt_portable_log(EXPONENTIAL_AREA / y[i - 1] +
		    bt_portable_exp(-y[i - 1]));
	y[BT_DRAW_EXPONENTIAL] = 0;
	for (i = 0; i < BT_DRAW_EXPONENTIAL; i++)
		t->exponential_share[i] = y[i + 1] / y[i];
}

uint64_t
bt_draw_key(struct bt_span name, unsigned int purpose)
{
	uint64_t h = 0xcbf29ce484222325;
	size_t i;

	for (i = 0; i < name.n; i++)
		h = (h ^ (unsigned char)name.s[i]) * 0x100000001b3;
	/* 0xff is in no UTF-8 text: no name runs into a purpose. */
	h = (h ^ 0xff) * 0x100000001b3;
	return (h ^ purpose) * 0x100000001b3;
}

void
bt_draw_init(struct bt_draw *d, const struct bt_draw_tables *tables,
    uint64_t seed, uint64_t key)
{
	bt_rng_init(&d->rng, seed, key);
	d->tables = tables;
}

/* (0, 1]: its logarithm is finite. */
static double
above_zero(struct bt_draw *d)
{
	return 1 - bt_draw_uniform(d);
}

/* Beyond NORMAL_TAIL; Marsaglia's method for the tail. */
static double
normal_tail(struct bt_draw *d)
{
	double x, y;

	do {
		x = -bt_portable_log(above_zero(d)) / NORMAL_TAIL;
		y = -bt_portable_log(above_zero(d));
	} while (y + y < x * x);
	return NORMAL_TAIL + x;
}

double
bt_draw_normal_edge(struct bt_draw *d, uint64_t word)
{
	const double *edge = d->tables->normal;
	double u, x, low, high;
	size_t i;

	for (;; word = bt_rng_next(&d->rng)) {
		i = word % BT_DRAW_NORMAL;
		u = bt_draw_normal_place(word);
		if (fabs(u) < d->tables->normal_share[i])
			return u * edge[i];
		if (i == 0)
			return u < 0 ? -normal_tail(d) : normal_tail(d);
		x = u * edge[i];
		low = bell(edge[i]);
		high = bell(edge[i + 1]);
		if (low + bt_draw_uniform(d) * (high - low) < bell(x))
			return x;
	}
}

double
bt_draw_exponential_edge(struct bt_draw *d, uint64_t word)
{
	const double *edge = d->tables->exponential;
	double u, x, low, high, before = 0;
	size_t i;

	for (;; word = bt_rng_next(&d->rng)) {
		i = word % BT_DRAW_EXPONENTIAL;
		u = (double)(word >> 11) * 0x1p-53;
		if (u < d->tables->exponential_share[i])
			return before + u * edge[i];
		if (i == 0) {	/* the tail is the whole again, moved */
			before += EXPONENTIAL_TAIL;
			continue;
		}
		x = u * edge[i];
		low = bt_portable_exp(-edge[i]);
		high = bt_portable_exp(-edge[i + 1]);
		if (low + bt_draw_uniform(d) * (high - low) <
		    bt_portable_exp(-x))
			return before + x;
	}
}
