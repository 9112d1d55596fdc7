/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/report/card.h"
#include "lib/study/claim.h"

static int
measure_parts(struct bt_cards *cards, const struct bt_input *input,
    const struct bt_study *whole, const struct bt_study_settings *set,
    enum bt_split split, struct bt_err *err)
{
	struct bt_study_rule rule = bt_study_rule_of(set);
	size_t i;

	rule.like = whole;
	if (bt_split(input, split, &cards->parts, err) == -1)
		return -1;
	cards->n = cards->parts.n;
	cards->card = bt_calloc(cards->n, sizeof(*cards->card), err);
	if (cards->card == NULL)
		return -1;
	for (i = 0; i < cards->n; i++) {
		cards->card[i].name = cards->parts.name[i];
		if (bt_study_of(&cards->parts.part[i], &rule,
		    &cards->card[i].study, err) == -1)
			return -1;
	}
	return 0;
}

static int
read_parts(struct bt_cards *cards, const char *path,
    const struct bt_study_settings *set, enum bt_split split,
    struct bt_err *err)
{
	struct bt_input input;
	struct bt_study whole;
	int status;

	if (bt_study_file(path, set, &input, &whole, err) == -1)
		return -1;
	status = measure_parts(cards, &input, &whole, set, split, err);
	bt_input_free(&input);
	return status;
}

static int
read_card(const char *path, const struct bt_study_settings *set,
    struct bt_card *card, struct bt_err *err)
{
	struct bt_input input;

	if (bt_study_file(path, set, &input, &card->study, err) == -1)
		return -1;
	if (input.has_summary)
		card->status = bt_status_name(input.status);
	bt_input_free(&input);
	return 0;
}

static int
read_wholes(struct bt_cards *cards, char *const *paths, size_t npaths,
    const struct bt_study_settings *set, struct bt_err *err)
{
	size_t i;

	cards->n = npaths > 0 ? npaths : 1;
	cards->card = bt_calloc(cards->n, sizeof(*cards->card), err);
	if (cards->card == NULL)
		return -1;
	for (i = 0; i < cards->n; i++) {
		if (read_card(npaths > 0 ? paths[i] : NULL, set,
		    &cards->card[i], err) == -1)
			return -1;
		if (npaths > 1)
			cards->card[i].name = paths[i];
	}
	return 0;
}

int
bt_cards_read(struct bt_cards *cards, char *const *paths, size_t npaths,
    const struct bt_study_settings *set, enum bt_split split,
    struct bt_err *err)
{
	int status;

	*cards = (struct bt_cards){ .n = 0 };
	if (split != BT_SPLIT_NONE && npaths > 1)
		return bt_err_set(err, BT_EUSAGE,
		    "--by takes one run, got %zu files", npaths);
	if (split != BT_SPLIT_NONE)
		status = read_parts(cards, npaths > 0 ? paths[0] : NULL, set,
		    split, err);
	else
		status = read_wholes(cards, paths, npaths, set, err);
	if (status == -1)
		bt_cards_free(cards);
	return status;
}

void
bt_cards_free(struct bt_cards *cards)
{
	free(cards->card);
	bt_parts_free(&cards->parts);
	cards->card = NULL;
}

/* 0 if it holds, 1 if not, after telling, or -1. */
static int
check_claim(const struct bt_claim *claim, const struct bt_card *card,
    bt_card_tell_fn *tell, void *arg, struct bt_err *err)
{
	struct bt_buf text = { 0 };
	int status;

	if (bt_claim_holds(claim, &card->study))
		return 0;
	status = bt_buf_printf(&text, err, "%s%snot so: %.*s: ",
	    card->name == NULL ? "" : card->name,
	    card->name == NULL ? "" : ": ", BT_SPAN(claim->text));
	if (status == 0)
		status = bt_claim_reason(claim, &card->study, &text, err);
	if (status == 0)
		tell(arg, text.s);
	bt_buf_free(&text);
	return status == -1 ? -1 : 1;
}

int
bt_cards_claim(const struct bt_cards *cards, const char *text,
    bt_card_tell_fn *tell, void *arg, struct bt_err *err)
{
	struct bt_claim *claims;
	size_t i, k, n;
	int got = 0, untrue = 0;

	if (text == NULL)
		return 0;
	if ((claims = bt_claims_parse(text, &n, err)) == NULL)
		return -1;
	for (k = 0; k < cards->n && got != -1; k++)
		for (i = 0; i < n && got != -1; i++) {
			got = check_claim(&claims[i], &cards->card[k], tell,
			    arg, err);
			untrue |= got == 1;
		}
	free(claims);
	return got == -1 ? -1 : untrue;
}
