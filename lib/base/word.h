/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_WORD_H
#define BT_BASE_WORD_H

#include <stdint.h>
#include <string.h>

/* Text eight bytes at a time: what the readers of numbers and times share. */

/* What n digits more do to a number: 10^n. */
static const uint64_t bt_word_scale[] = { 1, 10, 100, 1000, 10000, 100000,
	1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000,
	1000000000000, 10000000000000, 100000000000000, 1000000000000000,
	10000000000000000, 100000000000000000 };

/* Eight bytes, the first one lowest, whatever the machine. */
static inline uint64_t
bt_word_little(uint64_t v)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return __builtin_bswap64(v);
#else
	return v;
#endif
}

static inline uint64_t
bt_word_load(const char *s)
{
	uint64_t v;

	memcpy(&v, s, sizeof(v));
	return bt_word_little(v);
}

static inline void
bt_word_store(char *s, uint64_t v)
{
	v = bt_word_little(v);
	memcpy(s, &v, sizeof(v));
}

/*
 * v is text that was xor-ed with zeros ('0').  0 if each byte is a digit's
 * value, else the lowest bit set is in the first byte that is not: only 0 to
 * 9 keep the high half of the byte clear, before and after 6 is added.
 */
static inline uint64_t
bt_word_others(uint64_t v)
{
	return (v | (v + 0x0606060606060606)) & 0xf0f0f0f0f0f0f0f0;
}

/*
 * v is eight digits' values: where two of them stand side by side, the byte
 * of the first becomes the number that they make.
 */
static inline uint64_t
bt_word_pairs(uint64_t v)
{
	return v * 10 + (v >> 8);
}

/* Eight digits' values, the first one most significant, as a number. */
static inline uint64_t
bt_word_number(uint64_t v)
{
	v = bt_word_pairs(v);
	v = (v & 0x000000ff000000ff) * 0x000f424000000064 +
	    (v >> 16 & 0x000000ff000000ff) * 0x0000271000000001;
	return v >> 32;
}

/* v < 10^8 as eight digits' values, zeros in front. */
static inline uint64_t
bt_word_digits(uint32_t v)
{
	uint64_t fours, pairs, ones;

	fours = v / 10000 | (uint64_t)(v % 10000) << 32;
	pairs = fours * 10486 >> 20 & 0x0000007f0000007f;
	pairs |= (fours - 100 * pairs) << 16;
	ones = pairs * 103 >> 10 & 0x000f000f000f000f;
	return ones | (pairs - 10 * ones) << 8;
}

#define BT_WORD_ZEROS 0x3030303030303030	/* "00000000" */

#endif
