/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/base/digits.h"
#include "lib/base/num.h"
#include "lib/base/word.h"

/* How many digits of a word are zeros before the others, or behind them. */
static inline size_t
zeros_before(uint64_t v)
{
	return (size_t)__builtin_ctzll(v) / 8;
}

static inline size_t
zeros_behind(uint64_t v)
{
	return (size_t)__builtin_clzll(v) / 8;
}

/* 0 < v < 10^8 without leading zeros; the length. */
static inline size_t
put_short(char *s, uint32_t v)
{
	const uint64_t w = bt_word_digits(v);
	const size_t n = zeros_before(w);

	bt_word_store(s, (w | BT_WORD_ZEROS) >> 8 * n);
	return 8 - n;
}

/* v < 10^16 */
static inline size_t
put_integer(char *s, uint64_t v)
{
	size_t n;

	if (v == 0) {
		*s = '0';
		return 1;
	}
	if (v < 100000000)
		return put_short(s, (uint32_t)v);
	n = put_short(s, (uint32_t)(v / 100000000));
	bt_word_store(s + n, bt_word_digits((uint32_t)(v % 100000000)) |
	    BT_WORD_ZEROS);
	return n + 8;
}

/*
 * d has 17 digits.  Write them with the point behind the first point of them,
 * or with zeros in front, and without zeros at the end; the length.  They are
 * made in registers, as 8 and 8 and 1, and only ever stored: to load what was
 * just stored in other pieces is slow.
 */
static size_t
put_digits(char *s, uint64_t d, int point)
{
	const uint64_t a = bt_word_digits((uint32_t)(d / 1000000000));
	const uint64_t b = bt_word_digits((uint32_t)(d / 10 % 100000000));
	const uint64_t first = a | BT_WORD_ZEROS, second = b | BT_WORD_ZEROS;
	const char last = (char)('0' + d % 10);
	size_t n, p = (size_t)point;

	if (b != 0)		/* no branch on the last digit: it is random */
		n = 17 - (1 + zeros_behind(b)) * (last == '0');
	else
		n = last != '0' ? 17 : 8 - zeros_behind(a);
	if (point <= 0) {
		p = (size_t)(2 - point);
		bt_word_store(s, 0x3030303030302e30);	/* "0.000000" */
		bt_word_store(s + p, first);
		bt_word_store(s + p + 8, second);
		s[p + 16] = last;
		return p + n;
	}
	bt_word_store(s, first);
	bt_word_store(s + 8, second);
	s[p] = '.';
	if (p < 8) {
		bt_word_store(s + p + 1, first >> 8 * p);
		bt_word_store(s + 9, second);
	} else
		bt_word_store(s + p + 1, second >> 8 * (p - 8));
	s[17] = last;
	return n > p ? n + 1 : p;
}

static size_t
put_exponent(char *s, int power)
{
	char *p = s;

	*p++ = 'e';
	*p++ = power < 0 ? '-' : '+';
	power = power < 0 ? -power : power;
	if (power >= 100)
		*p++ = (char)('0' + power / 100);
	*p++ = (char)('0' + power / 10 % 10);
	*p++ = (char)('0' + power % 10);
	return (size_t)(p - s);
}

/* 0 < v < 10^17; 1233 / 4096 is log10(2), near enough for 64 bits. */
static inline int
count_digits(uint64_t v)
{
	const int n = (64 - __builtin_clzll(v)) * 1233 >> 12;

	return n + (v >= bt_word_scale[n]);
}

static size_t
shortest(char *s, double x)
{
	const struct bt_digits d = bt_digits_shortest(x);
	const int n = count_digits(d.value), point = n + d.power;
	const uint64_t all = d.value * bt_word_scale[17 - n];
	size_t len;

	if (point > -5 && point <= 15)
		return put_digits(s, all, point);
	len = put_digits(s, all, 1);
	return len + put_exponent(s + len, point - 1);
}

/*
 * Four decimals do for prices.  If a fraction of up to 15 digits reads back
 * to x it is the only such decimal of so few digits, for a double keeps any
 * 15 digits apart (DBL_DIG); without its zeros at the end it is the shortest.
 * What is further from a whole number than two roundings can be is told
 * without a division.  0 if four decimals do not do.
 */
static inline size_t
four_decimals(char *s, double x)
{
	const double y = x * 1e4;
	const int64_t m = (int64_t)(y + 0.5);
	uint64_t part;
	size_t n;

	if (fabs(y - (double)m) > y * 0x1p-51 || m >= 1000000000000000 ||
	    (double)m / 1e4 != x)
		return 0;
	n = put_integer(s, (uint64_t)m / 10000);
	if ((part = (uint64_t)m % 10000) == 0)
		return n;
	part = bt_word_digits((uint32_t)part);
	s[n] = '.';
	bt_word_store(s + n + 1, part >> 32 | BT_WORD_ZEROS);
	return n + 5 - zeros_behind(part);
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
	const unsigned long long e16 = 10000000000000000;
	unsigned long long v = x < 0 ? 0 - (unsigned long long)x :
	    (unsigned long long)x;
	size_t n = 0;

	if (x < 0)
		buf[n++] = '-';
	if (v < e16)
		return n + put_integer(buf + n, v);
	n += put_integer(buf + n, v / e16);
	v %= e16;
	bt_word_store(buf + n, bt_word_digits((uint32_t)(v / 100000000)) |
	    BT_WORD_ZEROS);
	bt_word_store(buf + n + 8, bt_word_digits((uint32_t)(v % 100000000)) |
	    BT_WORD_ZEROS);
	return n + 16;
}
