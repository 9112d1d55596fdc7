/* SPDX-License-Identifier: ISC */
/* Text as a template: refused with its line, or filled in without a run. */
#include <string.h>

#include "lib/report/template.h"
#include "tests/fuzz/input.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct bt_document doc = { .title = "t", .source = "s",
	    .benchmark_name = "b" };
	const struct bt_document *const docs[] = { &doc, &doc };
	const bool html = size > 0 && data[0] % 2 == 0;
	struct bt_err err = BT_ERR_INIT;
	struct bt_template *t;
	struct bt_out *out;

	t = bt_template_parse((const char *)data, size, html ? "f.html" :
	    "f.txt", &err);
	if (t == NULL) {
		MUST(err.code == BT_EUSAGE && *err.text != '\0');
		MUST(err.line > 0);
		return 0;
	}
	MUST((out = bt_out_open("/dev/null", &err)) != NULL);
	MUST(bt_template_write(t, out, docs, 2, NULL, 0, &err) == 0);
	MUST(bt_out_close(out, &err) == 0);
	bt_template_free(t);
	return 0;
}
