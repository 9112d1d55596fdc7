/* SPDX-License-Identifier: ISC */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "lib/base/time.h"
#include "lib/report/xlsx_parts.h"
#include "lib/stream/utf8.h"

#define LETTERS 32767		/* that a cell holds */
#define EPOCH 25569.0		/* 1970-01-01 in days since 1899-12-30 */
#define LEAP 61.0		/* 1900-03-01: before, 1900 is a leap year */
#define GREY 0x7F7F7FU
#define INK 0x1F3864U

static const struct look {
	const char	*number;
	double		 size;		/* 0: the font's own */
	bool		 bold;
	uint8_t		 align, bottom, indent;
	uint32_t	 colour, paper;	/* 0: none */
} looks[BT_XLSX_STYLES] = {
	[BT_XLSX_TITLE] = { .size = 16.0, .bold = true, .colour = INK },
	[BT_XLSX_NOTE] = { .colour = GREY, .indent = 1 },
	[BT_XLSX_HEAD] = { .bold = true, .indent = 1, .bottom = LXW_BORDER_THIN,
	    .paper = 0xD9E2F3U },
	[BT_XLSX_HEAD_RIGHT] = { .bold = true, .bottom = LXW_BORDER_THIN,
	    .paper = 0xD9E2F3U, .align = LXW_ALIGN_RIGHT },
	[BT_XLSX_GROUP] = { .bold = true, .colour = INK,
	    .bottom = LXW_BORDER_THIN },
	[BT_XLSX_GROUP_RIGHT] = { .bold = true, .colour = INK,
	    .bottom = LXW_BORDER_THIN, .align = LXW_ALIGN_RIGHT },
	[BT_XLSX_TEXT] = { .align = LXW_ALIGN_LEFT, .indent = 1 },
	[BT_XLSX_RIGHT] = { .align = LXW_ALIGN_RIGHT },
	[BT_XLSX_NONE] = { .align = LXW_ALIGN_RIGHT, .colour = GREY },
	[BT_XLSX_NUMBER] = { .number = "General" },
	[BT_XLSX_PLAIN] = { .number = "0" },
	[BT_XLSX_DATE] = { .number = "yyyy-mm-dd" },
	[BT_XLSX_DATETIME] = { .number = "yyyy-mm-dd hh:mm:ss" },
	[BT_XLSX_PRICE] = { .number = "#,##0.00##" },
	[BT_XLSX_MONEY] = { .number = "#,##0.00" },
	[BT_XLSX_PERCENT] = { .number = "0.00%" },
	[BT_XLSX_RATIO] = { .number = "0.000" },
	[BT_XLSX_COUNT] = { .number = "#,##0" },
	[BT_XLSX_DAYS] = { .number = "[=1]0\" day\";#,##0\" days\"" },
	[BT_XLSX_BARS] = { .number = "#,##0.0\" bars\"" },
	[BT_XLSX_YEARS] = { .number = "0.00\" years\"" },
	[BT_XLSX_GOOD] = { .colour = 0x006100U },
	[BT_XLSX_BAD] = { .colour = 0xC00000U },
};

void
bt_xlsx_styles(struct bt_xlsx *x)
{
	const struct look *l;
	lxw_format *f;
	size_t i;

	for (i = 0; i < BT_XLSX_STYLES; i++) {
		l = &looks[i];
		f = x->style[i] = workbook_add_format(x->book);
		if (l->number != NULL)
			format_set_num_format(f, l->number);
		if (l->size > 0.0)
			format_set_font_size(f, l->size);
		if (l->bold)
			format_set_bold(f);
		if (l->align != 0)
			format_set_align(f, l->align);
		if (l->indent != 0)
			format_set_indent(f, l->indent);
		if (l->bottom != 0)
			format_set_bottom(f, l->bottom);
		if (l->colour != 0)
			format_set_font_color(f, l->colour);
		if (l->paper != 0)
			format_set_bg_color(f, l->paper);
	}
}

int
bt_xlsx_error(struct bt_xlsx *x, lxw_error e)
{
	if (e == LXW_NO_ERROR)
		return 0;
	return bt_err_set(x->err, BT_ESYS, "cannot build the workbook in "
	    "'%.200s': libxlsxwriter's error %d", x->rule->scratch, (int)e);
}

int
bt_xlsx_open(struct bt_xlsx *x, const char *name, struct bt_xlsx_sheet *s)
{
	lxw_worksheet *w = workbook_add_worksheet(x->book, name);

	*s = (struct bt_xlsx_sheet){ .x = x, .sheet = w };
	if (w == NULL)
		return bt_xlsx_error(x, LXW_ERROR_CREATING_TMPFILE);
	worksheet_set_landscape(w);
	worksheet_set_paper(w, 9);		/* A4 */
	worksheet_fit_to_pages(w, 1, 0);
	return bt_xlsx_error(x, worksheet_set_footer(w,
	    "&L&A&RPage &P of &N"));
}

