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

static const uint64_t scale8[] = { 1, 10, 100, 1000, 10000, 100000, 1000000,
	10000000, 100000000 };

/*
 * Append the run of digits at s to *m, which wraps if they are too many for
 * it (count them).  Returns the place behind them.  Eight at a time: what is
 * found is moved to the top of the word, zeros taking the place of digits
 * before it, and is joined to pairs, fours and all.
 */
static inline const char *
digits(const char *s, const char *end, uint64_t *m)
{
	uint64_t v, other;
	unsigned n;

	while (end - s >= 8) {
		v = bt_word_load(s) ^ 0x3030303030303030;
		other = bt_word_others(v);
		n = other == 0 ? 8 : (unsigned)__builtin_ctzll(other) / 8;
		if (n == 0)
			return s;
		v <<= 64 - 8 * n;
		v = v * 10 + (v >> 8);
		v = ((v & 0x000000ff000000ff) * 0x000f424000000064 +
		    (v >> 16 & 0x000000ff000000ff) * 0x0000271000000001) >> 32;
		*m = *m * scale8[n] + (v & 0xffffffff);
		s += n;
		if (n < 8)
			return s;
	}
	for (; s < end && is_digit(*s); s++)
		*m = *m * 10 + (unsigned)(*s - '0');
	return s;
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

const char *
bt_num_scan(const char *s, const char *end, double *x)
{
	const char *first, *point, *last, *next;
	uint64_t m = 0;
	bool minus = false;
	int power = 0;
	double v;

	next = s;
	if (s < end && (*s == '-' || *s == '+'))
		minus = *next++ == '-';
	first = next;
	point = next = digits(first, end, &m);
	if (next < end && *next == '.') {
		next = digits(point + 1, end, &m);
		if (next - first == 1)
			return NULL;
		power = (int)(point + 1 - next);
	} else if (next == first)
		return NULL;
	last = next;
	if (next < end && (*next == 'e' || *next == 'E'))
		next = exponent(next, end, &power);
	if (last - first > DIGITS && significant(first, last) > DIGITS)
		return slow_value(s, next, x);
	if (m <= EXACT_INTEGER && power <= 0 && power >= -EXACT_POWER)
		v = (double)m / pow10_exact[-power];
	else if (m <= EXACT_INTEGER && power > 0 && power <= EXACT_POWER)
		v = (double)m * pow10_exact[power];
	else if (m == 0)
		v = 0;
	else if (!bt_digits_nearest(m, power, &v))
		return slow_value(s, next, x);
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

/* Eight digits of v < 10^8 with their leading zeros; the pairs side by side. */
static inline void
put8(char *s, uint32_t v)
{
	uint64_t fours, pairs, ones;
	int i;

	fours = v / 10000 | (uint64_t)(v % 10000) << 32;
	pairs = fours * 10486 >> 20 & 0x0000007f0000007f;
	pairs |= (fours - 100 * pairs) << 16;
	ones = pairs * 103 >> 10 & 0x000f000f000f000f;
	ones |= (pairs - 10 * ones) << 8;
	ones |= 0x3030303030303030;
	for (i = 0; i < 8; i++)
		s[i] = (char)(ones >> 8 * i);
}

static inline size_t
count_digits(uint64_t v)
{
	size_t n = 1;

	for (; v >= 10000; v /= 10000)
		n += 4;
	return n + (v >= 10) + (v >= 100) + (v >= 1000);
}

/* v < 10^16 without leading zeros; 16 bytes are written, the length given. */
static inline size_t
put_integer(char *s, uint64_t v)
{
	char text[32];
	size_t n = count_digits(v);

	put8(text, (uint32_t)(v / 100000000));
	put8(text + 8, (uint32_t)(v % 100000000));
	memcpy(s, text + 16 - n, 16);
	return n;
}

/* The digits as they stand and the place of the point among them. */
static size_t
plain(char *s, const char *text, size_t n, int point)
{
	size_t p = (size_t)point;

	if (point <= 0) {
		memcpy(s, "0.000000", 8);
		memcpy(s + 2 - point, text, 17);
		return 2 + (size_t)-point + n;
	}
	memcpy(s, text, 17);
	if (p >= n) {
		memset(s + n, '0', p - n);
		return p;
	}
	s[p] = '.';
	memcpy(s + p + 1, text + p, 16);
	return n + 1;
}

static size_t
scientific(char *s, const char *text, size_t n, int power)
{
	char *p = s;

	*p++ = text[0];
	if (n > 1) {
		*p++ = '.';
		memcpy(p, text + 1, n - 1);
		p += n - 1;
	}
	*p++ = 'e';
	*p++ = power < 0 ? '-' : '+';
	power = power < 0 ? -power : power;
	if (power >= 100)
		*p++ = (char)('0' + power / 100);
	*p++ = (char)('0' + power / 10 % 10);
	*p++ = (char)('0' + power % 10);
	return (size_t)(p - s);
}

static size_t
shortest(char *s, double x)
{
	const struct bt_digits d = bt_digits_shortest(x);
	char text[40], *first = text;	/* slack: copies are of fixed size */
	size_t n;
	int point;

	text[0] = (char)('0' + d.value / 10000000000000000);
	put8(text + 1, (uint32_t)(d.value / 100000000 % 100000000));
	put8(text + 9, (uint32_t)(d.value % 100000000));
	while (*first == '0')
		first++;
	n = (size_t)(text + 17 - first);
	point = (int)n + d.power;
	while (first[n - 1] == '0')
		n--;
	if (point > -5 && point <= 15)
		return plain(s, first, n, point);
	return scientific(s, first, n, point - 1);
}

/*
 * Four decimals do for prices.  If the fraction of up to 15 digits reads back
 * to x it is the only such decimal of so few digits, for a double keeps any
 * 15 digits apart (DBL_DIG); without its zeros at the end it is the shortest.
 */
static inline size_t
four_decimals(char *s, double x)
{
	const uint64_t m = (uint64_t)(x * 1e4 + 0.5);
	char text[8];
	size_t n, k;

	if (m >= 1000000000000000 || (double)m / 1e4 != x)
		return 0;
	n = put_integer(s, m / 10000);
	put8(text, (uint32_t)(m % 10000));
	s[n] = '.';
	memcpy(s + n + 1, text + 4, 4);
	for (k = 4; s[n + k] == '0'; k--)
		continue;
	return n + (k > 0 ? 1 + k : 0);
}

size_t
bt_num_format(char buf[BT_NUM_MAX], double x)
{
	size_t sign, n;

	if (x == 0) {
		buf[0] = '0';
		return 1;
	}
	buf[0] = '-';
	sign = x < 0;
	x = fabs(x);
	if (x < 1e11 && (n = four_decimals(buf + sign, x)) != 0)
		return sign + n;
	return sign + shortest(buf + sign, x);
}

size_t
bt_num_format_int(char buf[BT_NUM_MAX], long long x)
{
	unsigned long long v = x < 0 ? 0 - (unsigned long long)x :
	    (unsigned long long)x;
	const unsigned long long e16 = 10000000000000000;
	size_t n = 0;

	if (x < 0)
		buf[n++] = '-';
	if (v < e16)
		return n + put_integer(buf + n, v);
	n += put_integer(buf + n, v / e16);
	put8(buf + n, (uint32_t)(v % e16 / 100000000));
	put8(buf + n + 8, (uint32_t)(v % 100000000));
	return n + 16;
}
