/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_EIGEN_H
#define BT_MATHS_EIGEN_H

#include <stddef.h>

/*
 * Eigenvalues and orthonormal eigenvectors of a symmetric matrix of n by n,
 * row by row: a = V diag(value) V', where column j of vector is the
 * eigenvector of value[j].  Of a only the upper triangle is read; it is
 * destroyed.  The order is none in particular.
 *
 * Cyclic Jacobi rotations (Golub and Van Loan, "Matrix computations", 8.5),
 * until what is off the diagonal is below rounding: about n^3 * 40
 * operations, with small eigenvalues as exact as a has them.
 */
void	bt_eigen_symmetric(double *a, size_t n, double *value,
	    double *vector);

#endif
