/* SPDX-License-Identifier: ISC */
#include "lib/market/filter.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

static int
by_name(const void *a, const void *b)
{
	const struct bt_span *x = a, *y = b;
	int c = memcmp(x->s, y->s, x->n < y->n ? x->n : y->n);

	return c != 0 ? c : (x->n > y->n) - (x->n < y->n);
}

static int
read_symbols(struct bt_filter *f, const char *text, struct bt_err *err)
{
	struct bt_span rest = bt_span(text), name;
	size_t most = 1;

	for (; *text != '\0'; text++)
		most += *text == ',';
	if ((f->symbols = bt_calloc(most, sizeof(*f->symbols), err)) == NULL ||
	    (f->met = bt_calloc(most, sizeof(*f->met), err)) == NULL)
		return -1;
	while (bt_span_cut(&rest, ',', &name)) {
		name = bt_span_trim(name);
		if (name.n == 0)
			return bt_err_set(err, BT_EUSAGE,
			    "--symbols: want names with commas between, "
			    "got an empty one");
		f->symbols[f->n++] = name;
	}
	qsort(f->symbols, f->n, sizeof(*f->symbols), by_name);
	return 0;
}

static int
read_time(const char *option, const char *text, const struct bt_zone *zone,
    int64_t *t, struct bt_err *err)
{
	struct bt_time_rule rule = { NULL, zone };
	struct bt_err why = BT_ERR_INIT;

	if (bt_time_parse(text, strlen(text), &rule, t, &why) == -1)
		return bt_err_set(err, BT_EUSAGE, "--%s: %s", option,
		    why.text);
	return 0;
}

/* Does the text name a day rather than a moment? */
static bool
is_day(const char *text)
{
	return strlen(text) == strlen("20240131") ||
	    (strlen(text) == strlen("2024-01-31") &&
	    strchr(text, '-') != NULL);
}

int
bt_filter_init(struct bt_filter *f, const char *symbols, const char *from,
    const char *to, const struct bt_zone *zone, struct bt_err *err)
{
	*f = (struct bt_filter){ .from = INT64_MIN, .to = INT64_MAX };
	if (symbols != NULL && read_symbols(f, symbols, err) == -1)
		return -1;
	if (from != NULL && read_time("from", from, zone, &f->from, err) == -1)
		return -1;
	if (to != NULL && read_time("to", to, zone, &f->to, err) == -1)
		return -1;
	if (to != NULL && is_day(to) && f->to <= INT64_MAX - BT_NS_DAY)
		f->to += BT_NS_DAY - 1;
	if (f->from > f->to)
		return bt_err_set(err, BT_EUSAGE, "--from %s is after --to %s",
		    from, to);
	return 0;
}

void
bt_filter_free(struct bt_filter *f)
{
	free(f->symbols);
	free(f->met);
	f->symbols = NULL;
	f->met = NULL;
}

bool
bt_filter_wants(struct bt_filter *f, struct bt_span symbol)
{
	struct bt_span *at;

	if (f->symbols == NULL)
		return true;
	at = bsearch(&symbol, f->symbols, f->n, sizeof(*f->symbols), by_name);
	if (at == NULL)
		return false;
	f->met[at - f->symbols] = true;
	return true;
}

int
bt_filter_check(const struct bt_filter *f, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (!f->met[i] && (i == 0 ||
		    by_name(&f->symbols[i - 1], &f->symbols[i]) != 0))
			return bt_err_set(err, BT_EUSAGE,
			    "--symbols: the input has no rows of '%.*s'",
			    BT_SPAN(f->symbols[i]));
	return 0;
}
