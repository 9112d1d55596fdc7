/* SPDX-License-Identifier: ISC */
#include "lib/market/market.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/big.h"
#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/market/names.h"

#define FIRST_CAP 256		/* bars that a new symbol has room for */

struct bt_market {
	struct bt_extra		 extras[BT_EXTRAS_MAX];
	bool			 has[BT_EXTRAS_MAX];
	size_t			 nextras;
	size_t			 present[BT_EXTRAS_MAX], npresent;
	struct bt_bars		*bars;		/* by number */
	size_t			*room;		/* bars there is room for */
	long			*sealed;	/* entered -> number */
	size_t			 n, cap;
	size_t			 rows;
	bool			 date_only;
	struct bt_names		 symbols, texts;
};

static const size_t extra_size[] = {
	[BT_EXTRA_REAL] = sizeof(double),
	[BT_EXTRA_CODE] = sizeof(uint8_t),
	[BT_EXTRA_TEXT] = sizeof(uint32_t),
	[BT_EXTRA_PLACE] = sizeof(uint64_t),
};

struct bt_market *
bt_market_new(const struct bt_extra *extras, size_t nextras,
    struct bt_err *err)
{
	struct bt_market *m;
	uint32_t id;

	if (nextras > BT_EXTRAS_MAX) {
		(void)bt_err_set(err, BT_EUSAGE,
		    "%zu extra columns are too many, at most %d", nextras,
		    BT_EXTRAS_MAX);
		return NULL;
	}
	if ((m = bt_calloc(1, sizeof(*m), err)) == NULL)
		return NULL;
	if (nextras > 0)
		memcpy(m->extras, extras, nextras * sizeof(*extras));
	m->nextras = nextras;
	m->date_only = true;
	/* Text 0 is "no value". */
	if (bt_names_add(&m->texts, bt_span(""), &id, err) == -1) {
		bt_market_free(m);
		return NULL;
	}
	return m;
}

static void
free_columns(const struct bt_market *m, struct bt_bars *b)
{
	size_t i;

	bt_big_free(b->time);
	bt_big_free(b->open);
	bt_big_free(b->high);
	bt_big_free(b->low);
	bt_big_free(b->close);
	bt_big_free(b->volume);
	for (i = 0; i < m->nextras; i++)
		bt_big_free(b->extra[i]);
}

void
bt_market_free(struct bt_market *m)
{
	size_t i;

	if (m == NULL)
		return;
	for (i = 0; i < m->n; i++)
		free_columns(m, &m->bars[i]);
	bt_big_free(m->bars);
	bt_big_free(m->room);
	free(m->sealed);
	bt_names_free(&m->symbols);
	bt_names_free(&m->texts);
	free(m);
}

size_t
bt_market_symbols(const struct bt_market *m)
{
	return m->n;
}

const struct bt_bars *
bt_market_bars(const struct bt_market *m, size_t i)
{
	return &m->bars[i];
}

size_t
bt_market_rows(const struct bt_market *m)
{
	return m->rows;
}

long
bt_market_find(const struct bt_market *m, struct bt_span symbol)
{
	uint32_t id;

	if (!bt_names_find(&m->symbols, symbol, &id))
		return -1;
	return m->sealed != NULL ? m->sealed[id] : (long)id;
}

bool
bt_market_has(const struct bt_market *m, size_t extra)
{
	return m->has[extra];
}

bool
bt_market_date_only(const struct bt_market *m)
{
	return m->date_only;
}

struct bt_span
bt_market_text(const struct bt_market *m, uint32_t id)
{
	return bt_names_text(&m->texts, id);
}

static int
resize_column(void *column, size_t n, size_t size, struct bt_err *err)
{
	void *p;

	memcpy(&p, column, sizeof(p));
	if ((p = bt_big_resize(p, n, size, err)) == NULL)
		return -1;
	memcpy(column, &p, sizeof(p));
	return 0;
}

