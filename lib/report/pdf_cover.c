/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/report/pdf_parts.h"

#define CARD_HEIGHT 46.0
#define CARD_GAP 8.0
#define FACT 14.0
#define LABEL 76.0
#define COLUMN (BT_SHEET_ROOM / 2.0)

static const struct bt_letters small = { 8.0, false, BT_SIDE_LEFT,
	BT_PLOT_MUTED, 0.0 };

struct bt_span
bt_pdf_shown(char buf[BT_SHOWN_MAX], enum bt_unit unit, double x)
{
	char plain[BT_SHOWN_MAX];
	const struct bt_span s = bt_shown(plain, unit, x);
	size_t i, digits = 0, n = 0;

	/* The digits in front: up to a point, a space or the end. */
	while (digits < s.n && (s.s[digits] == '-' || (s.s[digits] >= '0' &&
	    s.s[digits] <= '9')))
		digits++;
	for (i = 0; i < s.n && n + 2 < BT_SHOWN_MAX; i++) {
		if (i > 0 && i < digits && (digits - i) % 3 == 0 &&
		    s.s[i - 1] != '-')
			buf[n++] = ',';
		buf[n++] = s.s[i];
	}
	return (struct bt_span){ buf, n };
}

/* The numbers that are looked at first. */
static const char *const cards[] = { "total_return", "cagr", "sharpe",
	"max_drawdown", "volatility", "win_rate" };
#define CARDS (sizeof(cards) / sizeof(cards[0]))

static void
put_card(struct bt_sheet *sheet, const struct bt_metric *m, double x,
    double width)
{
	const double value = bt_metric_value(m, &sheet->doc->study);
	struct bt_letters label = small, number = { 13.0, true, BT_SIDE_LEFT,
		BT_PLOT_INK, width - 12.0 };
	char buf[BT_SHOWN_MAX];
	const struct bt_span text = bt_pdf_shown(buf, m->unit, value);

	label.room = width - 12.0;
	number.size = fmax(8.0, fmin(13.0, (width - 12.0) /
	    bt_plot_width(text, 1.01, true)));
	bt_sheet_box(sheet, x, sheet->y - CARD_HEIGHT, width, CARD_HEIGHT,
	    "#eef3f7");
	bt_plot_put(&sheet->layer, &label, x + 6.0, sheet->y - 12.0,
	    bt_span(m->title));
	bt_plot_put(&sheet->layer, &number, x + 6.0, sheet->y - 31.0, text);
}

static void
put_cards(struct bt_sheet *sheet)
{
	const double width = (BT_SHEET_ROOM - (CARDS - 1) * CARD_GAP) / CARDS;
	const struct bt_metric *m;
	size_t i;

	for (i = 0; i < CARDS; i++)
		if ((m = bt_metric_find(bt_span(cards[i]))) != NULL)
			put_card(sheet, m, BT_SHEET_MARGIN + (double)i *
			    (width + CARD_GAP), width);
	sheet->y -= CARD_HEIGHT + 14.0;
}

/* A fact, at the left or the right; the right one ends the line. */
static void
put_fact(struct bt_sheet *sheet, size_t *at, const char *label,
    struct bt_span text)
{
	const double x = BT_SHEET_MARGIN + (*at % 2 == 0 ? 0.0 : COLUMN);
	struct bt_letters value = { 8.0, false, BT_SIDE_LEFT, BT_PLOT_INK,
		COLUMN - LABEL - 8.0 };

	if (text.n == 0)
		return;
	bt_plot_put(&sheet->layer, &small, x, sheet->y - FACT / 2.0,
	    bt_span(label));
	bt_plot_put(&sheet->layer, &value, x + LABEL, sheet->y - FACT / 2.0,
	    text);
	if ((*at)++ % 2 == 1)
		sheet->y -= FACT;
}

static struct bt_span
option_of(const struct bt_document *doc, const char *name)
{
	size_t i;

	for (i = 0; i < doc->noptions; i++)
		if (strcmp(doc->option[i].name, name) == 0)
			return bt_span(doc->option[i].value);
	return (struct bt_span){ NULL, 0 };
}

