/* SPDX-License-Identifier: ISC */
#include "lib/chance/correlation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/file.h"
#include "lib/base/mem.h"
#include "lib/base/num.h"

#define FILE_MAX (64 << 20)	/* bytes */
#define MOST 5000		/* symbols: 200 MB */
#define SLACK 1e-9		/* that rounding in the file may cause */

int
bt_correlation_factor(double *a, size_t n)
{
	double sum, *ri, *rj;
	size_t i, j, k;

	for (j = 0; j < n; j++) {
		rj = a + j * n;
		for (sum = rj[j], k = 0; k < j; k++)
			sum -= rj[k] * rj[k];
		if (sum < -SLACK)
			return -1;
		rj[j] = sum < SLACK ? 0 : sqrt(sum);
		for (i = j + 1; i < n; i++) {
			ri = a + i * n;
			for (sum = ri[j], k = 0; k < j; k++)
				sum -= ri[k] * rj[k];
			if (rj[j] == 0 && fabs(sum) > sqrt(SLACK))
				return -1;
			ri[j] = rj[j] == 0 ? 0 : sum / rj[j];
		}
	}
	return 0;
}

long
bt_correlation_find(const struct bt_correlation *c, struct bt_span name)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->name[i].n == name.n &&
		    memcmp(c->name[i].s, name.s, name.n) == 0)
			return (long)i;
	return -1;
}

static int
read_header(struct bt_correlation *c, struct bt_span line, struct bt_err *err)
{
	struct bt_span rest = line, cell;
	size_t most = 0, i;

	for (i = 0; i < line.n; i++)
		most += line.s[i] == ',';
	if (most == 0)
		return bt_err_set(err, BT_EUSAGE, "want the header of a "
		    "correlation matrix, as in 'symbol,AAA,BBB'");
	if (most > MOST)
		return bt_err_set(err, BT_EUSAGE, "want at most %d symbols, "
		    "got %zu", MOST, most);
	if ((c->name = bt_calloc(most, sizeof(*c->name), err)) == NULL ||
	    (c->factor = bt_calloc(most * most, sizeof(*c->factor), err)) ==
	    NULL)
		return -1;
	(void)bt_span_cut(&rest, ',', &cell);
	while (bt_span_cut(&rest, ',', &cell)) {
		cell = bt_span_trim(cell);
		if (cell.n == 0 || bt_correlation_find(c, cell) != -1)
			return bt_err_set(err, BT_EUSAGE, "want different "
			    "names in the header, got '%.*s'", BT_SPAN(cell));
		c->name[c->n++] = cell;
	}
	return 0;
}

static int
read_row(struct bt_correlation *c, struct bt_span line, bool *seen,
    struct bt_err *err)
{
	struct bt_span rest = line, cell;
	size_t k;
	double x;
	long i;

	(void)bt_span_cut(&rest, ',', &cell);
	cell = bt_span_trim(cell);
	if ((i = bt_correlation_find(c, cell)) == -1 || seen[i])
		return bt_err_set(err, BT_EUSAGE, "want a row for each name "
		    "of the header, got '%.*s'", BT_SPAN(cell));
	seen[i] = true;
	for (k = 0; bt_span_cut(&rest, ',', &cell); k++) {
		cell = bt_span_trim(cell);
		if (k >= c->n || bt_num_parse(cell.s, cell.n, &x) == -1 ||
		    x < -1 || x > 1 || ((long)k == i && x != 1))
			return bt_err_set(err, BT_EUSAGE, "want %zu "
			    "correlations from -1 to 1, and 1 with itself, "
			    "got '%.*s'", c->n, BT_SPAN(cell));
		c->factor[(size_t)i * c->n + k] = x;
	}
	if (k < c->n)
		return bt_err_set(err, BT_EUSAGE,
		    "want %zu correlations, got %zu", c->n, k);
	return 0;
}

static int
read_lines(struct bt_correlation *c, size_t n, size_t *number,
    struct bt_err *err)
{
	struct bt_span rest = { c->text, n }, line;
	bool *seen = NULL;
	size_t rows = 0;
	int rc = 0;

