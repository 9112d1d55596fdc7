/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/report/chart.h"
#include "lib/report/sieve.h"

/* Charts of one parameter each, side by side and below each other. */
#define MOST 6

static double
x_of(const struct bt_trialset_dim *dim, size_t i)
{
	return dim->is_number ? dim->value[i] : dim->at[i] ==
	    BT_TRIALSET_NONE ? (double)NAN : (double)dim->at[i];
}

/* What a picture shows of all trials: from where to where. */
static void
range_of(const struct bt_trialset *set, const struct bt_trialset_dim *dim,
    double range[4])
{
	size_t i;

	range[0] = range[2] = HUGE_VAL;
	range[1] = range[3] = -HUGE_VAL;
	for (i = 0; i < set->n; i++) {
		if (isnan(set->value[i]) || isnan(x_of(dim, i)))
			continue;
		range[0] = fmin(range[0], x_of(dim, i));
		range[1] = fmax(range[1], x_of(dim, i));
		range[2] = fmin(range[2], set->value[i]);
		range[3] = fmax(range[3], set->value[i]);
	}
}

static size_t
put_points(struct bt_plot *plot, const struct bt_trialset *set,
    const struct bt_trialset_dim *dim, const double range[4])
{
	const size_t id = bt_plot_data(plot);
	struct bt_sieve sieve;
	size_t i;
	double x;

	if (bt_sieve_init(&sieve, range, plot->err) == -1) {
		plot->failed = true;
		return id;
	}
	for (i = 0; i < set->n; i++) {
		x = x_of(dim, i);
		if (!isnan(set->value[i]) && !isnan(x) &&
		    bt_sieve_takes(&sieve, x, set->value[i]))
			bt_plot_printf(plot, "%.6g %.6g\n", x, set->value[i]);
	}
	bt_sieve_free(&sieve);
	bt_plot_data_end(plot);
	return id;
}

/* The mean of each level, where a level is one value. */
static size_t
put_means(struct bt_plot *plot, const struct bt_trialset *set,
    const struct bt_trialset_dim *dim)
{
	double *sum = bt_calloc(2 * dim->nlevels, sizeof(*sum), plot->err);
	const size_t id = bt_plot_data(plot);
	size_t i, k;

	for (i = 0; sum != NULL && i < set->n; i++) {
		k = dim->at[i];
		if (isnan(set->value[i]) || k == BT_TRIALSET_NONE)
			continue;
		sum[2 * k] += set->value[i];
		sum[2 * k + 1] += 1.0;
	}
	for (k = 0; sum != NULL && k < dim->nlevels; k++)
		if (sum[2 * k + 1] > 0.0)
			bt_plot_printf(plot, "%.9g %.9g\n", dim->is_number ?
			    dim->level[k] : (double)k, sum[2 * k] /
			    sum[2 * k + 1]);
	if (sum == NULL)
		plot->failed = true;
	free(sum);
	bt_plot_data_end(plot);
	return id;
}

static void
put_words(struct bt_plot *plot, const struct bt_trialset_dim *dim)
{
	char buf[BT_PLOT_TEXT];
	size_t i;

	bt_plot_printf(plot, "set xrange [-0.5:%zu.5]\nset xtics (",
	    dim->nlevels - 1);
	for (i = 0; i < dim->nlevels && i < 12; i++) {
		bt_plot_printf(plot, i > 0 ? ", " : "");
		bt_plot_quoted(plot, bt_plot_shortened(buf,
		    bt_span(dim->word[i]), 8.0, false, 60.0));
		bt_plot_printf(plot, " %zu", i);
	}
	bt_plot_printf(plot, ") nomirror scale 0.4 font ',8' textcolor rgb '"
	    BT_PLOT_MUTED "'\n");
}

static void
draw_dim(struct bt_plot *plot, const struct bt_trialset *set,
    const struct bt_trialset_dim *dim, const struct bt_place *place)
{
	char title[256];
	struct bt_place in;
	double range[4];
	size_t id, means;

	range_of(set, dim, range);
	id = put_points(plot, set, dim, range);
	means = put_means(plot, set, dim);
	(void)snprintf(title, sizeof(title), "%.60s by %.60s", set->objective,
	    dim->name);
	bt_plot_frame(plot, place, title, &in);
	if (dim->is_number)
		bt_plot_axis(plot, "x", BT_SCALE_NUMBER, range[0], range[1],
		    in.width, 46.0);
	else
		put_words(plot, dim);
	bt_plot_axis(plot, "y", BT_SCALE_NUMBER, range[2], range[3],
	    in.height, 22.0);
	bt_plot_printf(plot, "plot $D%zu using 1:2 with points pt %s ps 0.35 "
	    "lc rgb '" BT_PLOT_BLUE "' notitle", id, plot->plain ? "'.'" :
	    "7");
	if (dim->nlevels > 1 && set->nvalid > 2 * dim->nlevels)
		bt_plot_printf(plot, ", $D%zu using 1:2 with %s lw 1.6 lc rgb "
		    "'" BT_PLOT_RED "' notitle", means, plot->plain ?
		    "points pt 'o'" : "lines");
	bt_plot_printf(plot, "\n");
}

void
bt_chart_scatter(struct bt_plot *plot, const struct bt_document *doc,
    const struct bt_place *place)
{
	const struct bt_trialset *set = doc->trials;
	const size_t n = plot->plain ? 1 : set->ndims < MOST ? set->ndims :
	    MOST, across = n < 2 ? 1 : n < 5 ? 2 : 3, down = (n + across - 1) /
	    across;
	struct bt_place part = { .width = place->width / (double)across,
		.height = place->height / (double)down };
	size_t i;

	for (i = 0; i < n; i++) {
		part.left = place->left + part.width * (double)(i % across);
		part.bottom = place->bottom + part.height *
		    (double)(down - 1 - i / across);
		draw_dim(plot, set, &set->dim[i], &(struct bt_place){
		    part.left, part.bottom, part.width - 10.0,
		    part.height - 8.0 });
	}
}
