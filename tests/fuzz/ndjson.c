/* SPDX-License-Identifier: ISC */
/*
 * Our reader against jansson, line by line: both take a line, with the same
 * members, or both refuse it.  Then rows by the quick way against the same
 * rows by the slow one.
 */
#include <jansson.h>

#include "lib/base/mem.h"
#include "lib/stream/ndjson.h"
#include "tests/fuzz/input.h"

#define FLAGS (JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL)

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
same_number(struct bt_span text, const json_t *value)
{
	char *copy = strndup(text.s, text.n), *end;

	MUST(copy != NULL);
	MUST(strtod(copy, &end) == json_number_value(value));
	MUST(*end == '\0' && text.n > 0);
	free(copy);
}

static void
same_value(const struct bt_member *m, const json_t *value)
{
	json_t *nested;

	switch (m->kind) {
	case BT_JSON_STRING:
		MUST(json_is_string(value));
		MUST(m->value.n == json_string_length(value));
		MUST(memcmp(m->value.s, json_string_value(value),
		    m->value.n) == 0);
		break;
	case BT_JSON_NUMBER:
		MUST(json_is_number(value));
		same_number(m->value, value);
		break;
	case BT_JSON_TRUE:
		MUST(json_is_true(value) && m->value.n == 4);
		break;
	case BT_JSON_FALSE:
		MUST(json_is_false(value) && m->value.n == 5);
		break;
	case BT_JSON_NULL:
		MUST(json_is_null(value) && m->value.n == 4);
		break;
	case BT_JSON_NESTED:
		nested = json_loadb(m->value.s, m->value.n, FLAGS, NULL);
		MUST(nested != NULL && json_equal(nested, value));
		json_decref(nested);
		break;
	}
}

static void
same_members(const struct bt_ndjson *r, json_t *tree)
{
	const struct bt_member *m;
	size_t n, i = 0;
	void *it;

	m = bt_ndjson_members(r, &n);
	MUST(n == json_object_size(tree));
	for (it = json_object_iter(tree); it != NULL;
	    it = json_object_iter_next(tree, it), i++) {
		MUST(bt_span_is(m[i].key, json_object_iter_key(it)));
		same_value(&m[i], json_object_iter_value(it));
	}
}

/* The next line that is not blank, as our reader takes lines. */
static bool
cut(const char **p, const char *end, struct bt_span *line)
{
	const char *lf;

	while (*p < end) {
		lf = memchr(*p, '\n', (size_t)(end - *p));
		line->s = *p;
		line->n = (size_t)((lf == NULL ? end : lf) - *p);
		*p = lf == NULL ? end : lf + 1;
		if (line->n > 0 && line->s[line->n - 1] == '\r')
			line->n--;
		if (bt_span_trim(*line).n > 0)
			return true;
	}
	return false;
}

struct row {
	double		a;
	struct bt_span	b;
	int64_t		c;
	size_t		d;
	bool		e;
};

static const struct bt_col cols[] = {
	BT_COL(struct row, a, BT_COL_REAL, "", ""),
	BT_COL(struct row, b, BT_COL_TEXT, "", ""),
	BT_COL(struct row, c, BT_COL_TIME, "", ""),
	BT_COL(struct row, d, BT_COL_COUNT, "", ""),
	BT_COL(struct row, e, BT_COL_BOOL, "", ""),
	BT_COL_END
};

static int
next_row(struct bt_ndjson *r, bool quick, struct row *row)
{
	struct bt_err err = BT_ERR_INIT;
	int got;

	if (quick && bt_ndjson_row(r, row) == cols)
		return 1;
	if ((got = bt_ndjson_next(r, &err)) == 1 &&
	    bt_ndjson_bind(r, cols, row, &err) == -1)
		return -1;
	return got;
}

static void
same_row(const struct row *x, const struct row *y)
{
	MUST(memcmp(&x->a, &y->a, sizeof(x->a)) == 0);
	MUST(x->b.n == y->b.n && (x->b.s == NULL) == (y->b.s == NULL));
	MUST(x->b.n == 0 || memcmp(x->b.s, y->b.s, x->b.n) == 0);
	MUST(x->c == y->c && x->d == y->d && x->e == y->e);
}

static void
same_rows(const uint8_t *data, size_t n)
{
	struct bt_in *in[2] = { fuzz_open(data, n), fuzz_open(data, n) };
	struct bt_err err = BT_ERR_INIT;
	struct bt_ndjson *r[2];
	struct row row[2];
	int i, got[2];

	for (i = 0; i < 2; i++)
		MUST((r[i] = bt_ndjson_new(in[i], &err)) != NULL);
	do {
		memset(row, 0, sizeof(row));
		for (i = 0; i < 2; i++)
			got[i] = next_row(r[i], i == 1, &row[i]);
		MUST(got[0] == got[1]);
		MUST(bt_ndjson_line(r[0]) == bt_ndjson_line(r[1]));
		if (got[0] == 1)
			same_row(&row[0], &row[1]);
	} while (got[0] != 0);
	for (i = 0; i < 2; i++) {
		bt_ndjson_free(r[i]);
		bt_in_close(in[i]);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *p = (const char *)data, *end = p + n;
	struct bt_err err = BT_ERR_INIT;
	struct bt_in *in = fuzz_open(data, n);
	struct bt_ndjson *r;
	struct bt_span line;
	json_t *tree;
	int got;

	if (in == NULL)
		return 0;
	MUST((r = bt_ndjson_new(in, &err)) != NULL);
	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		p += 3;
	while (cut(&p, end, &line)) {
		tree = json_loadb(line.s, line.n, FLAGS, NULL);
		if (!json_is_object(tree)) {
			json_decref(tree);
			tree = NULL;
		}
		got = bt_ndjson_next(r, &err);
		MUST(got == (tree == NULL ? -1 : 1));
		if (got == 1) {
			MUST(bt_ndjson_text(r).n == line.n);
			same_members(r, tree);
		} else {
			MUST(err.code == BT_EDATA && err.line > 0);
			err = (struct bt_err)BT_ERR_INIT;
		}
		json_decref(tree);
	}
	MUST(bt_ndjson_next(r, &err) == 0);
	bt_ndjson_free(r);
	bt_in_close(in);
	same_rows(data, n);
	return 0;
}
