/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/study/claim.h"
#include "lib/study/select.h"

#define RELATION(name, op) \
	static bool name(double a, double b) { return a op b; }

RELATION(is_below, <)
RELATION(is_at_most, <=)
RELATION(is_above, >)
RELATION(is_at_least, >=)
RELATION(is_equal, ==)
RELATION(is_other, !=)

/* The longer of two that begin alike comes first. */
static const struct {
	const char	*text;
	bool		(*holds)(double, double);
} relations[] = {
	{ "<=", is_at_most }, { ">=", is_at_least }, { "==", is_equal },
	{ "!=", is_other }, { "<", is_below }, { ">", is_above },
};

#define NRELATIONS (sizeof(relations) / sizeof(relations[0]))

static int
fail(struct bt_span text, struct bt_err *err)
{
	return bt_err_set(err, BT_EUSAGE, "--assert: '%.*s' is not a claim; "
	    "want one like 'sharpe > 1'", BT_SPAN(text));
}

static int
parse_claim(struct bt_span text, struct bt_claim *claim, struct bt_err *err)
{
	size_t at = 0, i, n;
	struct bt_span name, limit;

	text = bt_span_trim(text);
	while (at < text.n && strchr("<>=!", text.s[at]) == NULL)
		at++;
	for (i = 0; i < NRELATIONS; i++) {
		n = strlen(relations[i].text);
		if (text.n - at >= n &&
		    strncmp(text.s + at, relations[i].text, n) == 0)
			break;
	}
	if (i == NRELATIONS)
		return fail(text, err);
	name = bt_span_trim((struct bt_span){ text.s, at });
	at += strlen(relations[i].text);
	limit = bt_span_trim((struct bt_span){ text.s + at, text.n - at });
	claim->text = text;
	claim->holds = relations[i].holds;
	if (bt_num_parse_fraction(limit.s, limit.n, &claim->limit) == -1)
		return fail(text, err);
	claim->metric = bt_metric_want(name, err);
	return claim->metric == NULL ? -1 : 0;
}

/* The next claim of *rest, up to an "and". */
static struct bt_span
cut_claim(struct bt_span *rest)
{
	static const char word[] = " and ";
	const size_t n = sizeof(word) - 1;
	struct bt_span claim = *rest;
	size_t i;

	for (i = 0; i + n <= rest->n; i++) {
		if (strncmp(rest->s + i, word, n) != 0)
			continue;
		claim.n = i;
		rest->s += i + n;
		rest->n -= i + n;
		return claim;
	}
	rest->s = NULL;
	return claim;
}

struct bt_claim *
bt_claims_parse(const char *text, size_t *n, struct bt_err *err)
{
	struct bt_span rest = bt_span(text);
	struct bt_claim *claims = NULL;
	size_t cap = 0;

	*n = 0;
	while (rest.s != NULL) {
		if (bt_grow(&claims, &cap, *n, sizeof(*claims), err) == -1 ||
		    parse_claim(cut_claim(&rest), &claims[*n], err) == -1) {
			free(claims);
			return NULL;
		}
		(*n)++;
	}
	return claims;
}

int
bt_claims_check(const char *text, struct bt_err *err)
{
	struct bt_claim *claims;
	size_t n;

	if (text == NULL)
		return 0;
	if ((claims = bt_claims_parse(text, &n, err)) == NULL)
		return -1;
	free(claims);
	return 0;
}

bool
bt_claim_holds(const struct bt_claim *claim, const struct bt_study *s)
{
	const double x = bt_metric_value(claim->metric, s);

	return !isnan(x) && claim->holds(x, claim->limit);
}

int
bt_claim_reason(const struct bt_claim *claim, const struct bt_study *s,
    struct bt_buf *buf, struct bt_err *err)
{
	const double x = bt_metric_value(claim->metric, s);
	char text[BT_NUM_MAX];

	if (isnan(x))
		return bt_buf_printf(buf, err, "it has no value: %s",
		    bt_metric_why(claim->metric, s));
	return bt_buf_printf(buf, err, "it is %.*s",
	    (int)bt_num_format(text, x), text);
}