/* Text that a program would read as an escape: _xHHHH_. */
static bool
is_escape(const char *s, size_t n)
{
	size_t i;

	if (n < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
		return false;
	for (i = 2; i < 6; i++)
		if (!isxdigit((unsigned char)s[i]))
			return false;
	return true;
}

/*
 * The letter of n bytes at s as XML can hold it, and how many it is then.  An
 * escape is broken by escaping its first letter (ECMA-376, 22.9.2.19).
 */
static int
add_letter(struct bt_xlsx *x, const char *s, size_t n, size_t left,
    size_t *letters)
{
	const unsigned char c = (unsigned char)*s;

	*letters = n == 4 ? 2 : 1;		/* UTF-16 */
	if (n == 1 && c < 0x20 && c != '\t' && c != '\n') {
		*letters = 7;
		return bt_buf_printf(&x->text, x->err, "_x%04X_", c);
	}
	if (is_escape(s, left)) {
		*letters = 7;
		return bt_buf_add(&x->text, "_x005F_", 7, x->err);
	}
	/* U+FFFE and U+FFFF are no characters of XML. */
	if (n == 0 || (n == 3 && memcmp(s, "\xef\xbf", 2) == 0 &&
	    (unsigned char)s[2] >= 0xbe))
		return bt_buf_add(&x->text, "\xef\xbf\xbd", 3, x->err);
	return bt_buf_add(&x->text, s, n, x->err);
}

int
bt_xlsx_clean(struct bt_xlsx *x, struct bt_span text)
{
	size_t i = 0, n, letters, total = 0, before;

	x->text.n = 0;
	while (i < text.n) {
		n = bt_utf8(text.s + i, text.n - i);
		before = x->text.n;
		if (add_letter(x, text.s + i, n, text.n - i, &letters) == -1)
			return -1;
		if ((total += letters) > LETTERS) {
			x->text.n = before;
			break;
		}
		i += n == 0 ? 1 : n;
	}
	return bt_buf_add(&x->text, "", 1, x->err);
}

int
bt_xlsx_text(struct bt_xlsx_sheet *s, struct bt_span text,
    enum bt_xlsx_style style)
{
	const uint16_t col = s->col++;

	if (text.s == NULL)
		return 0;
	if (bt_xlsx_clean(s->x, text) == -1)
		return -1;
	return bt_xlsx_error(s->x, worksheet_write_string(s->sheet, s->row,
	    col, s->x->text.s, s->x->style[style]));
}

int
bt_xlsx_number(struct bt_xlsx_sheet *s, double v, enum bt_xlsx_style style)
{
	const uint16_t col = s->col++;

	if (!isfinite(v))
		return 0;
	/* -0 would be shown. */
	return bt_xlsx_error(s->x, worksheet_write_number(s->sheet, s->row,
	    col, v == 0.0 ? 0.0 : v, s->x->style[style]));
}

double
bt_xlsx_serial(int64_t t)
{
	return (double)(t / BT_NS_DAY) + (double)(t % BT_NS_DAY) /
	    (double)BT_NS_DAY + EPOCH;
}

int
bt_xlsx_time(struct bt_xlsx_sheet *s, int64_t t, bool date_only)
{
	const double days = bt_xlsx_serial(t);
	char buf[BT_TIME_MAX];

	if (t == BT_TIME_NONE) {
		s->col++;
		return 0;
	}
	if (days < LEAP)
		return bt_xlsx_text(s, (struct bt_span){ buf,
		    bt_time_format(buf, t, date_only) }, BT_XLSX_RIGHT);
	return bt_xlsx_number(s, days, date_only ? BT_XLSX_DATE :
	    BT_XLSX_DATETIME);
}

int
bt_xlsx_bool(struct bt_xlsx_sheet *s, bool is)
{
	return bt_xlsx_error(s->x, worksheet_write_boolean(s->sheet, s->row,
	    s->col++, is, s->x->style[BT_XLSX_RIGHT]));
}

void
bt_xlsx_skip(struct bt_xlsx_sheet *s)
{
	s->col++;
}

void
bt_xlsx_line(struct bt_xlsx_sheet *s)
{
	s->row++;
	s->col = 0;
}

void
bt_xlsx_head(const char *name, char *head, size_t size)
{
	static const char *const heads[][2] = { { "id", "No." },
		{ "pnl", "PnL" }, { "mae", "MAE" }, { "mfe", "MFE" },
		{ "xxh3", "XXH3-128" } };
	size_t i;

	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (strcmp(name, heads[i][0]) == 0)
			name = heads[i][1];
	for (i = 0; i + 1 < size && name[i] != '\0'; i++)
		head[i] = name[i] == '_' ? ' ' : i == 0 ?
		    (char)toupper((unsigned char)name[i]) : name[i];
	head[i] = '\0';
}
