/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_WORD_H
#define BT_BASE_WORD_H

#include <stdint.h>

/* Text eight bytes at a time: what the readers of numbers and times share. */

/* Eight bytes, the first one lowest, whatever the machine.  One load. */
static inline uint64_t
bt_word_load(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;

	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	    (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 |
	    (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
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

#endif
