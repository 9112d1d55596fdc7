/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/market/reader.h"

/* What to do about it, where there is something that helps. */
static const struct {
	const char	*code, *hint;
} hints[] = {
	{ "missing-cell", "; bt-validate --clean leaves such rows out" },
	{ "non-positive-price", "; bt-validate --clean leaves such rows out" },
	{ "ohlc-order", "; bt-validate --clean mends or leaves out" },
	{ "negative-volume", "; bt-validate --clean sets it to 0" },
	{ "duplicate-time", "; bt-validate --clean keeps the first" },
	{ "unsorted-time", "; bt-validate --clean sorts" },
};

static const char *
hint(const char *code)
{
	size_t i;

	for (i = 0; i < sizeof(hints) / sizeof(hints[0]); i++)
		if (strcmp(code, hints[i].code) == 0)
			return hints[i].hint;
	return "";
}

static enum bt_answer
ask(struct bt_reader *r, struct bt_complaint *what, struct bt_err *err)
{
	enum bt_answer answer = BT_STOP;
	bool heard = r->ask->complain != NULL;

	if (heard)
		answer = r->ask->complain(r->ask->arg, what);
	if (answer == BT_STOP) {
		(void)bt_err_set(err, BT_EDATA, "%s%s", what->text,
		    heard ? "" : hint(what->code));
		(void)bt_err_at(err, what->source, what->line, what->column);
	}
	return answer;
}

enum bt_answer
bt_reader_complain(struct bt_reader *r, const char *code, long cell,
    struct bt_bar *bar, struct bt_err *err, const char *fmt, ...)
{
	char text[BT_ERR_TEXT];
	struct bt_complaint what = { .code = code,
	    .source = r->sources[r->input], .input = r->input,
	    .line = r->line, .symbol = r->row.symbol, .text = text,
	    .bar = bar };
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (cell >= 0 && r->column != NULL)
		what.column = r->column(r->from, (size_t)cell);
	return ask(r, &what, err);
}

int
bt_reader_broken(struct bt_reader *r, const char *code,
    const struct bt_err *why, struct bt_err *err)
{
	struct bt_complaint what = { .code = code,
	    .source = r->sources[r->input], .input = r->input,
	    .line = why->line, .column = why->column, .symbol = { "", 0 },
	    .text = why->text };

	if (why->code != BT_EDATA) {
		*err = *why;
		return -1;
	}
	return ask(r, &what, err) == BT_STOP ? -1 : 0;
}
