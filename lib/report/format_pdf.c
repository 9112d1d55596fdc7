/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "lib/report/pdf_parts.h"

/* Years of a heat map that keep their numbers legible on a page. */
#define YEAR 14.0
#define HEAT_MOST 340.0

static void
put_charts(struct bt_sheet *sheet)
{
	const struct bt_document *doc = sheet->doc;
	double height = 44.0;

	if (doc->nyears > 0)
		height += YEAR * (doc->year[doc->nyears - 1].year -
		    doc->year[0].year + 1);
	bt_sheet_chart(sheet, "price", 260.0);
	bt_sheet_chart(sheet, "monthly", height < HEAT_MOST ? height :
	    HEAT_MOST);
	bt_sheet_chart(sheet, "yearly", 170.0);
	bt_sheet_chart(sheet, "distribution", 190.0);
	bt_sheet_chart(sheet, "rolling", 280.0);
	bt_sheet_chart(sheet, "exposure", 130.0);
	bt_sheet_chart(sheet, "trades", 230.0);
}

static void
fill(struct bt_sheet *sheet, const struct bt_format_rule *rule)
{
	if (sheet->doc->trials != NULL) {
		bt_pdf_trials(sheet, rule);
		bt_sheet_end(sheet);
		return;
	}
	bt_pdf_cover(sheet, rule);
	bt_pdf_metrics(sheet, rule);
	bt_pdf_drawdowns(sheet, rule);
	put_charts(sheet);
	bt_pdf_trades(sheet, rule);
	bt_pdf_config(sheet, rule);
	bt_pdf_inputs(sheet, rule);
	bt_pdf_definitions(sheet, rule);
	bt_sheet_end(sheet);
}

/*
 * The time of writing would make every file another one; cairo knows no way
 * to be told another.  The same length keeps all offsets.
 */
static void
forget_time(struct bt_buf *pdf)
{
	static const char key[] = "/CreationDate (D:", date[] =
	    "20000101000000";
	const size_t n = sizeof(key) - 1;
	size_t i, k;

	for (i = 0; pdf->n > n + sizeof(date) && i < pdf->n - n -
	    sizeof(date); i++) {
		if (memcmp(pdf->s + i, key, n) != 0)
			continue;
		/* Digits, then the offset from UTC: all become fixed. */
		for (k = 0; i + n + k < pdf->n && pdf->s[i + n + k] != ')';
		    k++)
			pdf->s[i + n + k] = k < sizeof(date) - 1 ? date[k] :
			    k == sizeof(date) - 1 ? 'Z' :
			    pdf->s[i + n + k] == '\'' ? '\'' : '0';
		return;
	}
}

/* Script of all pages: what they need to know comes first. */
static void
join(struct bt_plot *plot, const struct bt_sheet *sheet)
{
	bt_plot_printf(plot, "set terminal pdfcairo size 21cm,29.7cm "
	    "noenhanced font 'DejaVu Sans,9' fontscale 0.75 linewidth 1\n"
	    "pages = %zu\n", sheet->page);
	bt_plot_append(plot, &sheet->pages);
}

int
bt_format_pdf(struct bt_out *out, const struct bt_document *const *docs,
    size_t ndocs, const struct bt_format_rule *rule, struct bt_err *err)
{
	const struct bt_plot_tool tool = { rule->gnuplot, rule->environment,
		rule->scratch, rule->caught };
	struct bt_plot plot = { .err = err };
	struct bt_buf picture = { 0 };
	struct bt_sheet sheet;
	int status;

	(void)ndocs;
	bt_sheet_init(&sheet, docs[0], rule->max_points / 8 + 1, err);
	fill(&sheet, rule);
	join(&plot, &sheet);
	if (rule->chart != NULL && rule->chart->script)
		status = bt_plot_write(&plot, out);
	else if ((status = bt_plot_run(&plot, &tool, &picture)) == 0) {
		forget_time(&picture);
		bt_out_write(out, picture.s, picture.n);
	}
	bt_buf_free(&picture);
	bt_plot_free(&plot);
	bt_sheet_free(&sheet);
	return status;
}
