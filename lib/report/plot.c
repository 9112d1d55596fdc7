/* SPDX-License-Identifier: ISC */
#include "lib/report/plot.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/stream/utf8.h"

/* Room around the axes: the title's line, tics at the left and below. */
#define ABOVE 24.0
#define LEFT 46.0
#define BELOW 18.0
#define RIGHT 14.0

void
bt_plot_free(struct bt_plot *plot)
{
	bt_buf_free(&plot->text);
}

static void
add(struct bt_plot *plot, const char *s, size_t n)
{
	if (!plot->failed && bt_buf_add(&plot->text, s, n, plot->err) == -1)
		plot->failed = true;
}

void
bt_plot_printf(struct bt_plot *plot, const char *fmt, ...)
{
	char line[1024];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n < sizeof(line))
		add(plot, line, (size_t)n);
	else if (!plot->failed) {
		plot->failed = true;
		(void)bt_err_set(plot->err, BT_ESYS,
		    "a line of the plot is too long");
	}
}

/*
 * Letters that DejaVu Sans has: the European and Semitic ones, punctuation,
 * arrows, operators, blocks.  Of any other, where no installed font has it,
 * Pango 1.50 draws a box as large as the page; and with other fonts a picture
 * would be another one.  s is a letter of two or three bytes.
 */
static bool
is_in_font(const char *s, size_t n)
{
	unsigned u;

	if (n == 2)
		u = ((unsigned)s[0] & 0x1f) << 6 | ((unsigned)s[1] & 0x3f);
	else
		u = ((unsigned)s[0] & 0x0f) << 12 |
		    ((unsigned)s[1] & 0x3f) << 6 | ((unsigned)s[2] & 0x3f);
	return u < 0x0700 || (u >= 0x1e00 && u < 0x2300) ||
	    (u >= 0x2500 && u <= 0x25fc) || u == 0xfffd;
}

/*
 * gnuplot 5.4 takes a doubled quote at the beginning of a text for its end, so
 * there is none in it at all.
 */
void
bt_plot_quoted(struct bt_plot *plot, struct bt_span text)
{
	size_t i, n;
	unsigned char c;

	add(plot, "'", 1);
	for (i = 0; i < text.n; i += n > 0 ? n : 1) {
		c = (unsigned char)text.s[i];
		n = bt_utf8(text.s + i, text.n - i);
		if (c == '\'')
			bt_plot_printf(plot, "’");
		else if (c == '\n' || c == '\r' || c == '\t')
			add(plot, " ", 1);
		else if (n == 0 || c < ' ' || c == 0x7f)
			add(plot, "?", 1);
		else if (n > 1 && (n == 4 || !is_in_font(text.s + i, n)))
			bt_plot_printf(plot, "�");
		else
			add(plot, text.s + i, n);
	}
	add(plot, "'", 1);
}

void
bt_plot_append(struct bt_plot *plot, const struct bt_plot *other)
{
	plot->failed |= other->failed;
	if (other->text.n > 0)
		add(plot, other->text.s, other->text.n);
}

size_t
bt_plot_data(struct bt_plot *plot)
{
	bt_plot_printf(plot, "$D%zu << EOD\n", ++plot->blocks);
	return plot->blocks;
}

void
bt_plot_data_end(struct bt_plot *plot)
{
	bt_plot_printf(plot, "EOD\n");
}

/* As gnuplot is told of a rectangle: fractions of the screen. */
static void
set_margins(struct bt_plot *plot, const struct bt_place *p)
{
	bt_plot_printf(plot, "set lmargin at screen %.6f\n"
	    "set rmargin at screen %.6f\nset bmargin at screen %.6f\n"
	    "set tmargin at screen %.6f\n", p->left / plot->width,
	    (p->left + p->width) / plot->width, p->bottom / plot->height,
	    (p->bottom + p->height) / plot->height);
}

void
bt_plot_frame(struct bt_plot *plot, const struct bt_place *place,
    const char *title, struct bt_place *inside)
{
	const struct bt_place in = { place->left + LEFT,
	    place->bottom + BELOW, place->width - LEFT - RIGHT,
	    place->height - BELOW - ABOVE };

	bt_plot_printf(plot, "unset label\nunset object\nunset arrow\n"
	    "unset key\nunset xtics\nunset ytics\nset autoscale\n");
	set_margins(plot, &in);
	/* Letters have no light lines to make a grid of. */
	bt_plot_printf(plot, plot->plain ? "set border 3\n" : "set border 1 "
	    "lc rgb '" BT_PLOT_GREY "' lw 0.6\nset grid ytics lt 1 lc rgb '"
	    BT_PLOT_GRID "' lw 0.5\n");
	bt_plot_printf(plot, "set label 1 ");
	bt_plot_quoted(plot, bt_span(title));
	bt_plot_printf(plot, " at screen %.6f, screen %.6f left front "
	    "font '%s,10' textcolor rgb '" BT_PLOT_INK "'\n",
	    (plot->plain ? in.left : place->left) / plot->width,
	    (place->bottom + place->height - ABOVE / 3.0) / plot->height,
	    plot->plain ? "" : ":Bold");
	if (inside != NULL)
		*inside = in;
}

void
bt_plot_legend(struct bt_plot *plot, const struct bt_place *place)
{
	bt_plot_printf(plot, "set key at screen %.6f, screen %.6f right "
	    "center horizontal maxrows 1 reverse Left samplen 1.6 width 0 "
	    "font ',8' textcolor rgb '" BT_PLOT_MUTED "'\n",
	    (place->left + place->width - RIGHT) / plot->width,
	    (place->bottom + place->height - ABOVE / 3.0) / plot->height);
}

void
bt_plot_layer(struct bt_plot *plot)
{
	const struct bt_place all = { 0.0, 0.0, plot->width, plot->height };

	bt_plot_printf(plot, "unset label\nunset object\nunset arrow\n"
	    "unset key\nunset xtics\nunset ytics\nunset grid\nunset border\n");
	set_margins(plot, &all);
	bt_plot_printf(plot, "set xrange [0:%.6g]\nset yrange [0:%.6g]\n",
	    plot->width, plot->height);
}

void
bt_plot_layer_end(struct bt_plot *plot)
{
	bt_plot_printf(plot, "plot -1 notitle\n");
}

void
bt_plot_put(struct bt_plot *plot, const struct bt_letters *how, double x,
    double y, struct bt_span text)
{
	static const char *const sides[] = { "left", "right", "center" };
	char buf[BT_PLOT_TEXT];

	bt_plot_printf(plot, "set label ");
	bt_plot_quoted(plot, how->room > 0.0 ? bt_plot_shortened(buf, text,
	    how->size, how->bold, how->room) : text);
	bt_plot_printf(plot, " at %.2f, %.2f %s front font '%s,%.3g' "
	    "textcolor rgb '%s'\n", x, y, sides[how->side],
	    how->bold ? ":Bold" : "", how->size, how->colour);
}

int
bt_plot_write(struct bt_plot *plot, struct bt_out *out)
{
	if (plot->failed)
		return -1;
	bt_out_write(out, plot->text.s, plot->text.n);
	return 0;
}
