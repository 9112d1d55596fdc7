/* SPDX-License-Identifier: ISC */
#include "lib/stream/utf8.h"

/* Rows of table 3-7: lead bytes, bounds of the second byte, length. */
static const struct {
	unsigned char	from, to, low, high, length;
} rows[] = {
	{ 0x00, 0x7f, 0x00, 0x00, 1 },
	{ 0xc2, 0xdf, 0x80, 0xbf, 2 },
	{ 0xe0, 0xe0, 0xa0, 0xbf, 3 },
	{ 0xe1, 0xec, 0x80, 0xbf, 3 },
	{ 0xed, 0xed, 0x80, 0x9f, 3 },
	{ 0xee, 0xef, 0x80, 0xbf, 3 },
	{ 0xf0, 0xf0, 0x90, 0xbf, 4 },
	{ 0xf1, 0xf3, 0x80, 0xbf, 4 },
	{ 0xf4, 0xf4, 0x80, 0x8f, 4 },
};

size_t
bt_utf8(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t i, k;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (u[0] < rows[i].from || u[0] > rows[i].to)
			continue;
		if (rows[i].length > n)
			return 0;
		if (rows[i].length > 1 &&
		    (u[1] < rows[i].low || u[1] > rows[i].high))
			return 0;
		for (k = 2; k < rows[i].length; k++)
			if (u[k] < 0x80 || u[k] > 0xbf)
				return 0;
		return rows[i].length;
	}
	return 0;
}
