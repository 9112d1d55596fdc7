/* SPDX-License-Identifier: ISC */
/*
 * A matrix of any bytes is refused with a reason, or has a factor whose rows
 * are as long as ones: no symbol's variance is changed by its correlations.
 */
#include <math.h>

#include "lib/chance/correlation.h"
#include "tests/fuzz/input.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_correlation c;
	char path[32];
	size_t i, k;
	double sum;
	int fd[2];

	if (n > FUZZ_MAX)
		return 0;
	MUST(pipe(fd) == 0);
	MUST(write(fd[1], data, n) == (ssize_t)n);
	(void)close(fd[1]);
	(void)snprintf(path, sizeof(path), "/dev/fd/%d", fd[0]);
	if (bt_correlation_read(&c, path, &err) == -1) {
		MUST(err.code != BT_OK && err.text[0] != '\0');
		MUST(c.n == 0 && c.factor == NULL);
	} else
		for (i = 0; i < c.n; i++) {
			for (sum = 0, k = 0; k <= i; k++)
				sum += c.factor[i * c.n + k] *
				    c.factor[i * c.n + k];
			MUST(fabs(sum - 1) < 1e-4);
			MUST(bt_correlation_find(&c, c.name[i]) == (long)i);
		}
	bt_correlation_free(&c);
	(void)close(fd[0]);
	return 0;
}
