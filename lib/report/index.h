/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_INDEX_H
#define BT_REPORT_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/report/format.h"
#include "lib/study/metrics.h"
#include "lib/study/settings.h"

/*
 * The runs of a directory, one line each: what is in which file, what it
 * made, and which reports of it lie beside it.
 *
 *	struct bt_index *index;
 *
 *	index = bt_index_read("runs", &rule, err);
 *	... bt_index_write(index, out, row, err) ...
 *	bt_index_free(index);
 *
 * Run streams are told by their content, whatever their names; packed ones
 * too.  Other files are passed over.  Subdirectories are not entered.
 */
#define BT_INDEX_POINTS 60

struct bt_index_run {
	const char	*file;		/* its name in the directory */
	const char	*problem;	/* why it could not be read; or NULL */
	const char	*title;
	enum bt_status	 status;
	int64_t		 from, to;	/* BT_TIME_NONE: no dates */
	bool		 date_only;
	double		*value;		/* of the metrics; NAN */
	/* The curve in small: shares of its range, 0 to 1. */
	double		 shape[BT_INDEX_POINTS];
	size_t		 nshape;
	const char	**report;	/* "a.html", "a.pdf"; ends at NULL */
};

struct bt_index_rule {
	const char			*output;	/* or NULL */
	const char			*title;		/* or NULL */
	const struct bt_metric *const	*metric;
	size_t				 nmetrics;
	const struct bt_study_settings	*study;
};

struct bt_index;

/*
 * Reads every run of dir, one at a time, by name.  A run that cannot be read
 * is a line that says why.  BT_EDATA if there is no run at all.
 */
struct bt_index	*bt_index_read(const char *dir, const struct bt_index_rule *,
		    struct bt_err *) BT_MUST_CHECK;
void		 bt_index_free(struct bt_index *);

/* BT_EUSAGE if the format has no index: it is for html, csv, json, text. */
int	bt_index_check(const struct bt_format_row *, struct bt_err *)
	    BT_MUST_CHECK;
int	bt_index_write(const struct bt_index *, struct bt_out *,
	    const struct bt_format_row *, struct bt_err *) BT_MUST_CHECK;

#endif
