/* SPDX-License-Identifier: ISC */
#include "lib/sweep/overfit_map.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"

struct sum {
	uint64_t	n;
	double		best, sum;	/* the sum of what is over origin */
};

/* Sums of a dim's classes, then those of its pairs with the dims before. */
struct bt_overfit_map {
	const struct bt_space	 *space;
	struct bt_overfit_axis	 *axis;
	struct sum		**one;		/* a dim each */
	struct sum		**two;		/* place(x, y) each */
	struct sum		 *all;		/* memory of both */
	size_t			 *at;		/* classes of a point */
	uint64_t		  n;
	double			  origin;	/* the first: sums stay small */
	double			  sum, square;
};

static size_t
classes_of(const struct bt_dim *d)
{
	return d->levels > 0 && d->levels <= BT_OVERFIT_LEVELS && !d->log ?
	    d->levels : BT_OVERFIT_PARTS;
}

size_t
bt_overfit_axis_class(const struct bt_overfit_axis *a, double value)
{
	const double i = bt_dim_unit(a->dim, value) * (double)a->classes;

	return i >= (double)a->classes ? a->classes - 1 :
	    i > 0.0 ? (size_t)i : 0;
}

double
bt_overfit_axis_value(const struct bt_overfit_axis *a, size_t i)
{
	return bt_dim_at(a->dim, ((double)i + 0.5) / (double)a->classes);
}

/* Where in two the pair of dims x < y stands. */
static size_t
place(size_t x, size_t y)
{
	return y * (y - 1) / 2 + x;
}

/* Point one and two into all; or, where there is no memory yet, count. */
static size_t
lay_out(struct bt_overfit_map *m)
{
	size_t x, y, used = 0;

	for (y = 0; y < m->space->ndims; y++) {
		if (m->all != NULL)
			m->one[y] = m->all + used;
		used += m->axis[y].classes;
		for (x = 0; x < y; x++) {
			if (m->all != NULL)
				m->two[place(x, y)] = m->all + used;
			used += m->axis[x].classes * m->axis[y].classes;
		}
	}
	return used;
}

struct bt_overfit_map *
bt_overfit_map_new(const struct bt_space *space, struct bt_err *err)
{
	struct bt_overfit_map *m = bt_calloc(1, sizeof(*m), err);
	const size_t n = space->ndims;
	size_t i;

	if (m == NULL)
		return NULL;
	m->space = space;
	m->axis = bt_calloc(n, sizeof(*m->axis), err);
	m->one = bt_calloc(n, sizeof(struct sum *), err);
	m->two = bt_calloc(n * n, sizeof(struct sum *), err);
	m->at = bt_calloc(n, sizeof(*m->at), err);
	if (m->axis == NULL || m->one == NULL || m->two == NULL ||
	    m->at == NULL) {
		bt_overfit_map_free(m);
		return NULL;
	}
	for (i = 0; i < n; i++)
		m->axis[i] = (struct bt_overfit_axis){ &space->dim[i],
		    classes_of(&space->dim[i]) };
	m->all = bt_calloc(lay_out(m), sizeof(*m->all), err);
	if (m->all == NULL) {
		bt_overfit_map_free(m);
		return NULL;
	}
	(void)lay_out(m);
	return m;
}

void
bt_overfit_map_free(struct bt_overfit_map *m)
{
	if (m == NULL)
		return;
	free(m->axis);
	free(m->one);
	free(m->two);
	free(m->at);
	free(m->all);
	free(m);
}

static void
add(struct sum *s, double x, double objective)
{
	s->best = s->n == 0 || objective > s->best ? objective : s->best;
	s->sum += x;
	s->n++;
}

void
bt_overfit_map_add(struct bt_overfit_map *m, const double *point,
    double objective)
{
	const size_t n = m->space->ndims;
	size_t x, y;
	double d;

	if (m->n++ == 0)
		m->origin = objective;
	d = objective - m->origin;
	m->sum += d;
	m->square += d * d;
	for (y = 0; y < n; y++) {
		m->at[y] = bt_overfit_axis_class(&m->axis[y], point[y]);
		add(&m->one[y][m->at[y]], d, objective);
		for (x = 0; x < y; x++)
			add(&m->two[place(x, y)][m->at[x] *
			    m->axis[y].classes + m->at[y]], d, objective);
	}
}

const struct bt_overfit_axis *
bt_overfit_map_axis(const struct bt_overfit_map *m, size_t dim)
{
	return &m->axis[dim];
}

static struct bt_overfit_cell
cell_of(const struct bt_overfit_map *m, const struct sum *s)
{
	if (s->n == 0)
		return (struct bt_overfit_cell){ 0, (double)NAN,
		    (double)NAN };
	return (struct bt_overfit_cell){ s->n, s->best,
	    m->origin + s->sum / (double)s->n };
}

struct bt_overfit_cell
bt_overfit_map_class(const struct bt_overfit_map *m, size_t dim, size_t i)
{
	return cell_of(m, &m->one[dim][i]);
}

struct bt_overfit_cell
bt_overfit_map_cell(const struct bt_overfit_map *m, size_t x, size_t y,
    size_t i, size_t j)
{
	return cell_of(m, &m->two[place(x, y)][i * m->axis[y].classes + j]);
}

double
bt_overfit_map_importance(const struct bt_overfit_map *m, size_t dim)
{
	const double n = (double)m->n, mean = m->sum / n;
	const double total = m->square - m->sum * mean;
	double between = 0.0, used = 0.0, within, d;
	const struct sum *s;
	size_t i;

	for (i = 0; i < m->axis[dim].classes; i++) {
		s = &m->one[dim][i];
		if (s->n == 0)
			continue;
		d = s->sum / (double)s->n - mean;
		between += (double)s->n * d * d;
		used += 1.0;
	}
	if (!(total > 1e-12 * m->square) || n <= used)
		return (double)NAN;
	within = fmax(total - between, 0.0) / (n - used);
	return fmin(fmax((between - (used - 1.0) * within) / total, 0.0),
	    1.0);
}
