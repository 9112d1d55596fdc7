/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_PARSER_H
#define BT_SIGNAL_PARSER_H

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/signal/expr.h"

/*
 * Text -> tree.  The grammar, loosest first:
 *
 *	expr    = choice
 *	choice  = or [ "?" choice ":" choice ]
 *	or      = and { "or" and }
 *	and     = not { "and" not }
 *	not     = "not" not | compare
 *	compare = sum [ ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) sum ]
 *	sum     = term { ( "+" | "-" ) term }
 *	term    = sign { ( "*" | "/" | "%" ) sign }
 *	sign    = ( "-" | "+" ) sign | power
 *	power   = postfix [ "^" sign ]
 *	postfix = primary { "[" expr "]" | "." ( name | digits ) }
 *	primary = number | "text" | `column` | name [ "(" [ list ] ")" ]
 *	        | "(" expr ")"
 *	list    = expr { "," expr }
 *
 * Operators come out as calls named after their sign; "x ? a : b" as if(),
 * "x[n]" as "[]", and the sign "-" as "neg".
 */
#define BT_PARSER_ARGS 16		/* of one call */

/*
 * The tree, in the arena; it borrows the source's text.  NULL with BT_EUSAGE
 * and a caret if the text is not an expression, BT_ESYS out of memory.
 */
struct bt_expr	*bt_parser_parse(const struct bt_source *,
		    struct bt_arena *, struct bt_err *) BT_MUST_CHECK;

/* The same, and "5%" is the number 0.05 (see bt_lexer). */
struct bt_expr	*bt_parser_formula(const struct bt_source *,
		    struct bt_arena *, struct bt_err *) BT_MUST_CHECK;

#endif