/* Each column on its own: to grow moves pages, not bytes. */
static int
resize(struct bt_market *m, size_t i, size_t n, struct bt_err *err)
{
	struct bt_bars *b = &m->bars[i];
	size_t k;

	if (resize_column(&b->time, n, sizeof(*b->time), err) == -1 ||
	    resize_column(&b->open, n, sizeof(*b->open), err) == -1 ||
	    resize_column(&b->high, n, sizeof(*b->high), err) == -1 ||
	    resize_column(&b->low, n, sizeof(*b->low), err) == -1 ||
	    resize_column(&b->close, n, sizeof(*b->close), err) == -1 ||
	    resize_column(&b->volume, n, sizeof(*b->volume), err) == -1)
		return -1;
	for (k = 0; k < m->nextras; k++)
		if (m->has[k] && resize_column(&b->extra[k], n,
		    extra_size[m->extras[k].type], err) == -1)
			return -1;
	m->room[i] = n;
	return 0;
}

/* "No value" for bar i in an extra column. */
static inline void
no_value(const struct bt_market *m, const struct bt_bars *b, size_t k,
    size_t i)
{
	if (m->extras[k].type == BT_EXTRA_REAL)
		((double *)b->extra[k])[i] = NAN;
	else if (m->extras[k].type == BT_EXTRA_TEXT)
		((uint32_t *)b->extra[k])[i] = 0;
	else if (m->extras[k].type == BT_EXTRA_CODE)
		((uint8_t *)b->extra[k])[i] = 0;
	else
		((uint64_t *)b->extra[k])[i] = 0;
}

int
bt_market_add_extra(struct bt_market *m, size_t extra, struct bt_err *err)
{
	size_t i, at, size = extra_size[m->extras[extra].type];

	if (m->has[extra])
		return 0;
	for (i = 0; i < m->n; i++) {
		if (resize_column(&m->bars[i].extra[extra], m->room[i], size,
		    err) == -1)
			return -1;
		for (at = 0; at < m->bars[i].n; at++)
			no_value(m, &m->bars[i], extra, at);
	}
	m->has[extra] = true;
	m->present[m->npresent++] = extra;
	return 0;
}

static int
grow_symbols(struct bt_market *m, struct bt_err *err)
{
	size_t cap = m->cap == 0 ? 16 : 2 * m->cap;

	if (m->n < m->cap)
		return 0;
	if (resize_column(&m->bars, cap, sizeof(*m->bars), err) == -1 ||
	    resize_column(&m->room, cap, sizeof(*m->room), err) == -1)
		return -1;
	m->cap = cap;
	return 0;
}

long
bt_market_enter(struct bt_market *m, struct bt_span symbol,
    struct bt_err *err)
{
	uint32_t id;

	if (bt_names_find(&m->symbols, symbol, &id))
		return (long)id;
	if (grow_symbols(m, err) == -1 ||
	    bt_names_add(&m->symbols, symbol, &id, err) == -1)
		return -1;
	memset(&m->bars[m->n], 0, sizeof(*m->bars));
	m->room[m->n] = 0;
	m->n++;
	return (long)id;
}

int
bt_market_push(struct bt_market *m, size_t symbol, const struct bt_bar *bar,
    struct bt_err *err)
{
	struct bt_bars *b = &m->bars[symbol];
	size_t at = b->n, k;

	if (at == m->room[symbol] &&
	    resize(m, symbol, at == 0 ? FIRST_CAP : 2 * at, err) == -1)
		return -1;
	b->time[at] = bar->time;
	b->open[at] = bar->open;
	b->high[at] = bar->high;
	b->low[at] = bar->low;
	b->close[at] = bar->close;
	b->volume[at] = bar->volume;
	for (k = 0; k < m->npresent; k++)
		no_value(m, b, m->present[k], at);
	b->n = at + 1;
	m->rows++;
	m->date_only = m->date_only && bt_time_is_midnight(bar->time);
	return 0;
}

void
bt_market_set_real(struct bt_market *m, size_t symbol, size_t extra, double x)
{
	struct bt_bars *b = &m->bars[symbol];

	((double *)b->extra[extra])[b->n - 1] = x;
}

