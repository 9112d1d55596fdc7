/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_SUM_H
#define BT_MATHS_SUM_H

/*
 * A sum that carries its rounding error along: twice a double's precision
 * for about six operations a value.
 *
 *	struct bt_sum s = BT_SUM_INIT;
 *
 *	bt_sum_add(&s, x);
 *	... bt_sum_value(&s)
 */
struct bt_sum {
	double	hi, lo;
};

#define BT_SUM_INIT { 0.0, 0.0 }

/* Knuth's TwoSum (TAOCP vol. 2, 4.2.2, theorem B) finds the error exactly. */
static inline void
bt_sum_add(struct bt_sum *s, double x)
{
	double sum = s->hi + x, part = sum - s->hi;

	s->lo += (s->hi - (sum - part)) + (x - part);
	s->hi = sum;
}

/* What was summed, as one double.  A sum that overflowed is infinite. */
static inline double
bt_sum_value(const struct bt_sum *s)
{
	double v = s->hi + s->lo;

	return v - v == 0.0 ? v : s->hi;
}

/* Both sums as one double. */
static inline double
bt_sum_both(struct bt_sum a, const struct bt_sum *b)
{
	bt_sum_add(&a, b->hi);
	a.lo += b->lo;
	return bt_sum_value(&a);
}

#endif
