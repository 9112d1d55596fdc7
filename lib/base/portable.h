/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_PORTABLE_H
#define BT_BASE_PORTABLE_H

/*
 * log and exp that are the same on every machine.  The C library's may differ
 * in the last bit between systems; these are made of additions,
 * multiplications and divisions alone, which IEEE 754 defines exactly.  They
 * are within 4e-16 of the true value, relatively, and for what is random and
 * seeded, where the same bytes matter more than the last bit.
 *
 *	price = bt_portable_exp(bt_portable_log(100) + 0.01 * z);
 */

/* x > 0, finite and not subnormal. */
double	bt_portable_log(double x);

/* 0 for x <= -708 and for NAN, INFINITY for x > 709. */
double	bt_portable_exp(double x);

#endif
