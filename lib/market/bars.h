/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_BARS_H
#define BT_MARKET_BARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/option.h"
#include "lib/market/market.h"

/*
 * Reading bars (bt-formats(5)): CSV or NDJSON, told by the first byte, into a
 * market.  Names are case-blind with aliases, columns in any order, rows of
 * symbols grouped or interleaved.  Every row is checked: finite prices > 0,
 * low <= open, close <= high, volume >= 0, time after the symbol's last one;
 * the first row that breaks a rule is BT_EDATA with file, line and column,
 * unless a caller that wants all findings gives a complaint function.
 */

/* The options of every command that reads bars; bt_bars_opts are their rows. */
struct bt_bars_settings {
	const char	*symbol;	/* --symbol, for input without one */
	const char	*symbols;	/* --symbols A,B: only these */
	const char	*from, *to;	/* --from --to, dates or times, inclusive */
	const char	*range;		/* --range 1Y: the last year of the data */
	const char	*date_format;	/* --date-format */
	const char	*tz;		/* --tz */
	const char	*delimiter;	/* --delimiter , ; tab; NULL: guess */
	bool		 decimal_comma;	/* --decimal-comma */
	bool		 strict_csv;	/* --strict-csv */
	bool		 adjusted;	/* --adjusted: scale by adj close */
};

extern const struct bt_opt bt_bars_opts[];

/* Something that is wrong with a row, for those who want to hear it all. */
struct bt_complaint {
	const char	*code;		/* "ohlc-order"; stable, in quality.h */
	const char	*source;
	size_t		 line, column;
	const char	*text;
};

/* true: leave the row out and go on.  false: stop with this as the error. */
typedef bool	bt_complaint_fn(void *arg, const struct bt_complaint *);

/* What was read, for the header of a run. */
struct bt_input {
	char	*name;			/* base name, or "stdin" */
	char	 xxh3[33];		/* of the bytes after decompression */
	size_t	 rows, symbols;
	int64_t	 from, to;
};

/*
 * The rows' own text, kept on request for commands that pass it through:
 * bt-signals prints row i as text(i) with its additions behind.
 */
struct bt_rowtext;

struct bt_bars_read {
	const struct bt_bars_settings	*settings;
	const char *const		*paths;	/* npaths 0 = stdin */
	size_t				 npaths;
	const struct bt_extra		*extras;
	size_t				 nextras;
	bool				 keep_text;
	bt_complaint_fn			*complain;	/* or NULL */
	void				*arg;
};

struct bt_bars_result {
	struct bt_market	*market;	/* sealed; owned by the result */
	struct bt_rowtext	*text;		/* NULL unless kept */
	struct bt_input		*inputs;	/* one a path */
	size_t			 ninputs;
};

/* On failure the result owns nothing. */
int	bt_bars_read(const struct bt_bars_read *, struct bt_bars_result *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_bars_result_free(struct bt_bars_result *);

/* Rows in input order, filtered ones left out; bars by (symbol, bar). */
size_t		bt_rowtext_rows(const struct bt_rowtext *);
struct bt_span	bt_rowtext_row(const struct bt_rowtext *, size_t i,
		    size_t *symbol);	/* number in the sealed market */
/* The first input's header line ("" for NDJSON) and delimiter. */
struct bt_span	bt_rowtext_header(const struct bt_rowtext *);
char		bt_rowtext_delimiter(const struct bt_rowtext *);
bool		bt_rowtext_is_json(const struct bt_rowtext *);
bool		bt_rowtext_has_symbol(const struct bt_rowtext *);

#endif
