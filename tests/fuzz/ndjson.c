/* SPDX-License-Identifier: ISC */
/*
 * Our reader against jansson, line by line: both take a line, with the same
 * members, or both refuse it.
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
	return 0;
}