static void
put_money(struct bt_sheet *sheet, size_t *at, const char *label, double x)
{
	char buf[BT_SHOWN_MAX];

	if (isfinite(x))
		put_fact(sheet, at, label, bt_pdf_shown(buf, BT_UNIT_MONEY, x));
}

static void
put_period(struct bt_sheet *sheet, size_t *at)
{
	const struct bt_document *doc = sheet->doc;
	char from[BT_SHOWN_MAX], to[BT_SHOWN_MAX], text[3 * BT_SHOWN_MAX];
	struct bt_span a, b;

	if (doc->study.from == BT_TIME_NONE)
		return;
	a = bt_shown_time(from, doc->study.from, true);
	b = bt_shown_time(to, doc->study.to, true);
	(void)snprintf(text, sizeof(text), "%.*s to %.*s", BT_SPAN(a),
	    BT_SPAN(b));
	put_fact(sheet, at, "Period", bt_span(text));
}

static void
put_counts(struct bt_sheet *sheet, size_t *at)
{
	const struct bt_summary *s = &sheet->doc->summary;
	char text[96];

	if (!sheet->doc->has_summary)
		return;
	(void)snprintf(text, sizeof(text), "%zu of %zu symbol%s", s->bars,
	    s->symbols, s->symbols == 1 ? "" : "s");
	put_fact(sheet, at, "Bars", bt_span(text));
	(void)snprintf(text, sizeof(text), "%zu, %zu open at the end",
	    s->trades, s->open_trades);
	put_fact(sheet, at, "Trades", bt_span(text));
	if (sheet->doc->status != BT_COMPLETED)
		put_fact(sheet, at, "Status",
		    bt_span(bt_status_name(sheet->doc->status)));
}

static void
put_facts(struct bt_sheet *sheet)
{
	static const struct {
		const char	*label, *option;
	} rows[] = { { "Commission", "commission" },
		{ "Slippage", "slippage" }, { "Position size", "size" },
		{ "Fills", "fill" }, { "Stop loss", "stop-loss" },
		{ "Leverage", "leverage" } };
	const struct bt_document *doc = sheet->doc;
	size_t at = 0, i;

	put_period(sheet, &at);
	put_counts(sheet, &at);
	put_money(sheet, &at, "Capital", doc->study.first);
	put_money(sheet, &at, "Final equity", doc->study.last);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		put_fact(sheet, &at, rows[i].label, option_of(doc,
		    rows[i].option));
	if (doc->benchmark_name != NULL)
		put_fact(sheet, &at, "Benchmark",
		    bt_span(doc->benchmark_name));
	for (i = 0; i < doc->ninputs && i < 3; i++) {
		if (at % 2 == 1) {	/* both halves of a line */
			sheet->y -= FACT;
			at++;
		}
		put_fact(sheet, &at, "Input", bt_span(doc->input[i].name));
		put_fact(sheet, &at, "XXH3-128", bt_span(doc->input[i].xxh3));
	}
	sheet->y -= (at % 2 == 1 ? FACT : 0.0) + 12.0;
}

void
bt_pdf_cover(struct bt_sheet *sheet, const struct bt_format_rule *rule)
{
	const struct bt_letters title = { 17.0, true, BT_SIDE_LEFT,
		BT_PLOT_INK, 0.0 };

	(void)rule;
	bt_plot_put(&sheet->layer, &small, BT_SHEET_MARGIN, sheet->y - 4.0,
	    bt_span("Backtest report"));
	sheet->y = bt_sheet_lines(sheet, &title, BT_SHEET_MARGIN,
	    sheet->y - 24.0, BT_SHEET_ROOM, 3, bt_span(sheet->doc->title)) +
	    6.0;
	put_cards(sheet);
	put_facts(sheet);
	bt_sheet_chart(sheet, "equity", 290.0);
	bt_sheet_chart(sheet, "drawdown", 150.0);
}