void
bt_market_set_code(struct bt_market *m, size_t symbol, size_t extra,
    uint8_t code)
{
	struct bt_bars *b = &m->bars[symbol];

	((uint8_t *)b->extra[extra])[b->n - 1] = code;
}

int
bt_market_set_text(struct bt_market *m, size_t symbol, size_t extra,
    struct bt_span text, struct bt_err *err)
{
	struct bt_bars *b = &m->bars[symbol];
	uint32_t id;

	if (!bt_names_find(&m->texts, text, &id) &&
	    bt_names_add(&m->texts, text, &id, err) == -1)
		return -1;
	((uint32_t *)b->extra[extra])[b->n - 1] = id;
	return 0;
}

void
bt_market_set_place(struct bt_market *m, size_t symbol, size_t extra,
    uint64_t place)
{
	struct bt_bars *b = &m->bars[symbol];

	((uint64_t *)b->extra[extra])[b->n - 1] = place;
}

static void
drop_first(void *column, size_t drop, size_t n, size_t size)
{
	memmove(column, (char *)column + drop * size, (n - drop) * size);
}

void
bt_market_cut(struct bt_market *m, int64_t from)
{
	struct bt_bars *b;
	size_t i, k, drop;

	for (i = 0; i < m->n; i++) {
		b = &m->bars[i];
		for (drop = 0; drop < b->n && b->time[drop] < from; drop++)
			continue;
		if (drop == 0)
			continue;
		drop_first(b->time, drop, b->n, sizeof(*b->time));
		drop_first(b->open, drop, b->n, sizeof(*b->open));
		drop_first(b->high, drop, b->n, sizeof(*b->high));
		drop_first(b->low, drop, b->n, sizeof(*b->low));
		drop_first(b->close, drop, b->n, sizeof(*b->close));
		drop_first(b->volume, drop, b->n, sizeof(*b->volume));
		for (k = 0; k < m->nextras; k++)
			if (m->has[k])
				drop_first(b->extra[k], drop, b->n,
				    extra_size[m->extras[k].type]);
		b->n -= drop;
		m->rows -= drop;
	}
}

static int
by_symbol(const void *a, const void *b)
{
	return strcmp(((const struct bt_bars *)a)->symbol,
	    ((const struct bt_bars *)b)->symbol);
}

/* Drop the symbols without bars, and give spare memory back. */
static int
compact(struct bt_market *m, struct bt_err *err)
{
	size_t i, kept = 0;

	for (i = 0; i < m->n; i++) {
		if (m->bars[i].n == 0) {
			free_columns(m, &m->bars[i]);
			memset(&m->bars[i], 0, sizeof(m->bars[i]));
			continue;
		}
		if (m->room[i] > m->bars[i].n &&
		    resize(m, i, m->bars[i].n, err) == -1)
			return -1;
	}
	for (i = 0; i < m->n; i++)
		if (m->bars[i].n > 0) {
			m->bars[kept] = m->bars[i];
			m->bars[kept++].symbol =
			    bt_names_text(&m->symbols, (uint32_t)i).s;
		}
	m->n = kept;
	return 0;
}

int
bt_market_seal(struct bt_market *m, struct bt_err *err)
{
	size_t i, entered = m->n;
	uint32_t id;

	if (compact(m, err) == -1)
		return -1;
	if (m->n > 1)
		qsort(m->bars, m->n, sizeof(*m->bars), by_symbol);
	if ((m->sealed = bt_calloc(entered, sizeof(*m->sealed), err)) ==
	    NULL)
		return -1;
	for (i = 0; i < entered; i++)
		m->sealed[i] = -1;
	for (i = 0; i < m->n; i++)
		if (bt_names_find(&m->symbols, bt_span(m->bars[i].symbol),
		    &id))
			m->sealed[id] = (long)i;
	return 0;
}

long
bt_market_sealed(const struct bt_market *m, size_t i)
{
	return m->sealed[i];
}
