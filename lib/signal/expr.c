/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stdio.h>

#include "lib/signal/expr.h"

/* What a terminal shows of one line without wrapping. */
#define WIDTH 70

static bool
is_blank(char c)
{
	return (unsigned char)c < ' ';
}

/*
 * The piece of the source round place that fits a line.  An UTF-8 character
 * is one column wide, so continuation bytes do not move the caret.
 */
static void
add_caret(const struct bt_source *src, size_t place, struct bt_err *err)
{
	char line[WIDTH + 1], caret[WIDTH + 2];
	size_t from, i, n = 0;

	from = place > WIDTH - 20 ? place - (WIDTH - 20) : 0;
	while (from > 0 && (src->text.s[from] & 0xc0) == 0x80)
		from--;
	for (i = 0; i < WIDTH && from + i < src->text.n; i++) {
		line[i] = src->text.s[from + i];
		if (is_blank(line[i]))
			line[i] = ' ';
	}
	line[i] = '\0';
	for (i = from; i < place && n < WIDTH; i++)
		if ((src->text.s[i] & 0xc0) != 0x80)
			caret[n++] = ' ';
	caret[n] = '\0';
	bt_err_add(err, "\n    %s%s\n    %s%s^", from > 0 ? "..." : "", line,
	    from > 0 ? "   " : "", caret);
}

int
bt_expr_fail(const struct bt_source *src, struct bt_span at,
    struct bt_err *err, const char *fmt, ...)
{
	char text[BT_ERR_TEXT / 2];
	size_t place;
	va_list ap;

	if (err->code != BT_OK)
		return -1;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	place = (size_t)(at.s - src->text.s);
	bt_err_set(err, BT_EUSAGE, "%s", text);
	add_caret(src, place, err);
	return bt_err_at(err, src->name, 0, place + 1);
}
