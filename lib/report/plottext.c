/* SPDX-License-Identifier: ISC */
#include "lib/report/plot.h"
#include "lib/stream/utf8.h"

#define WIDEST 105		/* hundredths of the size */
#define BOLD 1.13

/*
 * Advance widths of DejaVu Sans 2.37 from ' ' to '~' in hundredths of the
 * size, rounded up.  Any other letter counts as wide as the widest that is
 * common: too much room is better than too little.
 */
static const unsigned char widths[] = {
	32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 54, 100, 69,
	69, 70, 77, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70,
	64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55,
	64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40,
	64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
};

/* The bytes of the next letter, and its width. */
static size_t
letter(struct bt_span text, size_t i, double size, bool bold, double *width)
{
	const unsigned char c = (unsigned char)text.s[i];
	const size_t n = bt_utf8(text.s + i, text.n - i);
	const unsigned w = c >= ' ' && c <= '~' ? widths[c - ' '] : WIDEST;

	*width = size * w / 100.0 * (bold ? BOLD : 1.0);
	return n > 0 ? n : 1;
}

double
bt_plot_width(struct bt_span text, double size, bool bold)
{
	double sum = 0.0, w;
	size_t i;

	for (i = 0; i < text.n; i += letter(text, i, size, bold, &w)) {
		(void)letter(text, i, size, bold, &w);
		sum += w;
	}
	return sum;
}

size_t
bt_plot_fitting(struct bt_span text, double size, bool bold, double room)
{
	double w = 0.0;
	size_t i, n;

	for (i = 0; i < text.n; i += n) {
		n = letter(text, i, size, bold, &w);
		room -= w;
		if (room < 0.0)
			break;
	}
	return i;
}

size_t
bt_plot_line(struct bt_span text, double size, bool bold, double room)
{
	const size_t most = bt_plot_fitting(text, size, bold, room);
	size_t n = most;

	if (most == text.n)
		return most;
	while (n > 0 && text.s[n - 1] != ' ' && text.s[n - 1] != ',' &&
	    text.s[n - 1] != '/' && text.s[n] != ' ')
		n--;
	if (n > 0 || most > 0)
		return n > 0 ? n : most;
	return text.n;
}

struct bt_span
bt_plot_shortened(char buf[BT_PLOT_TEXT], struct bt_span text, double size,
    bool bold, double room)
{
	static const char dots[] = "…";
	const double spare = room - size * WIDEST / 100.0;
	size_t i, n = bt_plot_fitting(text, size, bold, room);

	if (n == text.n && n <= BT_PLOT_TEXT)
		return text;
	n = bt_plot_fitting(text, size, bold, spare);
	if (n > BT_PLOT_TEXT - sizeof(dots)) {
		n = BT_PLOT_TEXT - sizeof(dots);
		while (n > 0 && ((unsigned char)text.s[n] & 0xc0) == 0x80)
			n--;
	}
	for (i = 0; i < n; i++)
		buf[i] = text.s[i];
	for (i = 0; dots[i] != '\0'; i++)
		buf[n + i] = dots[i];
	return (struct bt_span){ buf, n + i };
}
