/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_PLOT_H
#define BT_REPORT_PLOT_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/base/str.h"
#include "lib/study/metrics.h"

/*
 * Scripts for gnuplot: written piece by piece, run without a shell.
 *
 *	struct bt_plot plot = { .width = 800, .height = 450, .err = err };
 *
 *	bt_plot_printf(&plot, "set terminal svg\nset title ");
 *	bt_plot_quoted(&plot, bt_span(title));
 *	bt_plot_printf(&plot, "\nplot sin(x)\n");
 *	status = bt_plot_run(&plot, &tool, &picture);
 *	bt_plot_free(&plot);
 *
 * A failure (memory) is kept, what follows is dropped, and bt_plot_run or
 * bt_plot_write reports it.  Text of others goes through bt_plot_quoted only:
 * gnuplot runs backquotes in double quotes.  Lengths are in points of a
 * canvas of width x height whose origin is at the lower left.
 */
struct bt_plot {
	struct bt_buf	 text;
	double		 width, height;	/* of the canvas */
	size_t		 columns;	/* a curve is drawn as this many */
	size_t		 blocks;	/* of data so far */
	bool		 plain;		/* a terminal of letters */
	bool		 failed;
	struct bt_err	*err;
};

/* A rectangle of the canvas, its title and tics included. */
struct bt_place {
	double	left, bottom, width, height;
};

void	bt_plot_free(struct bt_plot *);
void	bt_plot_printf(struct bt_plot *, const char *fmt, ...)
	    BT_PRINTF(2, 3);

/*
 * A text between single quotes: no command, no escape, one line.  What is not
 * UTF-8 or controls a terminal becomes '?', a line break a space, a single
 * quote the typographic one: nothing in the text can end it.  Letters that
 * DejaVu Sans lacks become a mark that they are missing.
 */
void	bt_plot_quoted(struct bt_plot *, struct bt_span);

/*
 * Widths of text in DejaVu Sans at a size, points; rather too wide than too
 * narrow.  bt_plot_fitting: the bytes of whole letters that fit into room.
 * bt_plot_line: the same, ending between words if it can; never 0 of a text
 * that has any.  bt_plot_shortened: text, or its beginning and "…" in buf.
 */
#define BT_PLOT_TEXT 512
double		bt_plot_width(struct bt_span, double size, bool bold);
size_t		bt_plot_fitting(struct bt_span, double size, bool bold,
		    double room);
size_t		bt_plot_line(struct bt_span, double size, bool bold,
		    double room);
struct bt_span	bt_plot_shortened(char buf[BT_PLOT_TEXT], struct bt_span,
		    double size, bool bold, double room);

/* What another script says, as it is. */
void	bt_plot_append(struct bt_plot *, const struct bt_plot *);

/* "$D1 << EOD", then rows of numbers, then bt_plot_data_end: block 1. */
size_t	bt_plot_data(struct bt_plot *);
void	bt_plot_data_end(struct bt_plot *);

/*
 * Begin a chart at a place: forget the one before, title it, leave room for
 * tics and set margins.  inside, unless NULL, becomes the rectangle of the
 * axes.
 */
void	bt_plot_frame(struct bt_plot *, const struct bt_place *,
	    const char *title, struct bt_place *inside);

/* The legend: on the title's line, at the right. */
void	bt_plot_legend(struct bt_plot *, const struct bt_place *);

/*
 * A layer of text over the whole canvas, whose coordinates are points: begin,
 * put texts, end.
 */
struct bt_letters {
	double		 size;
	bool		 bold;
	enum { BT_SIDE_LEFT, BT_SIDE_RIGHT, BT_SIDE_CENTRE } side;
	const char	*colour;
	double		 room;		/* shortened to it; 0: as it is */
};

void	bt_plot_layer(struct bt_plot *);
void	bt_plot_put(struct bt_plot *, const struct bt_letters *, double x,
	    double y, struct bt_span);
void	bt_plot_layer_end(struct bt_plot *);

/* Values on an axis, as they are labelled. */
enum bt_scale { BT_SCALE_MONEY, BT_SCALE_COUNT, BT_SCALE_PERCENT,
	BT_SCALE_NUMBER };

/*
 * Range and tics of axis "x" or "y": from low to high and a little more, but
 * not beyond 0 where that is the end.  Steps are 1, 2 or 5 times a power of
 * ten, about one in every gap points of length.
 */
void	bt_plot_axis(struct bt_plot *, const char *axis, enum bt_scale,
	    double low, double high, double length, double gap);

/* The x axis from time to time, length points wide: hours up to decades. */
void	bt_plot_dates(struct bt_plot *, int64_t from, int64_t to,
	    double length);

/* A time as gnuplot takes it: seconds. */
double	bt_plot_seconds(int64_t t);

/* "1.2M", "95k", "12.5 %", "0.75": short, for a label.  Returns buf. */
#define BT_PLOT_LABEL 48
const char	*bt_plot_label(char buf[BT_PLOT_LABEL], enum bt_scale,
		    double x, double step);

/* What draws. */
struct bt_plot_tool {
	const char			*program;	/* "gnuplot" */
	char *const			*environment;	/* ends with NULL */
	const char			*scratch;	/* a directory */
	const volatile sig_atomic_t	*caught;	/* or NULL */
};

/*
 * Draw: the program reads the script and writes to a file in the directory
 * scratch, which is then read back into *picture (caller frees).  The program
 * is ended when *caught becomes other than 0.  A program that is missing or
 * fails is BT_ESYS, with its own first message.
 */
int	bt_plot_run(struct bt_plot *, const struct bt_plot_tool *,
	    struct bt_buf *picture) BT_MUST_CHECK;

/* The script itself. */
int	bt_plot_write(struct bt_plot *, struct bt_out *) BT_MUST_CHECK;

/*
 * Colours that the colour-blind tell apart too (Okabe and Ito, "Color
 * universal design", 2008).
 */
#define BT_PLOT_BLUE "#0072b2"
#define BT_PLOT_RED "#d55e00"
#define BT_PLOT_ORANGE "#e69f00"
#define BT_PLOT_GREY "#808080"
#define BT_PLOT_INK "#222222"
#define BT_PLOT_MUTED "#606060"
#define BT_PLOT_GRID "#e4e4e4"

#endif
