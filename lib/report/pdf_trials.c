/* SPDX-License-Identifier: ISC */
#include "lib/report/pdf_parts.h"
#include "lib/report/trialtable.h"

#define LISTED 25		/* of the best */
#define COLUMNS 9
#define FACT 14.0
#define LABEL 90.0

static void
put_facts(struct bt_sheet *sheet, const struct bt_trialset *set)
{
	const struct bt_letters label = { 8.0, false, BT_SIDE_LEFT,
		BT_PLOT_MUTED, 0.0 }, value = { 8.0, false, BT_SIDE_LEFT,
		BT_PLOT_INK, BT_SHEET_ROOM - LABEL };
	char buf[BT_TRIALTABLE_TEXT];
	struct bt_trialtable_fact fact;
	size_t i;

	for (i = 0; (fact = bt_trialtable_fact(buf, set, i)).label != NULL;
	    i++) {
		bt_plot_put(&sheet->layer, &label, BT_SHEET_MARGIN, sheet->y -
		    FACT / 2.0, bt_span(fact.label));
		bt_plot_put(&sheet->layer, &value, BT_SHEET_MARGIN + LABEL,
		    sheet->y - FACT / 2.0, fact.text);
		sheet->y -= FACT;
	}
	sheet->y -= 12.0;
}

static void
put_best(struct bt_sheet *sheet, const struct bt_trialset *set)
{
	size_t c, i, ncols = bt_trialtable_columns(set);
	char buf[COLUMNS][BT_TRIALTABLE_TEXT];
	struct bt_sheet_col cols[COLUMNS];
	struct bt_span cells[COLUMNS];

	ncols = ncols < COLUMNS ? ncols : COLUMNS;
	for (c = 0; c < ncols; c++)
		cols[c] = (struct bt_sheet_col){ bt_trialtable_title(set, c),
		    BT_SHEET_ROOM / (double)ncols,
		    bt_trialtable_is_number(set, c) };
	bt_sheet_heading(sheet, "Best trials", 80.0);
	bt_sheet_table(sheet, cols, ncols);
	for (i = 0; i < set->nvalid && i < LISTED; i++) {
		for (c = 0; c < ncols; c++)
			cells[c] = bt_trialtable_cell(buf[c], set, c,
			    set->rank[i]);
		bt_sheet_row(sheet, cells);
	}
	bt_sheet_table_end(sheet);
}

void
bt_pdf_trials(struct bt_sheet *sheet, const struct bt_format_rule *rule)
{
	const struct bt_trialset *set = sheet->doc->trials;
	const struct bt_letters title = { 17.0, true, BT_SIDE_LEFT,
		BT_PLOT_INK, 0.0 };

	(void)rule;
	sheet->y = bt_sheet_lines(sheet, &title, BT_SHEET_MARGIN,
	    sheet->y - 16.0, BT_SHEET_ROOM, 3, bt_span(sheet->doc->title)) +
	    6.0;
	put_facts(sheet, set);
	bt_sheet_chart(sheet, "heatmap", 300.0);
	if (set->nvalid > 0)
		put_best(sheet, set);
	bt_sheet_chart(sheet, "surface", 300.0);
	bt_sheet_chart(sheet, "scatter", 300.0);
	bt_pdf_config(sheet, rule);
	bt_pdf_inputs(sheet, rule);
}
