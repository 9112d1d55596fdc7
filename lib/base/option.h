/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_OPTION_H
#define BT_BASE_OPTION_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

/*
 * Options as tables.  A room that can be configured has a struct of settings
 * and one table of rows; from the rows come the command line, --help, the
 * manual's OPTIONS, the completions, the JSON configuration, the header of a
 * run and the parameter space of an optimisation.
 *
 *	static const struct bt_opt opts[] = {
 *		BT_OPT_REAL_ROW(0, "cash", struct bt_settings, cash, "MONEY",
 *		    0, 1e15, "100000", "starting cash"),
 *		BT_OPT_END
 *	};
 */

enum bt_opt_type {
	BT_OPT_FLAG,		/* bool; takes no argument */
	BT_OPT_INT,		/* long long */
	BT_OPT_REAL,		/* double */
	BT_OPT_FRACTION,	/* double; "0.05", "5%", "5bps" */
	BT_OPT_TEXT,		/* const char * */
	BT_OPT_FILE,		/* const char *; completes file names */
	BT_OPT_CHOICE,		/* int: the place in arg, "worst|best|ohlc" */
	BT_OPT_LIST,		/* struct bt_list; the option may be repeated */
	BT_OPT_METHOD,		/* struct bt_method: "name:key=value,..." */
};

struct bt_opt;

/* Values of an option that may be repeated (BT_OPT_LIST). */
struct bt_list {
	const char	**v;
	size_t		  n;
};

/*
 * One of a family of models with parameters, as in
 * "per-share:0.005,min=1,max=0.5%".  The family is a table of rows, each with
 * the parameters it takes; a bare value belongs to the first parameter.
 */
#define BT_METHOD_PARAMS 6

struct bt_param {
	const char	*name;
	double		 min, max, def;	/* def NAN: must be given */
	bool		 fraction;	/* "5%" is welcome */
	const char	*help;
};

struct bt_family {
	const char	*name;		/* "percent" */
	const char	*help;		/* one clause */
	struct bt_param	 params[BT_METHOD_PARAMS];	/* ends at name NULL */
	const void	*row;		/* of the room that owns the family */
};

struct bt_method {
	const struct bt_family	*family;	/* never NULL once set */
	double			 value[BT_METHOD_PARAMS];
};

struct bt_opt {
	int			 ch;	/* short letter, or 0 */
	const char		*name;	/* long name, without the dashes */
	enum bt_opt_type	 type;
	size_t			 off;	/* in the settings struct */
	const char		*arg;	/* "N", "FILE", "a|b|c"; flags: NULL */
	double			 min, max;	/* of numbers, inclusive */
	const char		*def;	/* default as text; NULL = none, off */
	const struct bt_family	*families;	/* of a method */
	const char		*help;	/* one clause, with the unit */
};

/* Refuses, at compile time, a field of another type. */
#define BT_FIELD(st, f, type) \
	(offsetof(st, f) + 0 * sizeof((type *)0 == &((st *)0)->f))

#define BT_OPT_FLAG_ROW(ch, name, st, f, help) \
	{ ch, name, BT_OPT_FLAG, BT_FIELD(st, f, bool), NULL, 0, 0, NULL, \
	NULL, help }
#define BT_OPT_INT_ROW(ch, name, st, f, arg, min, max, def, help) \
	{ ch, name, BT_OPT_INT, BT_FIELD(st, f, long long), arg, min, max, \
	def, NULL, help }
#define BT_OPT_REAL_ROW(ch, name, st, f, arg, min, max, def, help) \
	{ ch, name, BT_OPT_REAL, BT_FIELD(st, f, double), arg, min, max, \
	def, NULL, help }
#define BT_OPT_FRACTION_ROW(ch, name, st, f, arg, min, max, def, help) \
	{ ch, name, BT_OPT_FRACTION, BT_FIELD(st, f, double), arg, min, max, \
	def, NULL, help }
#define BT_OPT_TEXT_ROW(ch, name, st, f, arg, def, help) \
	{ ch, name, BT_OPT_TEXT, BT_FIELD(st, f, const char *), arg, 0, 0, \
	def, NULL, help }
#define BT_OPT_FILE_ROW(ch, name, st, f, arg, help) \
	{ ch, name, BT_OPT_FILE, BT_FIELD(st, f, const char *), arg, 0, 0, \
	NULL, NULL, help }
#define BT_OPT_CHOICE_ROW(ch, name, st, f, arg, def, help) \
	{ ch, name, BT_OPT_CHOICE, BT_FIELD(st, f, int), arg, 0, 0, def, \
	NULL, help }
#define BT_OPT_LIST_ROW(ch, name, st, f, arg, help) \
	{ ch, name, BT_OPT_LIST, BT_FIELD(st, f, struct bt_list), arg, 0, 0, \
	NULL, NULL, help }
#define BT_OPT_METHOD_ROW(ch, name, st, f, fams, def, help) \
	{ ch, name, BT_OPT_METHOD, BT_FIELD(st, f, struct bt_method), \
	"METHOD", 0, 0, def, fams, help }
#define BT_OPT_END { 0, NULL, BT_OPT_FLAG, 0, NULL, 0, 0, NULL, NULL, NULL }

/*
 * A number option that was not given and has no default is NAN or -1, a
 * choice -1, a text NULL, a method's family NULL.
 */

/* Set every field from the default column; fields without one: see above. */
int	bt_opt_defaults(const struct bt_opt *, void *settings,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * Set one field from text.  Errors are BT_EUSAGE and name the option, what it
 * wants and what it got: "--cash: want a number from 0 to 1e+15, got 'x'".
 * Texts and lists are borrowed: val must outlive the settings.
 */
int	bt_opt_set(const struct bt_opt *, void *settings, const char *val,
	    struct bt_err *) BT_MUST_CHECK;

/* The field as text that bt_opt_set would take; false if it has no value. */
bool	bt_opt_text(const struct bt_opt *, const void *settings,
	    struct bt_buf *, struct bt_err *);

/*
 * " from 0 to 1", " of at least 0", " of at most 9", or "" where both bounds
 * are infinite: for messages and manuals.  Returns buf.
 */
#define BT_OPT_RANGE 96
const char	*bt_opt_range(char buf[BT_OPT_RANGE], double min, double max);

/* Rows by name, NULL if there is none. */
const struct bt_opt	*bt_opt_find(const struct bt_opt *,
			    struct bt_span name);

/*
 * What a configuration calls a repeatable option: "params" for "param",
 * "strategies" for "strategy".  Returns buf.
 */
#define BT_OPT_PLURAL 64
const char	*bt_opt_plural(char buf[BT_OPT_PLURAL], const struct bt_opt *);

/* The memory that lists took. */
void	bt_opt_free(const struct bt_opt *, void *settings);

#endif
