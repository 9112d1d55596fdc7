/* SPDX-License-Identifier: ISC */
#ifndef BT_CLI_TOOL_H
#define BT_CLI_TOOL_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/option.h"
#include "lib/stream/progress.h"

/*
 * What every command shares.  A command is a table of option groups and a
 * function; parsing, --help, --version, -c, --print-config, the manual's
 * SYNOPSIS and OPTIONS and the completions all come from the groups' rows.
 *
 *	int
 *	main(int argc, char *argv[])
 *	{
 *		struct settings set;
 *		struct bt_optgroup groups[] = {
 *			{ "Input", bt_bars_opts, &set.bars },
 *			{ "Output", opts, &set },
 *			{ NULL, NULL, NULL }
 *		};
 *		struct bt_tool tool = { .name = "bt-x", .brief = "...",
 *		    .operands = "[file ...]", .groups = groups,
 *		    .examples = "bt-x -f csv prices.csv\n" };
 *		...
 *		if (bt_tool_parse(&tool, argc, argv, &status) == -1)
 *			return status;
 *		...
 *		return bt_tool_end(&tool, &err, BT_EXIT_OK);
 *	}
 */

struct bt_optgroup {
	const char		*title;		/* NULL ends the groups */
	const struct bt_opt	*opts;
	void			*settings;	/* filled by bt_tool_parse */
};

struct bt_tool {
	const char		*name;		/* "bt-run" */
	const char		*brief;		/* the .Nd line */
	const char		*operands;	/* "[file ...]" or "" */
	struct bt_optgroup	*groups;
	const char		*examples;	/* lines for --help */
	/*
	 * Or NULL: called when all options are read.  1 = it has put tables
	 * with other defaults into groups (a preset): they are read again.
	 */
	int	(*adapt)(struct bt_tool *, struct bt_err *);
	/* set by bt_tool_parse */
	const char		 *program;	/* as it was called */
	char			**args;		/* operands */
	size_t			  nargs;
	bool			  quiet;	/* -q: no warnings */
	bool			  verbose;	/* -v: tell time and memory */
	int64_t			  begun;	/* monotonic ns */
	void			*memory;	/* of the configuration */
};

enum bt_exit { BT_EXIT_OK = 0, BT_EXIT_NO = 1, BT_EXIT_USAGE = 2,
	BT_EXIT_DATA = 3, BT_EXIT_SYS = 4, BT_EXIT_AGAIN = 75 };

/*
 * Set defaults, read -c FILE, then argv (which wins); honour BT_FAULT; see to
 * closed standard streams and SIGPIPE.  Common options are -h -V -q -v -c and
 * --print-config; a tool has its own rows for the others (-o, -f ...).
 * Returns 0 to go on.  Returns -1 with *status when the process shall end
 * now: after --help, --version, --print-config (0), or a wrong option (2;
 * reported, with "did you mean").
 */
int	bt_tool_parse(struct bt_tool *, int argc, char *argv[], int *status)
	    BT_MUST_CHECK;

/*
 * Data is to come from stdin, but that is a terminal: a short hint and true;
 * exit with BT_EXIT_USAGE.  Call it when there is no operand (or "-").
 */
bool	bt_tool_waits(const struct bt_tool *);

/* Report an error on stderr; returns the exit status that goes with it. */
int	bt_tool_fail(const struct bt_tool *, const struct bt_err *);

/* "bt-run: warning: ..." unless -q. */
void	bt_tool_warn(const struct bt_tool *, const char *fmt, ...)
	    BT_PRINTF(2, 3);

/*
 * The way out: reports *err if it is set, frees what parsing took, raises a
 * caught signal again, and returns the exit status (status where no error
 * is set).
 */
int	bt_tool_end(struct bt_tool *, const struct bt_err *, int status);

/*
 * SIGINT and SIGTERM set the returned flag to their number instead of ending
 * the process; a second one ends it at once.
 */
const volatile sig_atomic_t	*bt_tool_catch(void);

/*
 * Has the process been stopped (Ctrl-Z) and continued since this was asked
 * last?  The first time it begins to look, and says no.
 */
bool	bt_tool_was_stopped(void);

/*
 * While held, a reader of the output that went away does not end the process
 * (SIGPIPE): writing fails, and there is time to clean up.  Letting go ends it
 * then.
 */
void	bt_tool_hold(bool hold);

/* A clock that only goes forward, in ns; peak memory so far, in MB. */
int64_t	bt_tool_clock(void);
double	bt_tool_memory(void);

/* --progress auto|always|never|json for stderr; the monotonic clock. */
enum bt_progress_when { BT_PROGRESS_AUTO, BT_PROGRESS_ALWAYS,
	BT_PROGRESS_NEVER, BT_PROGRESS_AS_JSON };
void	bt_tool_progress(struct bt_progress *, int when);

#endif
