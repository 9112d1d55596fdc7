/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "lib/base/digits.h"

#define FRACTION 52			/* bits of a double's fraction */
#define HIDDEN (1ULL << FRACTION)
#define BIAS 1075			/* x = c * 2^(exponent - BIAS) */

struct wide {
	uint64_t	hi, lo;
};

static inline struct wide
multiply(uint64_t a, uint64_t b)
{
	__extension__ const unsigned __int128 p = (unsigned __int128)a * b;

	return (struct wide){ (uint64_t)(p >> 64), (uint64_t)p };
}

/* floor(log2(10^e)); the constants hold for |e| <= 1233 (Giulietti, 10.2). */
static inline int
log2_pow10(int e)
{
	return (int)((e * 1741647LL) >> 19);
}

/* floor(log10(2^q)), or of 3/4 of it where the lower neighbour is nearer. */
static inline int
log10_pow2(int q, bool nearer)
{
	return (int)((q * 1262611LL - (nearer ? 524031 : 0)) >> 22);
}

/*
 * c times the power, the last bit standing for everything cut off: rounding
 * to odd keeps "above, below or exactly on" for any later comparison.
 */
static inline uint64_t
round_to_odd(struct bt_pow10 g, uint64_t c)
{
	struct wide low = multiply(g.lo, c), high = multiply(g.hi, c);

	high.lo += low.hi;
	high.hi += high.lo < low.hi;
	return high.hi | (high.lo > 1);
}

/* The power rounded up, as Schubfach wants it. */
static inline struct bt_pow10
pow10_above(int k)
{
	struct bt_pow10 g = bt_digits_pow10[k - BT_POW10_MIN];

	if (k < 0 || k > 55) {
		g.lo++;
		g.hi += g.lo == 0;
	}
	return g;
}

/*
 * The decimals that read back to c * 2^q fill the interval [low, high] about
 * it, here in units of 10^k / 4.  k is such that the interval holds one
 * multiple of 10^(k+1) at most, and at least one of 10^k.
 */
static inline struct bt_digits
schubfach(uint64_t c, int q, bool nearer)
{
	const int k = log10_pow2(q, nearer), h = q + log2_pow10(-k) + 1;
	const struct bt_pow10 g = pow10_above(-k);
	const uint64_t odd = c & 1;
	const uint64_t low = round_to_odd(g, (4 * c - 2 + nearer) << h) + odd;
	const uint64_t mid = round_to_odd(g, (4 * c) << h);
	const uint64_t high = round_to_odd(g, (4 * c + 2) << h) - odd;
	const uint64_t s = mid / 4, ten = mid / 40;
	const bool ten_down = low <= 40 * ten, ten_up = 40 * ten + 40 <= high;
	const bool down = low <= 4 * s, up = 4 * s + 4 <= high;
	/* Both or none: the nearer one, ties to even. */
	const bool nearest = mid + (s & 1) > 4 * s + 2;
	const uint64_t one = s + (down == up ? nearest : up);

	/* No branches: which one it is depends on the last digits. */
	return (struct bt_digits){ s >= 10 && ten_down != ten_up ?
	    10 * (ten + ten_up) : one, k };
}

struct bt_digits
bt_digits_shortest(double x)
{
	uint64_t bits, fraction;
	int exponent;

	memcpy(&bits, &x, sizeof(bits));
	fraction = bits & (HIDDEN - 1);
	exponent = (int)(bits >> FRACTION) & 0x7ff;
	if (exponent == 0)
		return schubfach(fraction, 1 - BIAS, false);
	return schubfach(fraction | HIDDEN, exponent - BIAS,
	    fraction == 0 && exponent > 1);
}

/*
 * With w the digits normalised to 64 bits and L = floor(log2(10^power)), the
 * value is high * 2^(L - shift + 1), where high, 128 bits with the point in
 * the middle, is a lower bound: it lacks less than 2 in its last place (the
 * power's cut times w is less than 1, what is dropped here as well).  If such
 * an addition can neither carry nor undo an apparent tie, high rounds right.
 */
bool
bt_digits_nearest(uint64_t digits, int power, double *x)
{
	struct wide low, high;
	uint64_t bits, rest, half;
	int shift, cut, exponent;

	if (power < BT_POW10_MIN || power > 308)
		return false;
	shift = __builtin_clzll(digits);
	low = multiply(bt_digits_pow10[power - BT_POW10_MIN].lo,
	    digits << shift);
	high = multiply(bt_digits_pow10[power - BT_POW10_MIN].hi,
	    digits << shift);
	high.lo += low.hi;
	high.hi += high.lo < low.hi;
	cut = 10 + (int)(high.hi >> 63);	/* leaves 53 bits */
	exponent = log2_pow10(power) - shift + 1 + cut + BIAS;
	half = 1ULL << (cut - 1);
	rest = high.hi & (2 * half - 1);
	if (high.lo >= UINT64_MAX - 1 || (rest == half && high.lo == 0) ||
	    exponent < 1 || exponent >= 2046)
		return false;
	/* The hidden bit adds 1 to the exponent, as does a carry. */
	bits = ((uint64_t)(exponent - 1) << FRACTION) + (high.hi >> cut) +
	    (rest >= half);
	memcpy(x, &bits, sizeof(bits));
	return true;
}
