/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_EXPORT_H
#define BT_REPORT_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/report/document.h"
#include "lib/report/format.h"

/*
 * What bt-export does between its options and its output: choose a format,
 * read the runs.
 */
struct bt_export_settings {
	const char			*format, *output, *metrics, *table;
	const char			*title, *benchmark, *prices, *template;
	const char			*index;
	long long			 max_points;
	int				 sql_dialect;
	bool				 safe_csv, list;
	struct bt_study_settings	 study;
	struct bt_chart_settings	 chart;
};

extern const struct bt_opt bt_export_opts[];

/*
 * The format's row: as named, else by the suffix of the output, csv for a
 * directory, text for standard output.  BT_EUSAGE where that does not go with
 * the rest; terminal says that standard output is one.
 */
const struct bt_format_row	*bt_export_format(
				    const struct bt_export_settings *,
				    size_t ndocs, bool terminal,
				    struct bt_err *);

/* The output is a directory to be: its name ends in a slash. */
bool	bt_export_is_directory(const struct bt_export_settings *);

/*
 * BT_EUSAGE if the output is one of n inputs (NULL: standard input), or the
 * benchmark.
 */
int	bt_export_spare(const struct bt_export_settings *,
	    const char *const *paths, size_t n, struct bt_err *)
	    BT_MUST_CHECK;

/*
 * The document of a path (NULL: standard input), named by title if single.
 * Trials are refused if the format does not take them, or several.
 */
struct bt_document	*bt_export_read(const struct bt_export_settings *,
			    const struct bt_format_row *, const char *path,
			    bool single, struct bt_err *)
			    BT_MUST_CHECK;

/* The index of a directory of runs to the output; nargs must be 0. */
int	bt_export_index(const struct bt_export_settings *, size_t nargs,
	    struct bt_err *) BT_MUST_CHECK;

/* The table of formats to the output: as CSV for who asks for that. */
int	bt_export_list(const struct bt_export_settings *, struct bt_err *)
	    BT_MUST_CHECK;

#endif
