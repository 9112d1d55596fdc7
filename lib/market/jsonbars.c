/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/market/reader.h"
#include "lib/stream/ndjson.h"

/*
 * Objects of one file have the same keys in the same order, as a rule: the
 * keys are a header, which is looked at again when they change.
 */
struct keys {
	struct bt_span	*name;		/* text owned */
	struct bt_span	*cell;		/* of the object at hand */
	size_t		 n;
	bool		 known;		/* the plan is theirs */
};

static void
free_keys(struct keys *k)
{
	size_t i;

	for (i = 0; i < k->n; i++)
		free((char *)(uintptr_t)k->name[i].s);
	free(k->name);
	free(k->cell);
	*k = (struct keys){ 0 };
}

static bool
same_keys(const struct keys *k, const struct bt_member *m, size_t n)
{
	size_t i;

	if (!k->known || n != k->n)
		return false;
	for (i = 0; i < n; i++)
		if (m[i].key.n != k->name[i].n ||
		    memcmp(m[i].key.s, k->name[i].s, m[i].key.n) != 0)
			return false;
	return true;
}

static int
copy_keys(struct keys *k, const struct bt_member *m, size_t n,
    struct bt_err *err)
{
	free_keys(k);
	if ((k->name = bt_calloc(n, sizeof(*k->name), err)) == NULL ||
	    (k->cell = bt_calloc(n, sizeof(*k->cell), err)) == NULL)
		return -1;
	for (; k->n < n; k->n++) {
		k->name[k->n].s = bt_strndup(m[k->n].key.s, m[k->n].key.n,
		    err);
		if (k->name[k->n].s == NULL)
			return -1;
		k->name[k->n].n = m[k->n].key.n;
	}
	return 0;
}

/* An object with other keys than the last: 1, 0 to leave it out, -1. */
static int
plan(struct bt_reader *r, struct keys *k, const struct bt_member *m, size_t n,
    struct bt_err *err)
{
	struct bt_rowtext_head head = { .header = { "", 0 }, .json = true };
	struct bt_err why = BT_ERR_INIT;

	if (copy_keys(k, m, n, err) == -1)
		return -1;
	if (bt_reader_header(r, k->name, n, &head, &why) == -1) {
		(void)bt_err_at(&why, r->sources[r->input], r->line, 0);
		return bt_reader_broken(r, "ragged-row", &why, err);
	}
	k->known = true;
	return 1;
}

static int
read_object(struct bt_reader *r, struct bt_ndjson *json, struct keys *k,
    struct bt_err *err)
{
	const struct bt_member *m;
	size_t i, n;
	int rc;

	m = bt_ndjson_members(json, &n);
	if (!same_keys(k, m, n) && (rc = plan(r, k, m, n, err)) != 1)
		return rc;
	for (i = 0; i < n; i++)
		k->cell[i] = m[i].kind == BT_JSON_NULL ?
		    (struct bt_span){ "", 0 } : m[i].value;
	if ((rc = bt_reader_cells(r, k->cell, err)) == 1)
		rc = bt_reader_take(r, bt_ndjson_text(json), err);
	return rc;
}

int
bt_reader_ndjson(struct bt_reader *r, struct bt_in *in, struct bt_err *err)
{
	struct bt_err why = BT_ERR_INIT;
	struct keys k = { 0 };
	struct bt_ndjson *json;
	int got, rc = 0;

	if ((json = bt_ndjson_new(in, err)) == NULL)
		return -1;
	while ((got = bt_ndjson_next(json, &why)) == 1) {
		r->line = bt_ndjson_line(json);
		if ((rc = read_object(r, json, &k, err)) == -1)
			break;
	}
	if (got == -1)
		rc = bt_reader_broken(r, "bad-input", &why, err);
	free_keys(&k);
	bt_ndjson_free(json);
	return rc == -1 ? -1 : 0;
}
