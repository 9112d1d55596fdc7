/* SPDX-License-Identifier: ISC */
#include "lib/market/columns.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/base/mem.h"

/* Names by role; the first that an input has wins over the later ones. */
static const struct alias {
	enum bt_role	 role;
	const char	*name;
} aliases[] = {
	{ BT_ROLE_SYMBOL, "symbol" },
	{ BT_ROLE_SYMBOL, "ticker" },
	{ BT_ROLE_SYMBOL, "instrument" },
	{ BT_ROLE_SYMBOL, "name" },
	{ BT_ROLE_SYMBOL, "stock" },
	{ BT_ROLE_DATE, "date" },
	{ BT_ROLE_DATE, "datetime" },
	{ BT_ROLE_DATE, "timestamp" },
	{ BT_ROLE_DATE, "time" },
	{ BT_ROLE_DATE, "open_time" },
	{ BT_ROLE_OPEN, "open" },
	{ BT_ROLE_HIGH, "high" },
	{ BT_ROLE_LOW, "low" },
	{ BT_ROLE_CLOSE, "close" },
	{ BT_ROLE_VOLUME, "volume" },
	{ BT_ROLE_VOLUME, "vol" },
	{ BT_ROLE_ADJCLOSE, "adjclose" },
	{ BT_ROLE_ADJCLOSE, "adj close" },
	{ BT_ROLE_ADJCLOSE, "adj_close" },
};

static const struct {
	const char	*name;
	enum bt_cell	 cell;
	size_t		 off;
	bool		 required;
} roles[BT_ROLES] = {
	[BT_ROLE_SYMBOL] = { "symbol", BT_CELL_SYMBOL,
	    offsetof(struct bt_row, symbol), false },
	[BT_ROLE_DATE] = { "date", BT_CELL_TIME,
	    offsetof(struct bt_row, bar.time), true },
	[BT_ROLE_CLOCK] = { "time", BT_CELL_CLOCK, 0, false },
	[BT_ROLE_OPEN] = { "open", BT_CELL_NUMBER,
	    offsetof(struct bt_row, bar.open), true },
	[BT_ROLE_HIGH] = { "high", BT_CELL_NUMBER,
	    offsetof(struct bt_row, bar.high), true },
	[BT_ROLE_LOW] = { "low", BT_CELL_NUMBER,
	    offsetof(struct bt_row, bar.low), true },
	[BT_ROLE_CLOSE] = { "close", BT_CELL_NUMBER,
	    offsetof(struct bt_row, bar.close), true },
	[BT_ROLE_VOLUME] = { "volume", BT_CELL_VOLUME,
	    offsetof(struct bt_row, bar.volume), false },
	[BT_ROLE_ADJCLOSE] = { "adjclose", BT_CELL_NUMBER,
	    offsetof(struct bt_row, adjclose), false },
};

const char *
bt_columns_role(enum bt_role role)
{
	return roles[role].name;
}

/* Some platforms write <OPEN>. */
static struct bt_span
bare(struct bt_span name)
{
	if (name.n >= 2 && name.s[0] == '<' && name.s[name.n - 1] == '>')
		return (struct bt_span){ name.s + 1, name.n - 2 };
	return name;
}

/* The column of that name: its place, -1 if there is none, -2 if two. */
static long
find(const struct bt_span *names, size_t n, const char *name)
{
	long at = -1;
	size_t i;

	for (i = 0; i < n; i++)
		if (bt_span_like(bare(names[i]), name)) {
			if (at != -1)
				return -2;
			at = (long)i;
		}
	return at;
}

static int
find_roles(struct bt_columns *c, const struct bt_span *names,
    struct bt_err *err)
{
	const struct alias *a;
	long at;
	size_t i;

	for (i = 0; i < BT_ROLES; i++)
		c->of[i] = -1;
	for (i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
		a = &aliases[i];
		if (c->of[a->role] != -1)
			continue;
		if ((at = find(names, c->n, a->name)) == -2)
			return bt_err_set(err, BT_EDATA,
			    "two columns are called '%s'", a->name);
		c->of[a->role] = at;
	}
	/* pandas writes its index, the date, without a name. */
	if (c->of[BT_ROLE_DATE] == -1 && c->n > 0 && names[0].n == 0)
		c->of[BT_ROLE_DATE] = 0;
	/* Date and Time are a pair. */
	if (c->of[BT_ROLE_DATE] >= 0 &&
	    bt_span_like(bare(names[c->of[BT_ROLE_DATE]]), "date"))
		c->of[BT_ROLE_CLOCK] = find(names, c->n, "time");
	if (c->of[BT_ROLE_CLOCK] == -2)
		return bt_err_set(err, BT_EDATA,
		    "two columns are called 'time'");
	return 0;
}

/* "date, price, volume": what the input has, for a message. */
static void
list(const struct bt_span *names, size_t n, char *buf, size_t size)
{
	size_t i, at = 0, len;

	for (i = 0; i < n; i++) {
		len = names[i].n;
		if (at + len + 8 > size) {
			memcpy(buf + at, ", ...", 5);
			at += 5;
			break;
		}
		if (i > 0) {
			memcpy(buf + at, ", ", 2);
			at += 2;
		}
		memcpy(buf + at, names[i].s, len);
		at += len;
	}
	buf[at] = '\0';
}

