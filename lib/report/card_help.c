/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "lib/report/card_parts.h"
#include "lib/stream/record.h"
#include "lib/stream/texttable.h"
#include "lib/study/select.h"

/* The table of metrics, for those who ask what there is. */

struct entry {
	struct bt_span	name, unit, group, help, formula, undefined, source;
	struct bt_span	others;
};

static const struct bt_col entry_cols[] = {
	BT_COL(struct entry, name, BT_COL_TEXT, "", "the key"),
	BT_COL(struct entry, unit, BT_COL_TEXT, "", "of the value"),
	BT_COL(struct entry, group, BT_COL_TEXT, "", "heading"),
	BT_COL(struct entry, help, BT_COL_TEXT, "", "what it is"),
	BT_COL(struct entry, formula, BT_COL_TEXT, "", "how it is made"),
	BT_COL(struct entry, undefined, BT_COL_TEXT, "", "why it has none"),
	BT_COL(struct entry, source, BT_COL_TEXT, "", "whose definition"),
	BT_COL(struct entry, others, BT_COL_TEXT, "", "who differs"),
	BT_COL_END
};

static struct bt_span
text_or_none(const char *s)
{
	return s == NULL ? (struct bt_span){ NULL, 0 } : bt_span(s);
}

static struct entry
entry_of(const struct bt_metric_group *g, const struct bt_metric *m)
{
	return (struct entry){ .name = bt_span(m->name),
	    .unit = bt_span(bt_unit_name(m->unit)), .group = bt_span(g->name),
	    .help = bt_span(m->help), .formula = bt_span(m->formula),
	    .undefined = text_or_none(m->undefined),
	    .source = bt_span(m->source), .others = text_or_none(m->others) };
}

static void
list_records(struct bt_out *out, enum bt_format format)
{
	const struct bt_record_rule rule = { format, NULL, false };
	const struct bt_metric_group *g;
	const struct bt_metric *m;
	struct entry e;
	size_t i;

	bt_record_header(out, &rule, entry_cols);
	for (i = 0; (g = bt_metric_group_at(i)) != NULL; i++)
		for (m = g->rows; m->name != NULL; m++) {
			e = entry_of(g, m);
			bt_record_write(out, &rule, entry_cols, &e);
		}
}

static int
put_entry(struct bt_texttable *t, const struct bt_metric *m,
    struct bt_err *err)
{
	if (bt_texttable_cell(t, bt_span(m->name), err) == -1 ||
	    bt_texttable_cell(t, bt_span(bt_unit_name(m->unit)), err) == -1)
		return -1;
	return bt_texttable_cell(t, bt_span(m->help), err);
}

static int
list_table(struct bt_out *out, struct bt_err *err)
{
	static const struct bt_textcol cols[] = { { "name", BT_LEFT },
		{ "unit", BT_LEFT }, { "what it is", BT_LEFT } };
	struct bt_texttable *t = bt_texttable_new(cols, 3, err);
	const struct bt_metric *m;
	size_t i;
	int status = t == NULL ? -1 : 0;

	for (i = 0; status == 0 && (m = bt_metric_at(i)) != NULL; i++)
		status = put_entry(t, m, err);
	if (status == 0)
		bt_texttable_write(t, out);
	bt_texttable_free(t);
	return status;
}

int
bt_card_list(struct bt_out *out, enum bt_card_format format,
    struct bt_err *err)
{
	if (format == BT_CARD_TABLE)
		return list_table(out, err);
	list_records(out, format == BT_CARD_CSV ? BT_CSV : BT_NDJSON);
	return 0;
}

/* "label:  text", wrapped at 78 columns under itself. */
static void
put_paragraph(struct bt_out *out, const char *label, const char *text)
{
	static const char indent[] = "           ";
	size_t at = sizeof(indent) - 1, n = strlen(label);

	if (text == NULL)
		return;
	bt_out_text(out, label);
	bt_out_write(out, indent, at - n);
	while (*text != '\0') {
		n = strcspn(text, " ");
		if (at + n > 78) {
			bt_out_text(out, "\n");
			bt_out_text(out, indent);
			at = sizeof(indent) - 1;
		}
		bt_out_write(out, text, n);
		text += n;
		at += n + 1;
		if (*text == ' ') {
			text++;
			if (at + strcspn(text, " ") <= 78)
				bt_out_text(out, " ");
		}
	}
	bt_out_text(out, "\n");
}

int
bt_card_explain(struct bt_out *out, struct bt_span name, struct bt_err *err)
{
	const struct bt_metric *m = bt_metric_want(name, err);

	if (m == NULL)
		return -1;
	bt_out_text(out, m->name);
	bt_out_text(out, ": ");
	bt_out_text(out, m->help);
	bt_out_text(out, "\n\n");
	put_paragraph(out, "unit", bt_unit_name(m->unit));
	put_paragraph(out, "formula", m->formula);
	put_paragraph(out, "no value", m->undefined);
	put_paragraph(out, "as in", m->source);
	put_paragraph(out, "others", m->others);
	return 0;
}
