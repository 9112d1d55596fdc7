/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/report/page_parts.h"
#include "lib/report/trialtable.h"

#define LISTED 20		/* of the best */
#define NARROW 78		/* letters that a line of mail has */
#define GAP 2			/* between columns */

static int
put_facts(const struct bt_paging *p, const struct bt_trialset *set)
{
	static const struct bt_textcol cols[] = { { "Fact", BT_LEFT },
		{ "Value", BT_RIGHT } };
	char buf[BT_TRIALTABLE_TEXT];
	struct bt_trialtable_fact fact;
	size_t i;

	if (bt_page_begin(p, cols, 2) == -1)
		return -1;
	for (i = 0; (fact = bt_trialtable_fact(buf, set, i)).label != NULL;
	    i++)
		if (bt_page_text(p, fact.label) == -1 ||
		    bt_page_cell(p, fact.text) == -1)
			return -1;
	return bt_page_end(p);
}

static int
put_rows(const struct bt_paging *p, const struct bt_trialset *set,
    size_t ncols)
{
	char buf[BT_TRIALTABLE_TEXT];
	size_t i, c;

	for (i = 0; i < set->nvalid && i < LISTED; i++)
		for (c = 0; c < ncols; c++)
			if (bt_page_cell(p, bt_trialtable_cell(buf, set, c,
			    set->rank[i])) == -1)
				return -1;
	return 0;
}

static size_t
width_of(const struct bt_trialset *set, size_t c)
{
	char buf[BT_TRIALTABLE_TEXT];
	size_t i, n, widest = strlen(bt_trialtable_title(set, c));

	for (i = 0; i < set->nvalid && i < LISTED; i++) {
		n = bt_trialtable_cell(buf, set, c, set->rank[i]).n;
		widest = n > widest ? n : widest;
	}
	return widest;
}

/* Columns that a line of mail has room for; never less than the objective. */
static size_t
fitting(const struct bt_trialset *set, size_t ncols)
{
	size_t c, used = 0;

	for (c = 0; c < ncols; c++) {
		used += width_of(set, c) + (c > 0 ? GAP : 0);
		if (used > NARROW && c >= set->ndims + 2)
			break;
	}
	return c;
}

static int
put_best(const struct bt_paging *p, const struct bt_trialset *set)
{
	size_t c, ncols = bt_trialtable_columns(set);
	struct bt_textcol *cols = bt_calloc(ncols, sizeof(*cols), p->err);
	int status;

	if (cols == NULL)
		return -1;
	if (p->page->way->narrow)
		ncols = fitting(set, ncols);
	for (c = 0; c < ncols; c++)
		cols[c] = (struct bt_textcol){ bt_trialtable_title(set, c),
		    bt_trialtable_is_number(set, c) ? BT_RIGHT : BT_LEFT };
	status = bt_page_begin(p, cols, ncols);
	if (status == 0)
		status = put_rows(p, set, ncols);
	free(cols);
	return status == 0 ? bt_page_end(p) : -1;
}

int
bt_page_trials_of(const struct bt_paging *p)
{
	const struct bt_trialset *set = p->docs[0]->trials;

	if (put_facts(p, set) == -1)
		return -1;
	if (set->nvalid > 0 && (bt_page_heading(p, 2, "Best trials") == -1 ||
	    put_best(p, set) == -1))
		return -1;
	return bt_page_config(p) == -1 ? -1 : bt_page_inputs(p);
}