	while (rc == 0 && bt_span_cut(&rest, '\n', &line)) {
		++*number;
		if (line.n > 0 && line.s[line.n - 1] == '\r')
			line.n--;
		if (bt_span_trim(line).n == 0)
			continue;
		if (seen != NULL) {
			rc = read_row(c, line, seen, err);
			rows++;
		} else if ((rc = read_header(c, line, err)) == 0 &&
		    (seen = bt_calloc(c->n, sizeof(*seen), err)) == NULL)
			rc = -1;
	}
	free(seen);
	if (rc == -1)
		return -1;
	*number = 0;
	if (c->n == 0)
		return bt_err_set(err, BT_EUSAGE, "is empty, want a "
		    "correlation matrix");
	return rows == c->n ? 0 : bt_err_set(err, BT_EUSAGE, "want a row for "
	    "each of %zu names, got %zu", c->n, rows);
}

static int
check(const struct bt_correlation *c, struct bt_err *err)
{
	size_t i, k;

	for (i = 0; i < c->n; i++)
		for (k = 0; k < i; k++)
			if (fabs(c->factor[i * c->n + k] -
			    c->factor[k * c->n + i]) > SLACK)
				return bt_err_set(err, BT_EUSAGE,
				    "the correlation of %.*s and %.*s is "
				    "%g in one row and %g in the other",
				    BT_SPAN(c->name[i]), BT_SPAN(c->name[k]),
				    c->factor[i * c->n + k],
				    c->factor[k * c->n + i]);
	if (bt_correlation_factor(c->factor, c->n) == -1)
		return bt_err_set(err, BT_EUSAGE, "no symbols can have these "
		    "correlations: the matrix is not positive semi-definite");
	return 0;
}

int
bt_correlation_read(struct bt_correlation *c, const char *path,
    struct bt_err *err)
{
	struct bt_err why = BT_ERR_INIT;
	size_t n, line = 0;

	*c = (struct bt_correlation){ .n = 0 };
	if ((c->text = bt_file_slurp(path, FILE_MAX, &n, err)) == NULL)
		return -1;
	if (read_lines(c, n, &line, &why) == 0 && check(c, &why) == 0)
		return 0;
	(void)bt_err_at(&why, path, line, 0);
	*err = why;
	bt_correlation_free(c);
	return -1;
}

/* To mean 0 and sum of squares 1; zeros where nothing varies. */
static void
normalise(double *x, size_t m)
{
	double sum = 0, scale;
	size_t i;

	for (i = 0; i < m; i++)
		sum += x[i];
	for (scale = 0, i = 0; i < m; i++) {
		x[i] -= sum / (double)m;
		scale += x[i] * x[i];
	}
	for (i = 0; i < m; i++)
		x[i] = scale > 0 ? x[i] / sqrt(scale) : 0;
}

int
bt_correlation_measure(struct bt_correlation *c, const struct bt_span *names,
    size_t n, double *x, size_t m, struct bt_err *err)
{
	double sum;
	size_t i, j, k;

	*c = (struct bt_correlation){ .n = n };
	if ((c->name = bt_calloc(n, sizeof(*c->name), err)) == NULL ||
	    (c->factor = bt_calloc(n * n, sizeof(*c->factor), err)) == NULL) {
		bt_correlation_free(c);
		return -1;
	}
	for (i = 0; i < n; i++) {
		c->name[i] = names[i];
		normalise(x + i * m, m);
		for (j = 0; j < i; j++) {
			for (sum = 0, k = 0; k < m; k++)
				sum += x[i * m + k] * x[j * m + k];
			c->factor[i * n + j] = sum;
		}
		c->factor[i * n + i] = 1;
	}
	/* What was measured together cannot contradict itself. */
	(void)bt_correlation_factor(c->factor, n);
	return 0;
}

void
bt_correlation_free(struct bt_correlation *c)
{
	free(c->text);
	free(c->name);
	free(c->factor);
	*c = (struct bt_correlation){ .n = 0 };
}
