/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_CLONES_H
#define BT_BASE_CLONES_H

#include <limits.h>		/* says which C library it is */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/*
 * For inner loops over columns: the compiler makes the function twice, also
 * for processors with wider registers, and the right one is taken when the
 * program starts.  The order of the arithmetic is what the source says either
 * way (no contraction, no fast-math), so results are the same to the last bit.
 *
 *	BT_CLONES static void
 *	scale(double *restrict x, double by, size_t n)
 */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && \
    !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define BT_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define BT_CLONES
#endif

/* Two or four doubles side by side, each of which is calculated alone. */
#define BT_PAIR __attribute__((vector_size(16)))
#define BT_FOUR __attribute__((vector_size(32)))

/* Flags that a comparison of fours gave: are all of them set, or any? */
static inline bool
bt_four_all(const int64_t BT_FOUR *flags)
{
	int64_t BT_PAIR half[2];

	memcpy(half, flags, sizeof(half));
	half[0] &= half[1];
	return (half[0][0] & half[0][1]) != 0;
}

static inline bool
bt_four_any(const int64_t BT_FOUR *flags)
{
	int64_t BT_PAIR half[2];

	memcpy(half, flags, sizeof(half));
	half[0] |= half[1];
	return (half[0][0] | half[0][1]) != 0;
}

#endif
