/* SPDX-License-Identifier: ISC */
/*
 * ns per bar of every indicator with its default parameters, over a million
 * seeded bars in cents: the median of five rounds.  Then the same for a column
 * that is not decimal, and for windows of 20 and 2,000.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/base/mem.h"
#include "lib/base/rng.h"
#include "lib/signal/indicator.h"

#define BARS 1000000
#define ROUNDS 5

enum { HIGH, LOW, CLOSE, VOLUME, NINPUTS };

static double
now(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e9 + (double)ts.tv_nsec;
}

/* A walk of 0.06 % a bar around 100; in cents, or all digits of it. */
static void
make(double *const *in, int decimal)
{
	const double unit = decimal ? 100.0 : 1e12;
	struct bt_rng r;
	double open = 100.0;
	size_t i;

	bt_rng_init(&r, 20240101, 0);
	for (i = 0; i < BARS; i++) {
		in[CLOSE][i] = rint(unit * open *
		    (1.0 + 0.0006 * bt_rng_normal(&r))) / unit;
		in[HIGH][i] = rint(unit * fmax(open, in[CLOSE][i]) *
		    (1.0 + 0.0003 * bt_rng_uniform(&r))) / unit;
		in[LOW][i] = rint(unit * fmin(open, in[CLOSE][i]) *
		    (1.0 - 0.0003 * bt_rng_uniform(&r))) / unit;
		in[VOLUME][i] = (double)bt_rng_below(&r, 100000);
		open = in[CLOSE][i];
	}
}

static int
ascending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double
measure(const struct bt_indicator *ind, double *const *column,
    const double *param, double *const *out, struct bt_err *err)
{
	const char *letters = "hlcv";
	const double *in[BT_INDICATOR_INPUTS];
	double start, took[ROUNDS];
	const char *at;
	size_t k;

	for (k = 0; k < strlen(ind->inputs); k++) {
		at = strchr(letters, ind->inputs[k]);
		in[k] = column[at != NULL ? at - letters : CLOSE];
	}
	for (k = 0; k < ROUNDS; k++) {
		start = now();
		if (bt_indicator_compute(ind, BARS, in, param, out, err) == -1)
			return -1.0;
		took[k] = (now() - start) / BARS;
	}
	qsort(took, ROUNDS, sizeof(took[0]), ascending);
	return took[ROUNDS / 2];
}

/* Defaults, or n for the window where there is one called so. */
static void
parameters(const struct bt_indicator *ind, double n, double *param)
{
	size_t k;

	for (k = 0; k < bt_indicator_nparams(ind); k++)
		param[k] = n > 0.0 && strcmp(ind->param[k].name, "n") == 0 ?
		    n : ind->param[k].def;
}

static int
table(const char *title, double *const *in, double n, double *const *out,
    struct bt_err *err)
{
	const struct bt_indicator *ind;
	double ns, param[BT_INDICATOR_PARAMS];
	size_t i;

	printf("\n%s\n", title);
	for (i = 0; (ind = bt_indicator_at(i)) != NULL; i++) {
		parameters(ind, n, param);
		if ((ns = measure(ind, in, param, out, err)) < 0.0)
			return -1;
		printf("%-10s %8.1f ns/bar\n", ind->name, ns);
	}
	return 0;
}

int
main(void)
{
	struct bt_err err = BT_ERR_INIT;
	double *in[NINPUTS], *out[BT_INDICATOR_OUTPUTS];
	size_t k;

	for (k = 0; k < NINPUTS; k++)
		if ((in[k] = bt_column(BARS, &err)) == NULL)
			return 4;
	for (k = 0; k < BT_INDICATOR_OUTPUTS; k++)
		if ((out[k] = bt_column(BARS, &err)) == NULL)
			return 4;
	make(in, 1);
	if (table("cents, defaults", in, 0.0, out, &err) == -1 ||
	    table("cents, n = 2000", in, 2000.0, out, &err) == -1)
		return 4;
	make(in, 0);
	if (table("not decimal, defaults", in, 0.0, out, &err) == -1)
		return 4;
	for (k = 0; k < NINPUTS; k++)
		free(in[k]);
	for (k = 0; k < BT_INDICATOR_OUTPUTS; k++)
		free(out[k]);
	return 0;
}
