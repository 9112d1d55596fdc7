/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_NUM_H
#define BT_BASE_NUM_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

/*
 * double <-> decimal text, exact both ways, independent of the locale.
 *
 * Reading is correctly rounded.  Up to 15 significant digits and a power of
 * ten up to 22 need one exact division or multiplication (Clinger, "How to
 * read floating point numbers accurately", PLDI 1990); up to 19 digits one
 * product of 192 bits (digits.h); what is left goes to strtod in the C locale.
 *
 * Writing gives the shortest decimal text that reads back to the same double,
 * and of several such the nearest: 100, 0.05, -12.5.  Where |x| is below 1e-5
 * or from 1e15 on, it is d.ddde+xx as in 1e-07, 1.5e+300 (two or three digits
 * of exponent), else plain.  No point without digits behind it; -0 is 0.
 */

#define BT_NUM_MAX 40		/* bytes that bt_num_format() may touch */

/*
 * Write x to buf without a NUL and return the length.  x must be finite;
 * what stands for a missing value is the caller's business.
 */
size_t	bt_num_format(char buf[BT_NUM_MAX], double x);

/* Unsigned and signed integers, the same contract. */
size_t	bt_num_format_int(char buf[BT_NUM_MAX], long long x);

/*
 * Read a number at s, which ends at end at the latest.  Returns the place
 * behind it, or NULL if there is none or it overflows.  Accepts an optional
 * sign, digits with an optional point, an optional exponent; no spaces, no
 * hex, no "inf", no "nan", no more than 1,000 bytes where 19 digits do not do.
 * Too small is 0.  This is the hot path of every reader.
 */
const char	*bt_num_scan(const char *s, const char *end, double *x);

/*
 * The same for a number in JSON's form (no plus, no zeros in front, digits on
 * both sides of a point), of 19 digits that count and an exponent of two at
 * most; NULL for any other, which is for bt_num_scan.  Checks and reads in one
 * pass, a third of the instructions that both take one after the other.  8
 * bytes behind the byte that ends it must be readable.
 */
const char	*bt_num_scan_plain(const char *s, double *x);

/* The whole of [s, s + n) is one number: 0 and *x, else -1, *x untouched. */
int	bt_num_parse(const char *s, size_t n, double *x);

/* The whole of [s, s + n) is an integer within [min, max]. */
int	bt_num_parse_int(const char *s, size_t n, long long min,
	    long long max, long long *x);

/* "0.05" or "5%" or "5bps" (basis points): a fraction. */
int	bt_num_parse_fraction(const char *s, size_t n, double *x);

#endif
