/* SPDX-License-Identifier: ISC */
#include "lib/stream/quoted.h"

#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>

#include "lib/base/mem.h"

struct bt_quoted {
	struct csv_parser	 parser;
	struct bt_buf		 text;		/* of all fields of the row */
	size_t			*ends;		/* in text */
	struct bt_span		*fields;
	size_t			 n, nends, nfields;	/* used, allocated */
	bool			 failed;
	struct bt_err		*err;		/* of the running call */
};

/* libcsv allocates through us, so that tests can make it fail. */
static void *
more(void *p, size_t n)
{
	struct bt_err err = BT_ERR_INIT;

	return bt_realloc(p, n, 1, &err);
}

struct bt_quoted *
bt_quoted_new(char delimiter, struct bt_err *err)
{
	struct bt_quoted *q;

	if ((q = bt_calloc(1, sizeof(*q), err)) == NULL)
		return NULL;
	/* It fails for a NULL parser only. */
	(void)csv_init(&q->parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&q->parser, (unsigned char)delimiter);
	csv_set_realloc_func(&q->parser, more);
	return q;
}

void
bt_quoted_free(struct bt_quoted *q)
{
	if (q == NULL)
		return;
	csv_free(&q->parser);
	bt_buf_free(&q->text);
	free(q->ends);
	free(q->fields);
	free(q);
}

/* libcsv cannot be stopped from here: after a failure its calls are idle. */
static void
on_field(void *s, size_t n, void *arg)
{
	struct bt_quoted *q = arg;

	if (q->failed)
		return;
	if (n > BT_FIELD_MAX)
		q->failed = bt_err_set(q->err, BT_EDATA,
		    "field is longer than %zu MiB", BT_FIELD_MAX >> 20) == -1;
	else if (bt_grow(&q->ends, &q->nends, q->n, sizeof(*q->ends),
	    q->err) == -1 || bt_buf_add(&q->text, s, n, q->err) == -1)
		q->failed = true;
	else
		q->ends[q->n++] = q->text.n;
}

static int
explain(struct bt_quoted *q, struct bt_err *err)
{
	if (csv_error(&q->parser) != CSV_EPARSE)
		return bt_err_set(err, BT_ESYS, "out of memory");
	if (!q->parser.quoted)
		return bt_err_set(err, BT_EDATA,
		    "quote inside an unquoted field");
	return bt_err_set(err, BT_EDATA, "text after a closing quote");
}

static int
parse(struct bt_quoted *q, struct bt_span row, size_t *bad,
    struct bt_err *err)
{
	size_t used;

	used = csv_parse(&q->parser, row.s, row.n, on_field, NULL, q);
	*bad = used;
	if (!q->failed && used < row.n) {
		(void)explain(q, err);
		q->failed = true;
	}
	if (!q->failed && csv_fini(&q->parser, on_field, NULL, q) != 0) {
		(void)bt_err_set(err, BT_EDATA, "quote is not closed");
		q->failed = true;
	}
	if (q->failed) {
		/* csv_fini would hand over what is half done: start anew. */
		q->parser.quoted = 0;
		(void)csv_fini(&q->parser, NULL, NULL, NULL);
		return -1;
	}
	return 0;
}

const struct bt_span *
bt_quoted_split(struct bt_quoted *q, struct bt_span row, size_t *n,
    size_t *bad, struct bt_err *err)
{
	size_t begin = 0, i;

	q->n = q->text.n = 0;
	q->failed = false;
	q->err = err;
	if (parse(q, row, bad, err) == -1)
		return NULL;
	for (i = 0; i < q->n; i++) {
		if (bt_grow(&q->fields, &q->nfields, i, sizeof(*q->fields),
		    err) == -1)
			return NULL;
		q->fields[i].s = q->text.s == NULL ? "" : q->text.s + begin;
		q->fields[i].n = q->ends[i] - begin;
		begin = q->ends[i];
	}
	*n = q->n;
	return q->fields;
}

static void
step(struct bt_quote_walk *w, char ch, char delimiter)
{
	if (w->state == BT_INSIDE) {
		if (ch == '"')
			w->state = BT_CLOSED;
	} else if (w->state == BT_BROKEN) {
		return;
	} else if (ch == delimiter) {
		w->state = BT_FRESH;
		w->field++;
	} else if (ch == '"') {
		if (w->state == BT_FRESH)
			w->opened = w->at;
		w->state = w->state == BT_FRESH || w->state == BT_CLOSED ?
		    BT_INSIDE : BT_BROKEN;
	} else if (ch == ' ' || ch == '\t') {
		if (w->state == BT_CLOSED)
			w->state = BT_AFTER;
	} else {
		w->state = w->state == BT_FRESH || w->state == BT_BARE ?
		    BT_BARE : BT_BROKEN;
	}
}

bool
bt_quote_walk_row(struct bt_quote_walk *w, const char *s, size_t n,
    char delimiter)
{
	for (; w->at < n; w->at++) {
		if (w->state != BT_INSIDE &&
		    (s[w->at] == '\n' || s[w->at] == '\r'))
			return true;
		step(w, s[w->at], delimiter);
	}
	return false;
}

size_t
bt_quote_walk_field(struct bt_span row, size_t field, char delimiter)
{
	struct bt_quote_walk w = { 0 };

	for (; w.at < row.n && w.field < field; w.at++)
		step(&w, row.s[w.at], delimiter);
	while (w.at < row.n && row.s[w.at] != delimiter &&
	    (row.s[w.at] == ' ' || row.s[w.at] == '\t'))
		w.at++;
	return w.at;
}
