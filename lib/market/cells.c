/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/market/reader.h"
#include "lib/stream/csv.h"

/*
 * A row's text or cells -> struct bt_row, by the plan of columns.
 */

static const char *
cell_end(const char *p, const char *end, char delimiter)
{
	const char *q = memchr(p, delimiter, (size_t)(end - p));

	return q != NULL ? q : end;
}

/* Any time that is not YYYY-MM-DD[ HH:MM:SS] in UTC. */
static const char *
odd_time(const struct bt_reader *r, const char *p, const char *end,
    int64_t *t)
{
	const char *q = cell_end(p, end, r->delimiter);
	struct bt_err why = BT_ERR_INIT;

	return bt_time_parse(p, (size_t)(q - p), &r->time, t, &why) == -1 ?
	    NULL : q;
}

static inline const char *
time_cell(struct bt_reader *r, const char *p, const char *end,
    int64_t *t)
{
	const char *q = NULL;

	if (r->time.zone == NULL && r->time.format == NULL)
		q = bt_time_scan_again(p, end, t, &r->day);
	if (q == NULL || (q < end && *q != r->delimiter))
		q = odd_time(r, p, end, t);
	return q;
}

/* The name of the last row's symbol again, as a rule. */
static inline const char *
symbol_cell(const struct bt_reader *r, const char *p, const char *end,
    struct bt_span *symbol)
{
	const char *q = p + r->name_n;

	if (r->name_n == 0 || (size_t)(end - p) <= r->name_n ||
	    *q != r->delimiter || memcmp(p, r->name, r->name_n) != 0) {
		q = cell_end(p, end, r->delimiter);
		*symbol = bt_span_trim((struct bt_span){ p, (size_t)(q - p) });
	} else {
		*symbol = (struct bt_span){ r->name, r->name_n };
	}
	return q;
}

static inline const char *
extra_cell(const struct bt_reader *r, const struct bt_step *step,
    const char *p, const char *end, void *value)
{
	const bool empty = p == end || *p == r->delimiter;
	const char *q;

	if (step->cell == BT_CELL_REAL) {
		if (!empty)
			return bt_num_scan(p, end + BT_CSV_PAD, value);
		*(double *)value = NAN;
		return p;
	}
	q = empty ? p : cell_end(p, end, r->delimiter);
	if (step->cell == BT_CELL_TEXT)
		*(struct bt_span *)value = empty ? (struct bt_span){ p, 0 } :
		    bt_span_trim((struct bt_span){ p, (size_t)(q - p) });
	return q;
}

bool
bt_reader_plain(struct bt_reader *r, struct bt_span text)
{
	const struct bt_step *step = r->columns.step;
	const struct bt_step *last = step + r->columns.n - 1;
	const char *p = text.s, *end = p + text.n;
	void *value;

	r->row.no_volume = false;
	for (;; step++) {
		value = (char *)&r->row + step->off;
		if (step->cell == BT_CELL_NUMBER ||
		    step->cell == BT_CELL_VOLUME)
			p = bt_num_scan(p, end + BT_CSV_PAD, value);
		else if (step->cell == BT_CELL_TIME)
			p = time_cell(r, p, end, value);
		else if (step->cell == BT_CELL_SYMBOL)
			p = symbol_cell(r, p, end, value);
		else if (step->cell == BT_CELL_CLOCK)
			return false;
		else
			p = extra_cell(r, step, p, end, value);
		if (p == NULL)
			return false;
		if (p == end)
			return step == last;
		if (*p++ != r->delimiter || step == last)
			return false;
	}
}

/* 1, 0 to leave the row out, -1: what the functions below return. */
static int
refuse(struct bt_reader *r, const char *code, size_t cell, const char *text,
    struct bt_err *err)
{
	return bt_reader_complain(r, code, (long)cell, NULL, err, "%s",
	    text) == BT_STOP ? -1 : 0;
}

static int
missing(struct bt_reader *r, size_t cell, struct bt_err *err)
{
	return bt_reader_complain(r, "missing-cell", (long)cell, NULL, err,
	    "%s is empty", r->columns.step[cell].name) == BT_STOP ? -1 : 0;
}

