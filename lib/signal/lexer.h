/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_LEXER_H
#define BT_SIGNAL_LEXER_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/signal/expr.h"

/*
 * The words of an expression, one at a time.  Blanks and line ends separate;
 * "# ..." is a comment up to the end of its line.
 *
 *	struct bt_lexer lex = { .source = src };
 *	while (bt_lexer_next(&lex, err) == 0 && lex.kind != BT_TOKEN_END)
 *		... lex.text ...
 *
 * With percent, a % right behind a number belongs to it, but for 7%2, 7%x and
 * 7%(x), which are remainders as ever.
 */
enum bt_token {
	BT_TOKEN_END,
	BT_TOKEN_NUMBER,	/* number holds the value */
	BT_TOKEN_NAME,		/* sma, close, and; text as written */
	BT_TOKEN_TEXT,		/* "SPY" or 'SPY'; inner lacks the quotes */
	BT_TOKEN_COLUMN,	/* `Adj Close`; inner lacks the quotes */
	BT_TOKEN_SIGN,		/* operators and punctuation */
};

struct bt_lexer {
	const struct bt_source	*source;
	bool			 percent;	/* "5%" is the number 0.05 */
	size_t			 place;		/* where the next word begins */
	enum bt_token		 kind;		/* of the word read last */
	struct bt_span		 text, inner;
	double			 number;
};

/* To the next word: 0, or -1 with *err and a caret. */
int	bt_lexer_next(struct bt_lexer *, struct bt_err *) BT_MUST_CHECK;

/* Is the word the sign or the (case-blind) name s? */
bool	bt_lexer_is(const struct bt_lexer *, const char *s);

#endif
