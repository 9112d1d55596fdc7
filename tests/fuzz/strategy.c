/* SPDX-License-Identifier: ISC */
/* Text as a strategy file: refused by name, or whole and of use. */
#include <math.h>
#include <string.h>

#include "lib/signal/strategy.h"
#include "tests/fuzz/input.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_strategy *s;
	size_t i, verbs = 0;

	s = bt_strategy_parse((const char *)data, size, "fuzz.json", &err);
	if (s == NULL) {
		MUST(err.code == BT_EUSAGE && *err.text != '\0');
		MUST(strcmp(err.source, "fuzz.json") == 0);
		return 0;
	}
	MUST(s->name != NULL && s->title != NULL && s->description != NULL);
	for (i = 0; i < BT_ROLES; i++)
		verbs += s->expr[i] != NULL && bt_roles[i].type == 'c';
	MUST(verbs > 0);
	for (i = 0; i < s->nparams; i++)
		MUST(s->params[i].value >= s->params[i].min &&
		    s->params[i].value <= s->params[i].max);
	bt_strategy_free(s);
	return 0;
}
