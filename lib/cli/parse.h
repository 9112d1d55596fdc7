/* SPDX-License-Identifier: ISC */
#ifndef BT_CLI_PARSE_H
#define BT_CLI_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/base/str.h"
#include "lib/cli/tool.h"

/*
 * The words of a command line, matched with the rows of the option tables but
 * not yet stored: defaults and the configuration, which a word may name, come
 * first.  What is understood: --name value, --name=value, -n value, -nvalue,
 * -abc for flags; options and operands in any order; -- ends the options; a
 * word that follows an option with a value is its value, whatever it begins
 * with.  Long names are never abbreviated.
 */

/* The settings of the options that every command has. */
struct bt_common {
	bool		 help, version, quiet, verbose, print_config, spec;
	const char	*config;
};

extern const struct bt_opt	bt_common_opts[];

/* An option and its value; val is NULL for a flag. */
struct bt_given {
	const struct bt_opt	*opt;
	void			*settings;
	const char		*val;
};

struct bt_words {
	struct bt_common	 common;
	struct bt_given		*given;		/* in order */
	size_t			 n, cap;
};

/*
 * Read argv for the tool.  The operands move to the front of argv (from
 * argv[1]) and the tool's args, nargs, quiet and verbose are set.  Stops at
 * the first of --help, --version and --bt-spec: the rest does not matter.
 */
int	bt_parse_words(struct bt_tool *, int argc, char *argv[],
	    struct bt_words *, struct bt_err *) BT_MUST_CHECK;
void	bt_parse_free(struct bt_words *);

/*
 * The row of that name among the tool's groups and the settings it is for, or
 * NULL.  A repeatable option is also found by its plural, as "params".
 */
const struct bt_opt	*bt_parse_find(const struct bt_tool *,
			    struct bt_span name, void **settings);

/* Refuse a configuration's key, with the one that was meant.  -1. */
int	bt_parse_unknown(const struct bt_tool *, struct bt_span key,
	    struct bt_err *);

#endif
