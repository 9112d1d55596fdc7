/* SPDX-License-Identifier: ISC */
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/digits.h"
#include "lib/base/num.h"
#include "lib/base/word.h"

/* Doubles hold these exactly, as they hold integers up to 2^53. */
static const double pow10_exact[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
	1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
	1e20, 1e21, 1e22 };
#define EXACT_POWER 22
#define EXACT_INTEGER (1ULL << 53)

#define DIGITS 19		/* as many fit 64 bits, whatever they are */
#define TEXT_MAX 1000		/* of one number; 767 digits tell any double */
#define FAR 100000		/* an exponent beyond all doubles */

static bool
is_digit(char c)
{
	return (unsigned char)(c - '0') < 10;
}

/* Where the byte that holds the lowest bit of v begins, in bits. */
static inline unsigned
first_byte(uint64_t v)
{
	return (unsigned)__builtin_ctzll(v) & 0x38;
}

/*
 * Append the run of digits at s to *m, which wraps if they are too many for
 * it (count them).  Returns the place behind them.  Eight at a time: what is
 * found is moved to the top of the word, zeros taking the place of digits
 * before it.
 */
static inline const char *
digits(const char *s, const char *end, uint64_t *m)
{
	uint64_t v, others;
	unsigned n;

	while (end - s >= 8) {
		v = bt_word_load(s) ^ BT_WORD_ZEROS;
		others = bt_word_others(v);
		n = others == 0 ? 8 : (unsigned)__builtin_ctzll(others) / 8;
		if (n == 0)
			return s;
		*m = *m * bt_word_scale[n] + bt_word_number(v << (64 - 8 * n));
		s += n;
		if (n < 8)
			return s;
	}
	for (; s < end && is_digit(*s); s++)
		*m = *m * 10 + (unsigned)(*s - '0');
	return s;
}

/*
 * What stands behind seven digits and a point that fill a word: up to seven
 * digits more.  m and places have the seven.
 */
static inline const char *
second_word(const char *s, const char *end, uint64_t *m, size_t *places)
{
	uint64_t v, others;
	unsigned bits;

	if (end - s < 8)
		return NULL;
	v = bt_word_load(s) ^ BT_WORD_ZEROS;
	if ((others = bt_word_others(v)) == 0)
		return NULL;
	if ((bits = first_byte(others)) == 0)
		return s;
	*m = *m * bt_word_scale[bits / 8] + bt_word_number(v << (64 - bits));
	*places += bits / 8;
	return s + bits / 8;
}

/*
 * Most prices and volumes are shorter than eight bytes, point included: then
 * one word holds all.  The point is taken out, and no branch depends on where
 * it was.  Returns the place behind, with how many digits stood behind the
 * point, or NULL for any other number.
 */
static inline const char *
short_number(const char *s, const char *end, uint64_t *m, size_t *places)
{
	uint64_t v, others, before;
	unsigned bits, point, skip = 0;

	if (end - s < 8)
		return NULL;
	v = bt_word_load(s) ^ BT_WORD_ZEROS;
	if ((others = bt_word_others(v)) == 0)
		return NULL;
	bits = point = first_byte(others);
	if ((v >> bits & 0xff) == ('.' ^ '0')) {
		before = (1ULL << point) - 1;
		v = (v & before) | (v >> 8 & ~before);
		if ((others &= ~(0xffULL << point)) == 0) {
			*m = bt_word_number(v << 8);
			*places = 7 - point / 8;
			return second_word(s + 8, end, m, places);
		}
		bits = first_byte(others) - 8;
		skip = 1;
	}
	if (bits == 0)
		return NULL;
	*m = bt_word_number(v << (64 - bits));
	*places = (bits - point) / 8;
	return s + bits / 8 + skip;
}

/* [s, end) is a number in form; strtod knows every case, at a price. */
static const char *
slow_value(const char *s, const char *end, double *x)
{
	char text[TEXT_MAX + 1], *stop;
	size_t n = (size_t)(end - s);
	double v;

	if (n > TEXT_MAX)
		return NULL;
	memcpy(text, s, n);
	text[n] = '\0';
	/*
	 * The C locale: no program of ours calls setlocale().  Within one that
	 * does, and has a decimal comma, this refuses; it never misreads.
	 */
	v = strtod(text, &stop);
	if (stop != text + n || isinf(v))
		return NULL;
	*x = v;
	return end;
}

/* An exponent at s, if there is one: the place behind it, *power raised. */
static const char *
exponent(const char *s, const char *end, int *power)
{
	const char *p = s + 1;
	bool minus = false;
	int e = 0;

	if (p < end && (*p == '+' || *p == '-'))
		minus = *p++ == '-';
	if (p == end || !is_digit(*p))
		return s;		/* "5e" is 5, followed by an e */
	for (; p < end && is_digit(*p); p++)
		if (e < FAR)
			e = e * 10 + (*p - '0');
	*power += minus ? -e : e;
	return p;
}

/* How many digits of [s, end) count: zeros before the first do not. */
static long
significant(const char *s, const char *end)
{
	long n = 0;

	for (; s < end; s++)
		if (is_digit(*s) && (n > 0 || *s != '0'))
			n++;
	return n;
}

/* Digits and a point, however many: *m wraps if they are above DIGITS. */
static const char *
long_number(const char *s, const char *end, uint64_t *m, int *power)
{
	const char *point, *next;

	*m = 0;
	*power = 0;
	next = point = digits(s, end, m);
	if (next < end && *next == '.') {
		next = digits(point + 1, end, m);
		*power = (int)(point + 1 - next);
		if (next - s == 1)
			return NULL;
	}
	return next > s ? next : NULL;
}

