/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/option.h"
#include "lib/base/str.h"
#include "lib/chance/numbers.h"

static int
refuse(const struct bt_numbers_rule *rule, struct bt_span got,
    struct bt_err *err)
{
	char range[BT_OPT_RANGE];

	return bt_err_set(err, BT_EUSAGE,
	    "--%s: want numbers%s%s%s, got '%.*s'", rule->option,
	    rule->fraction ? " such as 0.05 or 5%" : "",
	    memchr(got.s, ':', got.n) != NULL ? " or A:B:STEP" : "",
	    bt_opt_range(range, rule->min, rule->max), BT_SPAN(got));
}

static int
too_many(const struct bt_numbers_rule *rule, struct bt_err *err)
{
	return bt_err_set(err, BT_EUSAGE, "--%s: more than %d numbers",
	    rule->option, BT_NUMBERS_MAX);
}

static int
add(const struct bt_numbers_rule *rule, struct bt_numbers *to, double x,
    struct bt_span piece, struct bt_err *err)
{
	size_t i, k;

	if (!(x >= rule->min && x <= rule->max))
		return refuse(rule, piece, err);
	for (i = 0; i < to->n && to->v[i] < x; i++)
		continue;
	if (i < to->n && to->v[i] == x)
		return 0;
	if (to->n == BT_NUMBERS_MAX)
		return too_many(rule, err);
	for (k = to->n++; k > i; k--)
		to->v[k] = to->v[k - 1];
	to->v[i] = x;
	return 0;
}

static int
read_one(const struct bt_numbers_rule *rule, struct bt_span text, double *x)
{
	text = bt_span_trim(text);
	return rule->fraction ? bt_num_parse_fraction(text.s, text.n, x) :
	    bt_num_parse(text.s, text.n, x);
}

/* "a", or "a:b:step", whose end belongs to it to rounding. */
static int
add_piece(const struct bt_numbers_rule *rule, struct bt_numbers *to,
    struct bt_span piece, struct bt_err *err)
{
	struct bt_span rest = piece, part;
	double x[3] = { 0.0, 0.0, 0.0 };
	int n = 0, i;

	while (bt_span_cut(&rest, ':', &part)) {
		if (n == 3 || read_one(rule, part, &x[n]) == -1)
			return refuse(rule, piece, err);
		n++;
	}
	if (n == 1)
		return add(rule, to, x[0], piece, err);
	if (n != 3 || !(x[2] > 0.0) || !(x[1] >= x[0]))
		return refuse(rule, piece, err);
	if ((x[1] - x[0]) / x[2] > BT_NUMBERS_MAX)
		return too_many(rule, err);
	for (i = 0; i <= (int)((x[1] - x[0]) / x[2] * (1.0 + 1e-12)); i++)
		if (add(rule, to, x[0] + i * x[2], piece, err) == -1)
			return -1;
	return 0;
}

int
bt_numbers_parse(const struct bt_numbers_rule *rule, const char *text,
    struct bt_numbers *to, struct bt_err *err)
{
	struct bt_span rest, piece;

	*to = (struct bt_numbers){ NULL, 0 };
	if (text == NULL)
		return 0;
	if ((to->v = bt_column(BT_NUMBERS_MAX, err)) == NULL)
		return -1;
	rest = bt_span(text);
	while (bt_span_cut(&rest, ',', &piece))
		if (add_piece(rule, to, piece, err) == -1) {
			free(to->v);
			*to = (struct bt_numbers){ NULL, 0 };
			return -1;
		}
	return 0;
}
