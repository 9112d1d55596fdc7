/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_DIGITS_H
#define BT_BASE_DIGITS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The arithmetic behind lib/base/num.h: doubles to the shortest decimal and
 * decimals to the nearest double, with powers of ten cut to 128 bits.  Use
 * num.h; this room knows neither signs nor text.
 *
 *	d = bt_digits_shortest(0.1);		d.value 1, d.power -1
 *	bt_digits_nearest(1, -1, &x);		x 0.1
 */

/*
 * The first 128 bits of 10^k, cut off, for k from BT_POW10_MIN on; as an
 * integer hi * 2^64 + lo with the highest bit set.  Exact for k = 0 .. 55.
 */
struct bt_pow10 {
	uint64_t	hi, lo;
};

#define BT_POW10_MIN (-342)
#define BT_POW10_MAX 324
#define BT_POW10_ROWS (BT_POW10_MAX - BT_POW10_MIN + 1)

extern const struct bt_pow10 bt_digits_pow10[BT_POW10_ROWS];

/* value * 10^power; value below 10^17, may end in zeros. */
struct bt_digits {
	uint64_t	value;
	int		power;
};

/*
 * The decimal with the fewest digits that reads back to x, and of these the
 * one nearest to x.  x is finite and > 0.  Raffaello Giulietti, "The Schubfach
 * way to render doubles", 2020.
 */
struct bt_digits	bt_digits_shortest(double x);

/*
 * The double nearest to digits * 10^power, ties to even.  digits > 0.  False
 * where 128 bits cannot tell, or x is subnormal or too large: then another
 * way must be found.  After Daniel Lemire, "Number parsing at a gigabyte per
 * second", Software: Practice and Experience 51(8), 2021.
 */
bool	bt_digits_nearest(uint64_t digits, int power, double *x);

#endif
