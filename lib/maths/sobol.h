/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_SOBOL_H
#define BT_MATHS_SOBOL_H

#include <stddef.h>
#include <stdint.h>

/*
 * Sobol's sequence: points that fill a cube more evenly than random ones.
 * Every 2^k of them in a row, from a multiple of 2^k, have in each dimension
 * one in each of the 2^k equal intervals, and two dimensions fill rectangles
 * nearly as evenly.
 *
 * The direction numbers are those of S. Joe and F. Y. Kuo, "Constructing
 * Sobol sequences with better two-dimensional projections", SIAM J. Sci.
 * Comput. 30 (2008), their file new-joe-kuo-6.21201, for 32 dimensions; they
 * have Sobol's property A.
 */
#define BT_SOBOL_DIMS 32

/* The 32 binary digits of the i-th point in dimension dim. */
uint32_t	bt_sobol(size_t dim, uint32_t i);

/*
 * The same digits, shuffled so that all the above still holds: Owen,
 * "Randomly permuted (t,m,s)-nets and (t,s)-sequences", 1995.  Another key,
 * another shuffle; each dimension wants its own.
 */
uint32_t	bt_sobol_shuffle(uint32_t x, uint64_t key);

#endif