/* No name begins with a digit: that is a row. */
static bool
looks_like_row(const struct bt_span *names, size_t n)
{
	return n > 0 && names[0].n > 0 && names[0].s[0] >= '0' &&
	    names[0].s[0] <= '9';
}

/* "AAPL.Open" for "open". */
static const struct bt_span *
prefixed(const struct bt_span *names, size_t n, const char *role)
{
	size_t i, len = strlen(role);

	for (i = 0; i < n; i++)
		if (names[i].n > len + 1 &&
		    strchr("._ ", names[i].s[names[i].n - len - 1]) != NULL &&
		    strncasecmp(names[i].s + names[i].n - len, role,
		    len) == 0)
			return &names[i];
	return NULL;
}

static bool
is_needed(const char *name)
{
	size_t i;

	for (i = 0; i < BT_ROLES; i++)
		if (strcmp(name, roles[i].name) == 0)
			return roles[i].required;
	return false;
}

static int
missing(const struct bt_span *names, size_t n, const char *name,
    struct bt_err *err)
{
	const struct bt_span *like;
	char has[200];

	list(names, n, has, sizeof(has));
	if (looks_like_row(names, n))
		return bt_err_set(err, BT_EDATA, "has no header line: the "
		    "first line must name the columns, as "
		    "'symbol,date,open,high,low,close,volume', not '%s'", has);
	if ((like = prefixed(names, n, name)) != NULL)
		return bt_err_set(err, BT_EDATA, "has no column '%s', but "
		    "'%.*s': take the prefix out of the header line, as with "
		    "sed '1s/%.*s//g'", name, BT_SPAN(*like),
		    (int)(like->n - strlen(name)), like->s);
	return bt_err_set(err, BT_EDATA, "has no column '%s'%s; it has: %s",
	    name, is_needed(name) ? " (bars need date, open, high, low and "
	    "close)" : "", has);
}

static int
check_required(const struct bt_columns *c, const struct bt_span *names,
    const struct bt_columns_rule *rule, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < BT_ROLES; i++)
		if (roles[i].required && c->of[i] == -1)
			return missing(names, c->n, roles[i].name, err);
	if (rule->adjusted && c->of[BT_ROLE_ADJCLOSE] == -1)
		return missing(names, c->n, roles[BT_ROLE_ADJCLOSE].name,
		    err);
	return 0;
}

static void
plan_roles(struct bt_columns *c, const struct bt_columns_rule *rule)
{
	struct bt_step *step;
	size_t i;

	for (i = 0; i < BT_ROLES; i++) {
		if (c->of[i] == -1 || (i == BT_ROLE_ADJCLOSE &&
		    !rule->adjusted))
			continue;
		step = &c->step[c->of[i]];
		step->cell = roles[i].cell;
		step->off = roles[i].off;
		step->name = roles[i].name;
	}
}

/* A column that has a role cannot serve as an extra as well. */
static int
plan_extra(struct bt_columns *c, const struct bt_span *names, size_t k,
    const struct bt_extra *extra, struct bt_err *err)
{
	struct bt_step *step;
	long at;

	if ((at = find(names, c->n, extra->name)) == -2)
		return bt_err_set(err, BT_EDATA,
		    "two columns are called '%s'", extra->name);
	if (at == -1)
		return extra->required ?
		    missing(names, c->n, extra->name, err) : 0;
	step = &c->step[at];
	if (step->cell != BT_CELL_SKIP)
		return bt_err_set(err, BT_EDATA,
		    "column '%s' is read as the %s already", extra->name,
		    step->name);
	step->name = extra->name;
	step->cell = extra->type == BT_EXTRA_REAL ? BT_CELL_REAL :
	    BT_CELL_TEXT;
	step->off = extra->type == BT_EXTRA_REAL ?
	    offsetof(struct bt_row, real) + k * sizeof(double) :
	    offsetof(struct bt_row, text) + k * sizeof(struct bt_span);
	c->extra[c->nextras++] = k;
	return 0;
}

int
bt_columns_init(struct bt_columns *c, const struct bt_span *names, size_t n,
    const struct bt_columns_rule *rule, struct bt_err *err)
{
	size_t k;

	memset(c, 0, sizeof(*c));
	c->n = n;
	if ((c->step = bt_calloc(n, sizeof(*c->step), err)) == NULL)
		return -1;
	if (find_roles(c, names, err) == -1 ||
	    check_required(c, names, rule, err) == -1)
		return -1;
	plan_roles(c, rule);
	for (k = 0; k < rule->nextras; k++)
		if (rule->extras[k].type != BT_EXTRA_PLACE &&
		    plan_extra(c, names, k, &rule->extras[k], err) == -1)
			return -1;
	return 0;
}

void
bt_columns_free(struct bt_columns *c)
{
	free(c->step);
	c->step = NULL;
}
