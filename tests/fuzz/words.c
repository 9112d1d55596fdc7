/* SPDX-License-Identifier: ISC */
/*
 * A command line of any words, one a line, is refused with a reason, or gives
 * settings whose configuration reads back to the same.
 */
#include "lib/cli/parse.h"
#include "tests/fuzz/options.h"

#define WORDS 64

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static int
split(char *text, char *argv[WORDS + 1])
{
	static char name[] = "bt-x";
	int n = 0;

	for (argv[n++] = name; n < WORDS && text != NULL; n++) {
		argv[n] = text;
		if ((text = strchr(text, '\n')) != NULL)
			*text++ = '\0';
	}
	argv[n] = NULL;
	return n;
}

static int
apply(const struct bt_words *w, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if (bt_opt_set(w->given[i].opt, w->given[i].settings,
		    w->given[i].val, err) == -1)
			return -1;
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct fuzz_settings set;
	struct bt_optgroup groups[] = { { "A", bt_settings_opts, &set.run },
	    { "B", fuzz_opts, &set.own }, { NULL, NULL, NULL } };
	struct bt_tool tool = { .name = "bt-x", .operands = "[file ...]",
	    .groups = groups };
	struct bt_err err = BT_ERR_INIT;
	struct bt_words w = { 0 };
	char *argv[WORDS + 1], *text, *json;
	int argc;

	MUST((text = strndup((const char *)data, n)) != NULL);
	argc = split(text, argv);
	fuzz_defaults(&set);
	if (bt_parse_words(&tool, argc, argv, &w, &err) == -1 ||
	    apply(&w, &err) == -1)
		fuzz_refused(&err);
	else if ((json = fuzz_write(&set)) != NULL) {
		fuzz_again(json);
		free(json);
	}
	MUST(tool.nargs <= (size_t)argc);
	bt_parse_free(&w);
	bt_opt_free(fuzz_opts, &set.own);
	free(text);
	return 0;
}
