/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "lib/base/num.h"
#include "lib/signal/lexer.h"

/* Longer signs before their beginnings. */
static const char *const signs[] = {
	"<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "%", "^",
	"(", ")", "[", "]", ",", ".", "?", ":", NULL
};

/* What other languages write, and how it is written here. */
static const struct {
	const char	*sign, *ours;
} foreign[] = {
	{ "&&", "and" }, { "||", "or" }, { "&", "and" }, { "|", "or" },
	{ "<>", "!=" }, { "=", "==" }, { "!", "not" }, { "**", "^" },
	{ NULL, NULL }
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	    (c & 0x80) != 0;
}

static char
peek(const struct bt_lexer *lex, size_t ahead)
{
	size_t at = lex->place + ahead;

	return at < lex->source->text.n ? lex->source->text.s[at] : '\0';
}

static void
skip_blanks(struct bt_lexer *lex)
{
	char c;

	for (;;) {
		while ((c = peek(lex, 0)) == ' ' || c == '\t' || c == '\n' ||
		    c == '\r')
			lex->place++;
		if (c != '#')
			return;
		while (lex->place < lex->source->text.n && peek(lex, 0) != '\n')
			lex->place++;
	}
}

static void
take(struct bt_lexer *lex, enum bt_token kind, size_t n)
{
	lex->kind = kind;
	lex->text.s = lex->source->text.s + lex->place;
	lex->text.n = n;
	lex->place += n;
}

static bool
starts(const struct bt_lexer *lex, const char *s)
{
	size_t n = strlen(s);

	return lex->source->text.n - lex->place >= n &&
	    memcmp(lex->source->text.s + lex->place, s, n) == 0;
}

static int
take_quoted(struct bt_lexer *lex, char quote, struct bt_err *err)
{
	size_t n;

	for (n = 1; lex->place + n < lex->source->text.n; n++)
		if (peek(lex, n) == quote)
			break;
	if (lex->place + n >= lex->source->text.n) {
		take(lex, BT_TOKEN_END, 1);
		return bt_expr_fail(lex->source, lex->text, err,
		    "the quote %c is not closed", quote);
	}
	take(lex, quote == '`' ? BT_TOKEN_COLUMN : BT_TOKEN_TEXT, n + 1);
	lex->inner.s = lex->text.s + 1;
	lex->inner.n = n - 1;
	return 0;
}

/* Is there a % that makes the number before it a fraction? */
static bool
at_percent(const struct bt_lexer *lex)
{
	char after = peek(lex, 1);

	return lex->percent && peek(lex, 0) == '%' && !is_digit(after) &&
	    !is_letter(after) && after != '.' && after != '(' &&
	    after != '`';
}

/* Digits alone behind a point, so that in macd().0 the 0 stands alone. */
static int
take_number(struct bt_lexer *lex, bool digits_only, struct bt_err *err)
{
	const char *begin, *end;
	size_t n = 0;

	begin = lex->source->text.s + lex->place;
	end = lex->source->text.s + lex->source->text.n;
	if (digits_only) {
		while (is_digit(peek(lex, n)))
			n++;
		end = begin + n;
	}
	end = bt_num_scan(begin, end, &lex->number);
	take(lex, BT_TOKEN_NUMBER, end == NULL ? 1 : (size_t)(end - begin));
	if (end == NULL)
		return bt_expr_fail(lex->source, lex->text, err,
		    "not a number, or out of range");
	if (at_percent(lex)) {
		lex->number /= 100;
		lex->text.n++;
		lex->place++;
	}
	if (is_letter(peek(lex, 0)))
		return bt_expr_fail(lex->source, lex->text, err,
		    "a number runs into a name; put an operator between them");
	return 0;
}

static int
take_sign(struct bt_lexer *lex, struct bt_err *err)
{
	size_t i;

	for (i = 0; foreign[i].sign != NULL; i++) {
		if (!starts(lex, foreign[i].sign) || starts(lex, "==") ||
		    starts(lex, "!="))
			continue;
		take(lex, BT_TOKEN_SIGN, strlen(foreign[i].sign));
		return bt_expr_fail(lex->source, lex->text, err,
		    "'%s' is not an operator here; did you mean '%s'?",
		    foreign[i].sign, foreign[i].ours);
	}
	for (i = 0; signs[i] != NULL; i++)
		if (starts(lex, signs[i])) {
			take(lex, BT_TOKEN_SIGN, strlen(signs[i]));
			return 0;
		}
	take(lex, BT_TOKEN_SIGN, 1);
	if ((unsigned char)*lex->text.s < ' ')
		return bt_expr_fail(lex->source, lex->text, err,
		    "a control character (code %d) has no meaning here",
		    *lex->text.s);
	return bt_expr_fail(lex->source, lex->text, err,
	    "'%c' has no meaning here", *lex->text.s);
}

int
bt_lexer_next(struct bt_lexer *lex, struct bt_err *err)
{
	bool after_point = lex->kind == BT_TOKEN_SIGN && bt_lexer_is(lex, ".");
	bool after_value = lex->kind == BT_TOKEN_NAME ||
	    (lex->kind == BT_TOKEN_SIGN && (bt_lexer_is(lex, ")") ||
	    bt_lexer_is(lex, "]")));
	size_t n = 0;
	char c;

	skip_blanks(lex);
	c = peek(lex, 0);
	if (lex->place >= lex->source->text.n) {
		take(lex, BT_TOKEN_END, 0);
		return 0;
	}
	if (is_letter(c)) {
		while (is_letter(peek(lex, n)) || is_digit(peek(lex, n)))
			n++;
		take(lex, BT_TOKEN_NAME, n);
		return 0;
	}
	if (c == '"' || c == '\'' || c == '`')
		return take_quoted(lex, c, err);
	if (is_digit(c) ||
	    (c == '.' && is_digit(peek(lex, 1)) && !after_value))
		return take_number(lex, after_point, err);
	return take_sign(lex, err);
}

bool
bt_lexer_is(const struct bt_lexer *lex, const char *s)
{
	if (lex->kind == BT_TOKEN_NAME)
		return bt_span_like(lex->text, s);
	return lex->kind == BT_TOKEN_SIGN && bt_span_is(lex->text, s);
}
