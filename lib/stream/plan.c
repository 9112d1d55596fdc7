/* SPDX-License-Identifier: ISC */
#include "lib/stream/plan.h"

#include <string.h>

#include "lib/base/num.h"
#include "lib/base/word.h"
#include "lib/stream/bind.h"
#include "lib/stream/flat.h"

#define COUNT_DIGITS 18		/* as many fit, whatever they are */

static bool
add_step(struct bt_plan *plan, const char *lead, const char *value,
    const struct bt_col *col)
{
	struct bt_step *step = &plan->step[plan->n];
	size_t i, n = (size_t)(value - lead);

	if (plan->n == BT_PLAN_STEPS || n > sizeof(step->lead))
		return false;
	memset(step, 0, sizeof(*step));
	memcpy(step->lead, lead, n);
	step->n = n;
	step->col = col;
	for (i = 0; i < n && i < sizeof(step->mask); i++)
		step->mask[i / 8] |= (uint64_t)0xff << i % 8 * 8;
	for (i = 0; i < 3; i++)
		step->word[i] = bt_word_load(step->lead + 8 * i);
	plan->n++;
	return true;
}

bool
bt_plan_make(struct bt_plan *plan, struct bt_span line,
    const struct bt_member *m, const struct bt_col *const *map, size_t n)
{
	const char *lead = line.s;
	size_t i, quote;

	memset(plan, 0, sizeof(*plan));
	for (i = 0; i < n; i++) {
		quote = m[i].kind == BT_JSON_STRING;
		if (map[i] == NULL && quote)
			continue;
		if (!add_step(plan, lead, m[i].value.s - quote, map[i]))
			return false;
		lead = m[i].value.s + m[i].value.n + quote;
	}
	return plan->n > 0 && line.s + line.n - lead == 1;
}

/* Bytes behind the 16 are looked at only where those were in the input. */
static inline const char *
follow(const struct bt_step *step, const char *p, const char *end)
{
	if ((((bt_word_load(p) ^ step->word[0]) & step->mask[0]) |
	    ((bt_word_load(p + 8) ^ step->word[1]) & step->mask[1])) != 0)
		return NULL;
	if (step->n > 16) {
		if (((bt_word_load(p + 16) ^ step->word[2]) &
		    step->mask[2]) != 0)
			return NULL;
		if (step->n > 24 && ((size_t)(end - p) < step->n ||
		    memcmp(p + 24, step->lead + 24, step->n - 24) != 0))
			return NULL;
	}
	return p + step->n;
}

static inline const char *
count(const char *p, size_t *to)
{
	const char *first = p;
	size_t n = 0;

	for (; *p >= '0' && *p <= '9'; p++)
		n = n * 10 + (size_t)(*p - '0');
	if (p == first || p - first > COUNT_DIGITS ||
	    (*first == '0' && p - first > 1))
		return NULL;
	*to = n;
	return p;
}

static inline const char *
instant(struct bt_plan *plan, const char *p, const char *end, int64_t *to)
{
	if (*p != '"')
		return NULL;
	p = bt_time_scan_again(p + 1, end, to, &plan->day);
	return p != NULL && *p == '"' ? p + 1 : NULL;
}

static inline const char *
text(const char *p, const char *end, struct bt_span *to)
{
	const char *q;

	if (*p != '"' || (q = bt_flat_string(++p, end)) == NULL)
		return NULL;
	*to = (struct bt_span){ p, (size_t)(q - p) };
	return q + 1;
}

static inline const char *
truth(const char *p, bool *to)
{
	*to = *p == 't';
	if (*to)
		return memcmp(p, "true", 4) == 0 ? p + 4 : NULL;
	return memcmp(p, "false", 5) == 0 ? p + 5 : NULL;
}

/* What fills no column is checked all the same; strings are in the leads. */
static const char *
unwanted(const char *p)
{
	double number;
	bool is;

	if (*p == 't' || *p == 'f')
		return truth(p, &is);
	return bt_num_scan_plain(p, &number);
}

/* The value at p: the place behind it, or NULL if it is not a usual one. */
static inline const char *
value(struct bt_plan *plan, const struct bt_col *col, const char *p,
    const char *end, void *row)
{
	void *to;

	if (*p == 'n' && memcmp(p, "null", 4) == 0) {
		if (col != NULL)
			bt_bind_nothing(col, row);
		return p + 4;
	}
	if (col == NULL)
		return unwanted(p);
	to = (char *)row + col->off;
	switch (col->type) {
	case BT_COL_REAL:
		return bt_num_scan_plain(p, to);
	case BT_COL_COUNT:
		return count(p, to);
	case BT_COL_TIME:
		return instant(plan, p, end, to);
	case BT_COL_TEXT:
		return text(p, end, to);
	case BT_COL_BOOL:
		return truth(p, to);
	}
	return NULL;
}

const char *
bt_plan_read(struct bt_plan *plan, const char *p, const char *end, void *row)
{
	const struct bt_step *step = plan->step;
	const struct bt_step *const last = step + plan->n;

	for (; step < last; step++) {
		if ((p = follow(step, p, end)) == NULL)
			return NULL;
		if ((p = value(plan, step->col, p, end, row)) == NULL)
			return NULL;
	}
	return p[0] == '}' && p[1] == '\n' ? p + 2 : NULL;
}
