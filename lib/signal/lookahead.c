/* SPDX-License-Identifier: ISC */
/*
 * The proof that no value depends on bars to come: cut the future off and
 * compute again.
 */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/signal/maker_own.h"

struct check {
	struct bt_maker	*m;
	struct bt_lookahead	*at;
	size_t			*differ, *compared;	/* by symbol */
	struct bt_lookahead	*first;			/* by symbol */
};

/* A verb's expression in the codes; else the same bits: NAN equals NAN. */
static bool
is_same(const struct bt_maker *m, size_t k, const struct bt_column *root,
    size_t symbol, size_t i)
{
	const struct bt_output *out = &m->out[k];
	uint8_t code;

	if (k < m->nverbs) {
		code = m->codes[symbol][i] & bt_roles[out->role].code;
		return (root->c[i * root->step] != 0) == (code != 0);
	}
	if (root->c != NULL)
		return root->c[i * root->step] == out->c[symbol][i];
	return memcmp(&root->x[i * root->step], &out->x[symbol][i],
	    sizeof(double)) == 0;
}

static void
differs(struct check *check, const char *column, size_t symbol, size_t i)
{
	if (check->differ[symbol]++ == 0)
		check->first[symbol] = (struct bt_lookahead){ column, symbol,
		    i, check->m->bars[symbol].n, 0 };
}

static int
compare(void *arg, size_t symbol, const struct bt_column *roots,
    struct bt_err *err)
{
	struct check *check = arg;
	struct bt_maker *m = check->m;
	size_t i, k, n = m->bars[symbol].n;

	(void)err;
	for (k = 0; k < m->nout; k++)
		for (i = 0; i < n; i++)
			if (!is_same(m, k, &roots[k], symbol, i))
				differs(check, m->out[k].name, symbol, i);
	check->compared[symbol] += m->nout * n;
	return 0;
}

/* How many bars of b are not after the time. */
static size_t
bars_until(const struct bt_bars *b, int64_t time)
{
	size_t low = 0, high = b->n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (b->time[middle] <= time)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int
check_cut(struct check *check, const struct bt_market *market,
    struct bt_bars *bars, int64_t time, const struct bt_timeline *line,
    size_t jobs, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < check->m->nsymbols; i++)
		bars[i].n = bars_until(bt_market_bars(market, i), time);
	return bt_maker_run(check->m, bars, check->m->nsymbols, line, jobs,
	    compare, check, err);
}

/* Cuts spread evenly over the steps of time. */
static int
check_cuts(struct check *check, const struct bt_market *market,
    struct bt_bars *bars, size_t jobs, size_t cuts, struct bt_err *err)
{
	struct bt_timeline line;
	size_t i, step;
	int status = 0;

	if (bt_timeline_init(&line, market, err) == -1)
		return -1;
	for (i = 1; i <= cuts && status == 0 && line.steps > 0; i++) {
		step = (size_t)((double)line.steps * (double)i /
		    (double)(cuts + 1));
		status = check_cut(check, market, bars, line.time[step],
		    &line, jobs, err);
	}
	bt_timeline_free(&line);
	return status;
}

static long
total(const struct check *check)
{
	size_t i, sum = 0;

	*check->at = (struct bt_lookahead){ 0 };
	for (i = 0; i < check->m->nsymbols; i++) {
		if (sum == 0 && check->differ[i] > 0)
			*check->at = check->first[i];
		sum += check->differ[i];
	}
	for (i = 0; i < check->m->nsymbols; i++)
		check->at->compared += check->compared[i];
	return (long)sum;
}

long
bt_maker_lookahead(struct bt_maker *m, const struct bt_market *market,
    size_t jobs, size_t cuts, struct bt_lookahead *at, struct bt_err *err)
{
	struct check check = { .m = m, .at = at };
	struct bt_bars *bars = NULL;
	long differ = -1;

	check.differ = bt_calloc(m->nsymbols, sizeof(*check.differ), err);
	check.compared = bt_calloc(m->nsymbols, sizeof(*check.compared), err);
	check.first = bt_calloc(m->nsymbols, sizeof(*check.first), err);
	if (check.differ != NULL && check.compared != NULL &&
	    check.first != NULL && (bars = bt_eval_bars(market, err)) != NULL &&
	    check_cuts(&check, market, bars, jobs, cuts, err) == 0)
		differ = total(&check);
	free(bars);
	free(check.differ);
	free(check.compared);
	free(check.first);
	return differ;
}
