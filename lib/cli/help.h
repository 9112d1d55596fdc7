/* SPDX-License-Identifier: ISC */
#ifndef BT_CLI_HELP_H
#define BT_CLI_HELP_H

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/cli/tool.h"

/*
 * What a command says about itself, made from the rows of its tables.
 */

/* --help: usage, purpose, examples, options by group, exit status. */
int	bt_help_text(const struct bt_tool *, struct bt_buf *, struct bt_err *)
	    BT_MUST_CHECK;

/* --version: the line scripts read, then the licence. */
int	bt_help_version(const struct bt_tool *, struct bt_buf *,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * --bt-spec: the tables as lines of tab-separated fields, for scripts/docs:
 *
 *	tool	NAME	BRIEF	OPERANDS
 *	group	TITLE
 *	opt	CH	NAME	TYPE	ARG	DEFAULT	RANGE	HELP
 *	method	OPTION	NAME	HELP
 *	param	OPTION	METHOD	NAME	TYPE	DEFAULT	RANGE	HELP
 *
 * A field without a value is "-".
 */
int	bt_help_spec(const struct bt_tool *, struct bt_buf *, struct bt_err *)
	    BT_MUST_CHECK;

#endif
