/* SPDX-License-Identifier: ISC */
#ifndef TESTS_REFERENCE_SHEET_H
#define TESTS_REFERENCE_SHEET_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/in.h"
#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/stream/csv.h"

/*
 * A CSV file of numbers from the reference data, by columns; NAN where a cell
 * is not a number.
 */
#define SHEET_ROWS 2148		/* days of GOOG */
#define SHEET_COLUMNS 200

struct sheet {
	char	 name[SHEET_COLUMNS][64];
	double	*column[SHEET_COLUMNS];
	size_t	 n, rows;
};

static int
sheet_row(struct sheet *s, struct bt_csv *csv, struct bt_err *err)
{
	const struct bt_span *f = bt_csv_fields(csv, err);
	size_t k;

	if (f == NULL || s->rows == SHEET_ROWS)
		return -1;
	for (k = 0; k < s->n; k++)
		if (bt_num_parse(f[k].s, f[k].n, &s->column[k][s->rows]) == -1)
			s->column[k][s->rows] = (double)NAN;
	s->rows++;
	return 0;
}

static int
sheet_read(struct sheet *s, const char *path)
{
	struct bt_csv_rule rule = { 0 };
	struct bt_err err = BT_ERR_INIT;
	const struct bt_span *header;
	struct bt_csv *csv;
	struct bt_in *in;
	size_t k;
	int got;

	if ((in = bt_in_open(path, &err)) == NULL)
		return -1;
	csv = bt_csv_new(in, &rule, &err);
	assert_non_null(csv);
	header = bt_csv_header(csv, &s->n);
	assert_true(s->n <= SHEET_COLUMNS);
	for (k = 0; k < s->n; k++) {
		snprintf(s->name[k], sizeof(s->name[k]), "%.*s",
		    BT_SPAN(header[k]));
		s->column[k] = bt_column(SHEET_ROWS, &err);
		assert_non_null(s->column[k]);
	}
	while ((got = bt_csv_next(csv, &err)) == 1)
		assert_int_equal(sheet_row(s, csv, &err), 0);
	assert_int_equal(got, 0);
	assert_int_equal(s->rows, SHEET_ROWS);
	bt_csv_free(csv);
	bt_in_close(in);
	return 0;
}

static const double *
sheet_column(const struct sheet *s, const char *name)
{
	size_t k;

	for (k = 0; k < s->n && strcmp(s->name[k], name) != 0; k++)
		continue;
	if (k == s->n)
		fail_msg("no column '%s'", name);
	return s->column[k];
}

/* A file below $BT_REFERENCE; -1 if it is not there. */
static int
sheet_open(struct sheet *s, const char *name)
{
	const char *base = getenv("BT_REFERENCE");
	char path[1024];

	snprintf(path, sizeof(path), "%s/%s",
	    base != NULL ? base : "../shared/reference", name);
	return sheet_read(s, path);
}

static void
sheet_free(struct sheet *s)
{
	size_t k;

	for (k = 0; k < s->n; k++)
		free(s->column[k]);
}

#endif
