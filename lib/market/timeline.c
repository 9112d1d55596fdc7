/* SPDX-License-Identifier: ISC */
#include "lib/market/timeline.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/market/market.h"

/*
 * The union of sorted arrays by rounds of pairwise merges: each round halves
 * the number of arrays, and two arrays with the same times (the common case:
 * symbols of one exchange) become one by a comparison, without any copying.
 */
struct times {
	const int64_t	*t;
	size_t		 n;
	int64_t		*owned;		/* == t, or NULL if borrowed */
};

static bool
same(const struct times *a, const struct times *b)
{
	return a->n == b->n && memcmp(a->t, b->t, a->n * sizeof(*a->t)) == 0;
}

static size_t
merge(const struct times *a, const struct times *b, int64_t *out)
{
	size_t i = 0, j = 0, n = 0;
	int64_t x, y;

	while (i < a->n && j < b->n) {
		x = a->t[i];
		y = b->t[j];
		out[n++] = x < y ? x : y;
		i += x <= y;
		j += y <= x;
	}
	memcpy(out + n, a->t + i, (a->n - i) * sizeof(*out));
	n += a->n - i;
	memcpy(out + n, b->t + j, (b->n - j) * sizeof(*out));
	return n + b->n - j;
}

/* a becomes the union of a and b; b gives up its memory. */
static int
unite(struct times *a, struct times *b, struct bt_err *err)
{
	struct times both;

	if (!same(a, b)) {
		both.owned = bt_calloc(a->n + b->n, sizeof(*both.owned), err);
		if (both.owned == NULL)
			return -1;
		both.n = merge(a, b, both.owned);
		both.t = both.owned;
		free(a->owned);
		*a = both;
	}
	free(b->owned);
	b->owned = NULL;
	return 0;
}

static int
unite_all(struct times *v, size_t n, struct bt_err *err)
{
	size_t i, step;

	for (step = 1; step < n; step *= 2)
		for (i = 0; i + step < n; i += 2 * step)
			if (unite(&v[i], &v[i + step], err) == -1)
				return -1;
	return 0;
}

/* What a timeline of many symbols owns. */
struct memory {
	int64_t		*time;
	size_t		*first;
	uint32_t	*symbol, *bar;
};

static void
free_memory(struct memory *mem)
{
	if (mem == NULL)
		return;
	free(mem->time);
	free(mem->first);
	free(mem->symbol);
	free(mem->bar);
	free(mem);
}

/*
 * The step of time t, which is there, at s or later: at s itself as a rule,
 * else by doubling strides and halving, so that a symbol costs O(log hole)
 * where it has a hole, and not the length of the whole timeline.
 */
static size_t
step_of(const int64_t *time, size_t steps, size_t s, int64_t t)
{
	size_t stride = 1, end, mid;

	if (time[s] == t)
		return s;
	while (s + stride < steps && time[s + stride] < t) {
		s += stride;
		stride *= 2;
	}
	end = s + stride < steps ? s + stride : steps - 1;
	while (s < end) {
		mid = s + (end - s) / 2;
		if (time[mid] < t)
			s = mid + 1;
		else
			end = mid;
	}
	return s;
}

static void
count(const struct bt_bars *b, const int64_t *time, size_t steps,
    size_t *first)
{
	size_t i, s = 0;

	for (i = 0; i < b->n; i++) {
		s = step_of(time, steps, s, b->time[i]);
		first[++s]++;
	}
}

static void
enter(const struct bt_bars *b, uint32_t symbol, struct memory *mem,
    size_t steps, size_t *next)
{
	size_t i, s = 0;

	for (i = 0; i < b->n; i++, s++) {
		s = step_of(mem->time, steps, s, b->time[i]);
		mem->symbol[next[s]] = symbol;
		mem->bar[next[s]++] = (uint32_t)i;
	}
}

/* Symbols are entered in their order, so each step's entries ascend. */
static int
fill(struct memory *mem, size_t steps, const struct bt_market *m,
    struct bt_err *err)
{
	size_t i, *next, rows = bt_market_rows(m), n = bt_market_symbols(m);

	mem->first = bt_calloc(steps + 1, sizeof(*mem->first), err);
	mem->symbol = bt_calloc(rows, sizeof(*mem->symbol), err);
	mem->bar = bt_calloc(rows, sizeof(*mem->bar), err);
	next = bt_calloc(steps + 1, sizeof(*next), err);
	if (mem->first == NULL || mem->symbol == NULL || mem->bar == NULL ||
	    next == NULL) {
		free(next);
		return -1;
	}
	for (i = 0; i < n; i++)
		count(bt_market_bars(m, i), mem->time, steps, mem->first);
	for (i = 0; i < steps; i++)
		mem->first[i + 1] += mem->first[i];
	memcpy(next, mem->first, (steps + 1) * sizeof(*next));
	for (i = 0; i < n; i++)
		enter(bt_market_bars(m, i), (uint32_t)i, mem, steps,
		    next);
	free(next);
	return 0;
}

/* The union as memory of its own. */
static int64_t *
union_of(const struct bt_market *m, size_t *steps, struct bt_err *err)
{
	size_t i, n = bt_market_symbols(m);
	struct times *v;
	int64_t *time = NULL;
	int rc;

	if ((v = bt_calloc(n, sizeof(*v), err)) == NULL)
		return NULL;
	for (i = 0; i < n; i++)
		v[i] = (struct times){ bt_market_bars(m, i)->time,
		    bt_market_bars(m, i)->n, NULL };
	if ((rc = unite_all(v, n, err)) == 0) {
		*steps = v[0].n;
		time = v[0].owned;
		if (time == NULL && (time = bt_calloc(v[0].n, sizeof(*time),
		    err)) != NULL)
			memcpy(time, v[0].t, v[0].n * sizeof(*time));
		v[0].owned = NULL;
	}
	for (i = 0; i < n; i++)
		free(v[i].owned);
	free(v);
	return time;
}

static int
many(struct bt_timeline *line, const struct bt_market *m, struct bt_err *err)
{
	struct memory *mem;
	size_t i;

	for (i = 0; i < bt_market_symbols(m); i++)
		if (bt_market_bars(m, i)->n > UINT32_MAX)
			return bt_err_set(err, BT_EDATA,
			    "more than 2^32 bars of '%s'",
			    bt_market_bars(m, i)->symbol);
	if ((mem = bt_calloc(1, sizeof(*mem), err)) == NULL)
		return -1;
	if ((mem->time = union_of(m, &line->steps, err)) == NULL ||
	    fill(mem, line->steps, m, err) == -1) {
		free_memory(mem);
		return -1;
	}
	line->time = mem->time;
	line->first = mem->first;
	line->symbol = mem->symbol;
	line->bar = mem->bar;
	line->memory = mem;
	return 0;
}

int
bt_timeline_init(struct bt_timeline *line, const struct bt_market *m,
    struct bt_err *err)
{
	*line = (struct bt_timeline){ 0 };
	if (bt_market_symbols(m) > 1)
		return many(line, m, err);
	if (bt_market_symbols(m) == 1) {
		line->steps = bt_market_bars(m, 0)->n;
		line->time = bt_market_bars(m, 0)->time;
	}
	return 0;
}

void
bt_timeline_free(struct bt_timeline *line)
{
	free_memory(line->memory);
	*line = (struct bt_timeline){ 0 };
}
