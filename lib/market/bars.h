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
#include "lib/market/rowtext.h"

/*
 * Reading bars (bt-formats(5)): CSV or NDJSON, told by the first byte, into a
 * market.  Names are case-blind with aliases, columns in any order, rows of
 * symbols grouped or interleaved.  Every row is checked: finite prices > 0,
 * low <= open, close <= high, volume >= 0, time after the symbol's last one;
 * the first row that breaks a rule is BT_EDATA with file, line and column,
 * unless a caller that wants all findings gives a complaint function.
 */

/* The options of every command that reads bars. */
struct bt_bars_settings {
	const char	*symbol;	/* --symbol, for input without one */
	const char	*symbols;	/* --symbols A,B: only these */
	const char	*from, *to;	/* --from --to: inclusive */
	const char	*range;		/* --range 1Y: the data's last year */
	const char	*date_format;	/* --date-format */
	const char	*tz;		/* --tz */
	const char	*delimiter;	/* --delimiter , ; tab; NULL: guess */
	bool		 decimal_comma;	/* --decimal-comma */
	bool		 strict_csv;	/* --strict-csv */
	bool		 adjusted;	/* --adjusted: scale by adj close */
};

extern const struct bt_opt bt_bars_opts[];

/*
 * Something that is wrong with a row, for those who want to hear it all.
 * Where the row could be read, bar has its values, and who answers BT_KEEP
 * may have changed them; else bar is NULL, and BT_KEEP is as BT_DROP.
 */
struct bt_complaint {
	const char	*code;		/* "ohlc-order"; stable, in quality.h */
	const char	*source;	/* as in messages */
	size_t		 input;		/* which of the inputs, from 0 */
	size_t		 line, column;	/* 1-based; column 0 = the row */
	struct bt_span	 symbol;	/* "" if that is not known */
	const char	*text;
	struct bt_bar	*bar;
};

/*
 * BT_STOP makes it the error of the whole reading, BT_DROP leaves the row
 * out, BT_KEEP takes bar as it now is (a row that is out of order too: then
 * the market does not ascend, which is for the asker to mend).
 */
enum bt_answer { BT_STOP, BT_DROP, BT_KEEP };
typedef enum bt_answer	bt_complaint_fn(void *arg, struct bt_complaint *);

/* What was read, for the header of a run. */
struct bt_bars_input {
	char	*name;			/* base name, or "stdin" */
	char	 xxh3[33];		/* of the bytes after decompression */
	size_t	 rows, symbols;		/* that the filters let through */
	int64_t	 from, to;		/* BT_TIME_NONE if rows is 0 */
};

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
	struct bt_market	*market;	/* sealed */
	struct bt_rowtext	*text;		/* NULL unless kept */
	struct bt_bars_input		*inputs;	/* one a path */
	size_t			 ninputs;
};

/* Where a row stood, as BT_EXTRA_PLACE keeps it. */
static inline uint64_t
bt_place(size_t input, size_t line)
{
	return (uint64_t)input << 44 | (uint64_t)line;
}

static inline size_t
bt_place_input(uint64_t place)
{
	return (size_t)(place >> 44);
}

static inline size_t
bt_place_line(uint64_t place)
{
	return (size_t)(place & ((1ULL << 44) - 1));
}

/* What messages call an input: its path, or "stdin". */
const char	*bt_bars_source(const struct bt_bars_read *, size_t input);

/* What a run calls it: "prices/a.csv.gz" -> "a.csv", however it is packed. */
struct bt_span	bt_bars_name(const char *path);

/* The symbol of a file without a column of them: "prices/a.csv.gz" -> "a". */
struct bt_span	bt_bars_symbol(const char *path);

/* On failure the result owns nothing. */
int	bt_bars_read(const struct bt_bars_read *, struct bt_bars_result *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_bars_result_free(struct bt_bars_result *);

#endif
