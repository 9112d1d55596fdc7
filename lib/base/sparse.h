/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_SPARSE_H
#define BT_BASE_SPARSE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Bytes that are nearly all 0, as signals are: 32 at a time.
 *
 *	for (i = bt_sparse_next(code, 0, n, 0xff); i < n;
 *	    i = bt_sparse_next(code, i + 1, n, 0xff))
 */

static inline uint64_t
bt_sparse_word(const uint8_t *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	return word;
}

/* The first byte from i on that has one of the bits; n if there is none. */
static inline size_t
bt_sparse_next(const uint8_t *p, size_t i, size_t n, uint8_t bits)
{
	const uint64_t all = 0x0101010101010101u * bits;

	for (; i + 32 <= n; i += 32)
		if (((bt_sparse_word(p + i) | bt_sparse_word(p + i + 8) |
		    bt_sparse_word(p + i + 16) | bt_sparse_word(p + i + 24)) &
		    all) != 0)
			break;
	for (; i + 8 <= n; i += 8)
		if ((bt_sparse_word(p + i) & all) != 0)
			break;
	while (i < n && (p[i] & bits) == 0)
		i++;
	return i;
}

#endif
