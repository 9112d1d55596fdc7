/* SPDX-License-Identifier: ISC */
#include "lib/market/rowtext.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/big.h"
#include "lib/base/mem.h"

struct row {
	size_t		begin;		/* in bytes */
	uint32_t	n;
	uint32_t	symbol;
};

struct bt_rowtext {
	char		*bytes;
	size_t		 nbytes, cap;
	struct row	*row;
	size_t		 rows, cap_rows;
	struct bt_buf	 header;
	char		 delimiter;
	bool		 json, has_symbol;
	bool		 begun;
};

struct bt_rowtext *
bt_rowtext_new(struct bt_err *err)
{
	return bt_calloc(1, sizeof(struct bt_rowtext), err);
}

void
bt_rowtext_free(struct bt_rowtext *t)
{
	if (t == NULL)
		return;
	bt_big_free(t->bytes);
	bt_big_free(t->row);
	bt_buf_free(&t->header);
	free(t);
}

int
bt_rowtext_begin(struct bt_rowtext *t, const struct bt_rowtext_head *head,
    struct bt_err *err)
{
	struct bt_span first = bt_rowtext_header(t);

	if (!t->begun) {
		t->begun = true;
		t->delimiter = head->delimiter;
		t->json = head->json;
		t->has_symbol = head->has_symbol;
		return bt_buf_add(&t->header, head->header.s, head->header.n,
		    err);
	}
	if (t->json != head->json)
		return bt_err_set(err, BT_EDATA, "is %s, unlike the input "
		    "before it; they cannot be passed through together",
		    head->json ? "ndjson" : "csv");
	if (t->has_symbol != head->has_symbol || first.n != head->header.n ||
	    (first.n > 0 && memcmp(first.s, head->header.s, first.n) != 0))
		return bt_err_set(err, BT_EDATA, "has another header line than "
		    "the input before it; they cannot be passed through "
		    "together");
	return 0;
}

static int
grow(struct bt_rowtext *t, size_t n, struct bt_err *err)
{
	size_t cap = t->cap < 65536 ? 65536 : 2 * t->cap;
	char *p;

	while (cap - t->nbytes < n)
		cap *= 2;
	if ((p = bt_big_resize(t->bytes, cap, 1, err)) == NULL)
		return -1;
	t->bytes = p;
	t->cap = cap;
	return 0;
}

static int
grow_rows(struct bt_rowtext *t, struct bt_err *err)
{
	size_t cap = t->cap_rows < 1024 ? 1024 : 2 * t->cap_rows;
	struct row *p;

	if ((p = bt_big_resize(t->row, cap, sizeof(*p), err)) == NULL)
		return -1;
	t->row = p;
	t->cap_rows = cap;
	return 0;
}

int
bt_rowtext_add(struct bt_rowtext *t, struct bt_span row, size_t symbol,
    struct bt_err *err)
{
	if (row.n > UINT32_MAX || symbol > UINT32_MAX)
		return bt_err_set(err, BT_EDATA, "a row is too long");
	if (t->cap - t->nbytes < row.n && grow(t, row.n, err) == -1)
		return -1;
	if (t->rows == t->cap_rows && grow_rows(t, err) == -1)
		return -1;
	memcpy(t->bytes + t->nbytes, row.s, row.n);
	t->row[t->rows++] = (struct row){ t->nbytes, (uint32_t)row.n,
	    (uint32_t)symbol };
	t->nbytes += row.n;
	return 0;
}

/* surplus[symbol]: rows of it to leave out, from the first on. */
static void
renumber(struct bt_rowtext *t, const struct bt_market *m, size_t *surplus)
{
	size_t i, kept = 0;
	struct row row;

	for (i = 0; i < t->rows; i++) {
		row = t->row[i];
		if (surplus[row.symbol] > 0) {
			surplus[row.symbol]--;
			continue;
		}
		row.symbol = (uint32_t)bt_market_sealed(m, row.symbol);
		t->row[kept++] = row;
	}
	t->rows = kept;
}

int
bt_rowtext_seal(struct bt_rowtext *t, const struct bt_market *m,
    struct bt_err *err)
{
	size_t i, n = 0, *surplus;
	long sealed;

	for (i = 0; i < t->rows; i++)
		if (t->row[i].symbol >= n)
			n = (size_t)t->row[i].symbol + 1;
	if ((surplus = bt_calloc(n, sizeof(*surplus), err)) == NULL)
		return -1;
	for (i = 0; i < t->rows; i++)
		surplus[t->row[i].symbol]++;
	for (i = 0; i < n; i++)
		if ((sealed = bt_market_sealed(m, i)) != -1)
			surplus[i] -= bt_market_bars(m, (size_t)sealed)->n;
	renumber(t, m, surplus);
	free(surplus);
	return 0;
}

size_t
bt_rowtext_rows(const struct bt_rowtext *t)
{
	return t->rows;
}

struct bt_span
bt_rowtext_row(const struct bt_rowtext *t, size_t i, size_t *symbol)
{
	if (symbol != NULL)
		*symbol = t->row[i].symbol;
	return (struct bt_span){ t->bytes + t->row[i].begin, t->row[i].n };
}

struct bt_span
bt_rowtext_header(const struct bt_rowtext *t)
{
	return (struct bt_span){ t->header.n > 0 ? t->header.s : "",
	    t->header.n };
}

char
bt_rowtext_delimiter(const struct bt_rowtext *t)
{
	return t->delimiter;
}

bool
bt_rowtext_is_json(const struct bt_rowtext *t)
{
	return t->json;
}

bool
bt_rowtext_has_symbol(const struct bt_rowtext *t)
{
	return t->has_symbol;
}
