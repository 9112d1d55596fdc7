/* SPDX-License-Identifier: ISC */
#include "lib/base/num.h"
#include "lib/signal/verbs.h"

const struct bt_verb bt_verbs[] = {
	{ "buy", BT_BUY, "open long" },
	{ "sell", BT_SELL, "close long" },
	{ "short", BT_SHORT, "open short" },
	{ "cover", BT_COVER, "close short" },
	{ NULL, 0, NULL }
};

/* Words that others use, and what they are called here. */
static const struct {
	const char	*word, *verb;
} foreign[] = {
	{ "long", "buy" },
	{ "b", "buy" },
	{ "exit", "sell" },
	{ "close", "sell" },
	{ "s", "sell" },
	{ "sell_short", "short" },
	{ "buy_to_cover", "cover" },
	{ "flat", "0" },
	{ NULL, NULL }
};

static const char *
name_of(const void *arg, size_t i)
{
	return ((const struct bt_verb *)arg)[i].name;
}

static int
refuse(struct bt_span cell, struct bt_span word, struct bt_err *err)
{
	const char *hint = NULL;
	size_t i;

	for (i = 0; foreign[i].word != NULL && hint == NULL; i++)
		if (bt_span_like(word, foreign[i].word))
			hint = foreign[i].verb;
	if (hint == NULL)
		hint = bt_nearest(word, name_of, bt_verbs);
	bt_err_set(err, BT_EDATA, "signal is not understood: '%.*s'; want "
	    "buy, sell, short, cover, some of them joined by '+', or a number",
	    BT_SPAN(cell));
	if (hint != NULL)
		bt_err_add(err, "; did you mean '%s'?", hint);
	return -1;
}

static uint8_t
verb_code(struct bt_span word)
{
	const struct bt_verb *v;

	for (v = bt_verbs; v->name != NULL; v++)
		if (bt_span_like(word, v->name))
			return v->code;
	return 0;
}

static uint8_t
target_code(double x)
{
	return x > 0 ? BT_TARGET_LONG : x < 0 ? BT_TARGET_SHORT :
	    BT_TARGET_FLAT;
}

int
bt_verbs_code(struct bt_span cell, uint8_t *code, struct bt_err *err)
{
	struct bt_span rest, word;
	uint8_t sum = 0, one;
	double x;

	rest = cell = bt_span_trim(cell);
	if (cell.n == 0) {
		*code = 0;
		return 0;
	}
	if (bt_num_parse(cell.s, cell.n, &x) == 0) {
		*code = target_code(x);
		return 0;
	}
	while (bt_span_cut(&rest, '+', &word)) {
		word = bt_span_trim(word);
		if ((one = verb_code(word)) == 0)
			return refuse(cell, word, err);
		sum |= one;
	}
	*code = sum;
	return 0;
}

const char *
bt_verbs_text(uint8_t code)
{
	static const char *const text[BT_VERBS + 1] = {
		"", "buy", "sell", "buy+sell",
		"short", "buy+short", "sell+short", "buy+sell+short",
		"cover", "buy+cover", "sell+cover", "buy+sell+cover",
		"short+cover", "buy+short+cover", "sell+short+cover",
		"buy+sell+short+cover",
	};

	if (code & BT_TARGET_LONG)
		return "1";
	if (code & BT_TARGET_SHORT)
		return "-1";
	if (code & BT_TARGET_FLAT)
		return "0";
	return text[code & BT_VERBS];
}
