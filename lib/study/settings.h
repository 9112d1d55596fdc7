/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_SETTINGS_H
#define BT_STUDY_SETTINGS_H

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/study/input.h"
#include "lib/study/study.h"

/*
 * How to measure, as options: the rows of every command that does.
 */
struct bt_study_settings {
	double		 periods;	/* a year; NAN: from the dates */
	double		 risk_free;	/* a year */
	int		 returns;	/* enum bt_returns */
	const char	*equity, *ret;	/* columns by name, or NULL */
	const char	*date_format, *tz;
};

/*
 * All of them; those that do not ask what a file's columns mean; those that
 * ask where the curve stands.
 */
extern const struct bt_opt bt_study_opts[], bt_measure_opts[],
    bt_curve_opts[];

struct bt_study_rule	bt_study_rule_of(const struct bt_study_settings *);

/*
 * Read what there is to measure from in.  *input is to be freed by the
 * caller, also after an error.
 */
int	bt_study_read(struct bt_in *in, const struct bt_study_settings *,
	    struct bt_input *input, struct bt_err *) BT_MUST_CHECK;

/*
 * Read the file at path (NULL: standard input) into *input, which the caller
 * frees if this succeeds, and measure it.
 */
int	bt_study_file(const char *path, const struct bt_study_settings *,
	    struct bt_input *input, struct bt_study *, struct bt_err *)
	    BT_MUST_CHECK;

#endif