/* m * 10^power where it takes more than one exact operation. */
static bool
far_value(uint64_t m, int power, double *v)
{
	if (m == 0) {
		*v = 0;
		return true;
	}
	if (m <= EXACT_INTEGER && power > 0 && power <= EXACT_POWER) {
		*v = (double)m * pow10_exact[power];
		return true;
	}
	return bt_digits_nearest(m, power, v);
}

/* Not inlined: the usual number shall not pay for the registers of this. */
__attribute__((noinline)) static const char *
any_number(const char *s, const char *end, double *x)
{
	const char *first, *last, *next;
	uint64_t m = 0;
	bool minus = false;
	int power = 0;
	double v;

	first = s;
	if (s < end && (*s == '-' || *s == '+'))
		minus = *first++ == '-';
	if ((last = long_number(first, end, &m, &power)) == NULL)
		return NULL;
	next = last;
	if (next < end && (*next == 'e' || *next == 'E'))
		next = exponent(next, end, &power);
	if (last - first > DIGITS && significant(first, last) > DIGITS)
		return slow_value(s, next, x);
	if (m <= EXACT_INTEGER && power <= 0 && power >= -EXACT_POWER)
		v = (double)m / pow10_exact[-power];
	else if (!far_value(m, power, &v))
		return slow_value(s, next, x);
	*x = minus ? -v : v;
	return next;
}

/* Up to 14 digits, and what ends them is in a word that was looked at. */
const char *
bt_num_scan(const char *s, const char *end, double *x)
{
	const bool minus = s < end && *s == '-';
	const char *next;
	size_t places;
	uint64_t m;
	double v;

	next = short_number(s + minus, end, &m, &places);
	if (next == NULL || (*next | 0x20) == 'e')
		return any_number(s, end, x);
	v = (double)(int64_t)m / pow10_exact[places];
	*x = minus ? -v : v;
	return next;
}

/* digits() where what ends the digits is known to stand in readable memory. */
static inline const char *
digits_open(const char *s, uint64_t *m)
{
	uint64_t v, others;
	unsigned bits;

	for (;; s += 8) {
		v = bt_word_load(s) ^ BT_WORD_ZEROS;
		if ((others = bt_word_others(v)) != 0)
			break;
		*m = *m * bt_word_scale[8] + bt_word_number(v);
	}
	if ((bits = first_byte(others)) > 0)
		*m = *m * bt_word_scale[bits / 8] +
		    bt_word_number(v << (64 - bits));
	return s + bits / 8;
}

/* Two digits of exponent, as in 1e-07, cannot overflow. */
__attribute__((noinline)) static const char *
plain_exponent(const char *s, const char *e, double *x)
{
	const char *first = e + 1 + (e[1] == '-' || e[1] == '+');
	const char *end = first;

	while (end - first < 3 && is_digit(*end))
		end++;
	if (end == first || end - first == 3)
		return NULL;
	return any_number(s, end, x);
}

const char *
bt_num_scan_plain(const char *s, double *x)
{
	const bool minus = *s == '-';
	const char *const first = s + minus;
	const char *next, *point;
	uint64_t m = 0;
	long places = 0;
	double v;

	next = point = digits_open(first, &m);
	if (point == first || (*first == '0' && point - first > 1))
		return NULL;
	if (*point == '.') {
		next = digits_open(point + 1, &m);
		places = next - point - 1;
		if (places == 0)
			return NULL;
	}
	if (point - first + places > DIGITS &&
	    significant(first, next) > DIGITS)
		return NULL;
	if (*next == 'e' || *next == 'E')
		return plain_exponent(s, next, x);
	if (m <= EXACT_INTEGER && places <= EXACT_POWER)
		v = (double)(int64_t)m / pow10_exact[places];
	else if (places > TEXT_MAX || !far_value(m, (int)-places, &v))
		return NULL;
	*x = minus ? -v : v;
	return next;
}

int
bt_num_parse(const char *s, size_t n, double *x)
{
	double v;

	if (n == 0 || bt_num_scan(s, s + n, &v) != s + n)
		return -1;
	*x = v;
	return 0;
}

int
bt_num_parse_int(const char *s, size_t n, long long min, long long max,
    long long *x)
{
	const char *end = s + n, *first;
	unsigned long long m = 0, d;
	bool minus = false;
	long long v;

	if (n > 0 && (*s == '-' || *s == '+'))
		minus = *s++ == '-';
	for (first = s; s < end && is_digit(*s); s++) {
		d = (unsigned)(*s - '0');
		if (m > (LLONG_MAX - d) / 10)
			return -1;
		m = m * 10 + d;
	}
	v = minus ? -(long long)m : (long long)m;
	if (s == first || s != end || v < min || v > max)
		return -1;
	*x = v;
	return 0;
}

static const struct {
	const char	*text;
	int		 power;		/* of ten */
} units[] = { { "%", 2 }, { "bps", 4 }, { "", 0 } };

int
bt_num_parse_fraction(const char *s, size_t n, double *x)
{
	struct bt_span rest;
	const char *end;
	double v;
	size_t i;

	if ((end = bt_num_scan(s, s + n, &v)) == NULL)
		return -1;
	rest = (struct bt_span){ end, n - (size_t)(end - s) };
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (bt_span_is(rest, units[i].text)) {
			*x = v / pow10_exact[units[i].power];
			return 0;
		}
	return -1;
}
