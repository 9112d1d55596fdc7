/* SPDX-License-Identifier: ISC */
#include "lib/chance/roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#define LONGEST 255		/* bytes of a name, as lib/market has it */

int
bt_roster_add(struct bt_roster *r, struct bt_span name, struct bt_err *err)
{
	if (name.n == 0 || name.n > LONGEST)
		return bt_err_set(err, BT_EUSAGE, "--symbols: want names with "
		    "commas between, got '%.*s'", BT_SPAN(name));
	if (bt_grow(&r->name, &r->cap, r->n, sizeof(*r->name), err) == -1 ||
	    (r->name[r->n] = bt_strndup(name.s, name.n, err)) == NULL)
		return -1;
	r->n++;
	return 0;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int
refuse_twins(const struct bt_roster *r, struct bt_err *err)
{
	const char **sorted;
	size_t i;
	int rc = 0;

	if ((sorted = bt_calloc(r->n, sizeof(*sorted), err)) == NULL)
		return -1;
	memcpy(sorted, r->name, r->n * sizeof(*sorted));
	qsort(sorted, r->n, sizeof(*sorted), by_name);
	for (i = 1; i < r->n && rc == 0; i++)
		if (strcmp(sorted[i], sorted[i - 1]) == 0)
			rc = bt_err_set(err, BT_EUSAGE,
			    "--symbols: '%.60s' is there twice", sorted[i]);
	free(sorted);
	return rc;
}

int
bt_roster_read(struct bt_roster *r, const char *text, struct bt_err *err)
{
	struct bt_span rest = bt_span(text), name;

	while (bt_span_cut(&rest, ',', &name))
		if (bt_roster_add(r, bt_span_trim(name), err) == -1)
			return -1;
	return refuse_twins(r, err);
}

int
bt_roster_number(struct bt_roster *r, long long n, struct bt_err *err)
{
	struct bt_span name;
	char text[32];
	long long k;

	for (k = 1; k <= n; k++) {
		(void)snprintf(text, sizeof(text), "S%lld", k);
		name = bt_span(text);
		if (bt_roster_add(r, name, err) == -1)
			return -1;
	}
	return 0;
}

void
bt_roster_free(struct bt_roster *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		free(r->name[i]);
	free(r->name);
	*r = (struct bt_roster){ .n = 0 };
}