static int
read_time(struct bt_reader *r, const struct bt_span *cells,
    struct bt_err *err)
{
	size_t at = (size_t)r->columns.of[BT_ROLE_DATE];
	long clock = r->columns.of[BT_ROLE_CLOCK];
	struct bt_err why = BT_ERR_INIT;
	struct bt_span date = cells[at], more = { "", 0 };
	char both[96];

	if (date.n == 0)
		return missing(r, at, err);
	if (clock != -1)
		more = cells[clock];
	if (more.n > 0 && date.n + more.n + 1 < sizeof(both)) {
		memcpy(both, date.s, date.n);
		both[date.n] = ' ';
		memcpy(both + date.n + 1, more.s, more.n);
		date = (struct bt_span){ both, date.n + 1 + more.n };
	}
	if (bt_time_parse(date.s, date.n, &r->time, &r->row.bar.time, &why) ==
	    -1)
		return refuse(r, "bad-time", at, why.text, err);
	return 1;
}

/* With --decimal-comma a point separates nothing. */
static int
parse_comma(struct bt_span cell, double *x)
{
	char buf[64], *comma;

	if (cell.n >= sizeof(buf) || memchr(cell.s, '.', cell.n) != NULL)
		return -1;
	memcpy(buf, cell.s, cell.n);
	if ((comma = memchr(buf, ',', cell.n)) != NULL)
		*comma = '.';
	return bt_num_parse(buf, cell.n, x);
}

static int
parse_number(const struct bt_reader *r, struct bt_span cell, double *x)
{
	return r->ask->settings->decimal_comma ? parse_comma(cell, x) :
	    bt_num_parse(cell.s, cell.n, x);
}

static int
read_number(struct bt_reader *r, size_t at, struct bt_span cell,
    struct bt_err *err)
{
	const struct bt_step *step = &r->columns.step[at];
	double *x = (double *)(void *)((char *)&r->row + step->off), y;

	if (cell.n > 0 && parse_number(r, cell, x) == 0)
		return 1;
	if (step->cell == BT_CELL_REAL &&
	    (cell.n == 0 || bt_span_like(cell, "nan"))) {
		*x = NAN;
		return 1;
	}
	if (step->cell == BT_CELL_VOLUME && cell.n == 0) {
		*x = 0;
		r->row.no_volume = true;
		return 1;
	}
	if (cell.n == 0)
		return missing(r, at, err);
	return bt_reader_complain(r, "bad-number", (long)at, NULL, err,
	    "%s is not a number: '%.*s'%s", step->name, BT_SPAN(cell),
	    parse_comma(cell, &y) == 0 ? "; --decimal-comma reads it" : "") ==
	    BT_STOP ? -1 : 0;
}

static int
read_cell(struct bt_reader *r, size_t at, struct bt_span cell,
    struct bt_err *err)
{
	const struct bt_step *step = &r->columns.step[at];

	switch (step->cell) {
	case BT_CELL_NUMBER:
	case BT_CELL_VOLUME:
	case BT_CELL_REAL:
		return read_number(r, at, cell, err);
	case BT_CELL_TEXT:
		memcpy((char *)&r->row + step->off, &cell, sizeof(cell));
		return 1;
	default:
		return 1;
	}
}

int
bt_reader_cells(struct bt_reader *r, const struct bt_span *cells,
    struct bt_err *err)
{
	size_t i;
	int rc;

	if (r->columns.of[BT_ROLE_SYMBOL] != -1)
		r->row.symbol = cells[r->columns.of[BT_ROLE_SYMBOL]];
	if ((rc = read_time(r, cells, err)) != 1 ||
	    (rc = bt_reader_wanted(r, err)) != 1)
		return rc;
	r->row.no_volume = false;
	for (i = 0; i < r->columns.n; i++)
		if ((rc = read_cell(r, i, cells[i], err)) != 1)
			return rc;
	return 1;
}
