/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_PERMUTE_H
#define BT_MATHS_PERMUTE_H

#include <stdint.h>

/*
 * A shuffle of 0 .. n - 1 that needs no memory: what stands at place i is
 * computed, in about 20 ns, whatever n.
 *
 *	for (i = 0; i < n; i++)
 *		visit(bt_permute(n, key, i));	each of 0 .. n - 1 once
 *
 * A Feistel network of eight rounds over the next power of four, walked until
 * it ends up below n: Black and Rogaway, "Ciphers with arbitrary finite
 * domains", CT-RSA 2002, method 2 and "cycle-walking".  Not for secrets.
 */

/* i < n; another key gives another shuffle. */
uint64_t	bt_permute(uint64_t n, uint64_t key, uint64_t i);

#endif
