/* SPDX-License-Identifier: ISC */
/*
 * A configuration of any bytes is refused with a reason, or gives settings
 * whose own configuration reads back to the same.
 */
#include "tests/fuzz/options.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bt_err err = BT_ERR_INIT;
	struct fuzz_settings set;
	struct bt_config *c;
	char *json;

	if (n > FUZZ_MAX / 2)
		return 0;
	fuzz_defaults(&set);
	c = fuzz_config(data, n, &err);
	if (c == NULL || bt_config_each(c, fuzz_set, &set, &err) == -1)
		fuzz_refused(&err);
	else if ((json = fuzz_write(&set)) != NULL) {
		fuzz_again(json);
		free(json);
	}
	bt_opt_free(fuzz_opts, &set.own);
	bt_config_free(c);
	return 0;
}
