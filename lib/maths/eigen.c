/* SPDX-License-Identifier: ISC */
#include "lib/maths/eigen.h"

#include <math.h>

#define SWEEPS 60		/* ten do for any matrix met so far */

/* Turn rows and columns p < q by the angle of cosine c and sine s. */
static void
rotate(double *a, size_t n, double *vector, size_t p, size_t q, double c,
    double s)
{
	double x, y;
	size_t k;

	for (k = 0; k < n; k++) {
		double *ap = k < p ? &a[k * n + p] : &a[p * n + k];
		double *aq = k < q ? &a[k * n + q] : &a[q * n + k];

		if (k != p && k != q) {
			x = *ap;
			y = *aq;
			*ap = c * x - s * y;
			*aq = s * x + c * y;
		}
		x = vector[k * n + p];
		y = vector[k * n + q];
		vector[k * n + p] = c * x - s * y;
		vector[k * n + q] = s * x + c * y;
	}
}

/* Make a[p][q] zero, by the smaller of the two angles that do. */
static void
annihilate(double *a, size_t n, double *vector, size_t p, size_t q)
{
	const double apq = a[p * n + q];
	double tau, t, c;

	tau = (a[q * n + q] - a[p * n + p]) / (2 * apq);
	t = 1 / (fabs(tau) + sqrt(1 + tau * tau));
	if (tau < 0)
		t = -t;
	c = 1 / sqrt(1 + t * t);
	rotate(a, n, vector, p, q, c, t * c);
	a[p * n + p] -= t * apq;
	a[q * n + q] += t * apq;
	a[p * n + q] = 0;
}

void
bt_eigen_symmetric(double *a, size_t n, double *value, double *vector)
{
	size_t p, q, sweep, turned = 1;

	for (p = 0; p < n; p++)
		for (q = 0; q < n; q++)
			vector[p * n + q] = p == q;
	for (sweep = 0; sweep < SWEEPS && turned > 0; sweep++) {
		turned = 0;
		for (p = 0; p < n; p++)
			for (q = p + 1; q < n; q++)
				if (fabs(a[p * n + q]) > 1e-16 *
				    sqrt(fabs(a[p * n + p] * a[q * n + q]))) {
					annihilate(a, n, vector, p, q);
					turned++;
				}
	}
	for (p = 0; p < n; p++)
		value[p] = a[p * n + p];
}
