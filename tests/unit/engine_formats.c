/* SPDX-License-Identifier: ISC */
/*
 * bt-formats(5) lists the keys of every record as the tables of columns have
 * them.  Where it does not, this prints what it should say: between the
 * comments "begin trade" and "end trade", and so on.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/file.h"
#include "lib/engine/runstream.h"
#include "lib/market/quality.h"
#include "lib/report/card_parts.h"

#define PAGE "man/bt-formats.5"

static const struct {
	const char		*name;
	const struct bt_col	*cols;
} tables[] = {
	{ "trade", bt_trade_cols },
	{ "fill", bt_fill_cols },
	{ "event", bt_event_cols },
	{ "equity", bt_equity_cols },
	{ "summary", bt_summary_cols },
	{ "finding", bt_finding_cols },
	{ "validate summary", bt_quality_row_cols },
	{ "facts", bt_facts_cols },
};

static const char *const	types[] = {
	[BT_COL_REAL] = "number",
	[BT_COL_COUNT] = "count",
	[BT_COL_TIME] = "time",
	[BT_COL_TEXT] = "text",
	[BT_COL_BOOL] = "boolean",
};

/* "rejected_cash": the summary counts every cause, and the page lists them. */
static bool
is_cause(const char *name)
{
	char text[64];
	size_t i;

	for (i = 0; i < BT_CAUSES; i++) {
		(void)snprintf(text, sizeof(text), "%s_%s",
		    bt_causes[i].event, bt_causes[i].reason);
		if (strcmp(name, text) == 0)
			return true;
	}
	return false;
}

static void
describe(struct bt_buf *b, const struct bt_col *c)
{
	struct bt_err err = BT_ERR_INIT;

	for (; c->name != NULL; c++)
		if (!is_cause(c->name))
			assert_int_equal(0, bt_buf_printf(b, &err,
			    ".It Li %s Ta %s Ta %s\n", c->name,
			    c->unit[0] != '\0' ? c->unit : types[c->type],
			    c->help));
}

static void
describe_causes(struct bt_buf *b)
{
	struct bt_err err = BT_ERR_INIT;
	size_t i;

	for (i = 0; i < BT_CAUSES; i++)
		assert_int_equal(0, bt_buf_printf(b, &err,
		    ".It Li %s Ta Li %s Ta %s\n", bt_causes[i].event,
		    bt_causes[i].reason, bt_causes[i].help));
}

/* What the page has between its comments. */
static struct bt_span
section(const char *page, const char *name)
{
	char mark[64];
	const char *begin, *end;

	(void)snprintf(mark, sizeof(mark), ".\\\" begin %s\n", name);
	begin = strstr(page, mark);
	(void)snprintf(mark, sizeof(mark), ".\\\" end %s\n", name);
	if (begin == NULL || (end = strstr(begin, mark)) == NULL)
		return (struct bt_span){ "", 0 };
	begin = strchr(begin, '\n') + 1;
	return (struct bt_span){ begin, (size_t)(end - begin) };
}

/* 1 and what the page should say, unless it does. */
static int
differs(const char *page, const char *name, const struct bt_buf *want)
{
	struct bt_span got = section(page, name);

	if (got.n == want->n && memcmp(got.s, want->s, want->n) == 0)
		return 0;
	(void)fprintf(stderr, PAGE ": want this:\n.\\\" begin %s\n%s"
	    ".\\\" end %s\n", name, want->s, name);
	return 1;
}

static void
test_tables(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_buf want = { 0 };
	char *page;
	size_t i, n;
	int wrong = 0;

	(void)state;
	page = bt_file_slurp(PAGE, (size_t)1 << 20, &n, &err);
	assert_non_null(page);
	for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		want.n = 0;
		describe(&want, tables[i].cols);
		wrong += differs(page, tables[i].name, &want);
	}
	want.n = 0;
	describe_causes(&want);
	wrong += differs(page, "causes", &want);
	assert_int_equal(0, wrong);
	bt_buf_free(&want);
	free(page);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
