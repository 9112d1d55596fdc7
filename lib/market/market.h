/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_MARKET_H
#define BT_MARKET_MARKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/market/timeline.h"

/*
 * Bars of many symbols in memory, as columns, and (timeline.h) the steps of
 * time over them.  The market owns every column; everybody else borrows.
 *
 * 48 bytes a bar, plus 8 (real, place), 4 (text) or 1 (code) for each extra
 * column that was asked for and that an input has.  A symbol's bars ascend
 * strictly in time.
 */

/* What an extra column holds. */
enum bt_extra_type {
	BT_EXTRA_REAL,		/* double; NAN where the cell is empty */
	BT_EXTRA_CODE,		/* uint8_t made by a function from the cell */
	BT_EXTRA_TEXT,		/* uint32_t: the place in bt_market_text() */
	BT_EXTRA_PLACE,		/* uint64_t: where the row stood; no column */
};

/* Cell text -> code; -1 with a message (no place) if it means nothing. */
typedef int	bt_code_fn(struct bt_span cell, uint8_t *code,
		    struct bt_err *);

/* A column beyond date, o, h, l, c, v that somebody wants. */
struct bt_extra {
	const char		*name;		/* case-blind */
	enum bt_extra_type	 type;
	bool			 required;	/* the input must have it */
	bt_code_fn		*code;		/* BT_EXTRA_CODE only */
};

#define BT_EXTRAS_MAX 32

struct bt_bars {
	const char	*symbol;
	size_t		 n;
	int64_t		*time;			/* ns, strictly ascending */
	double		*open, *high, *low, *close;	/* > 0, finite */
	double		*volume;		/* >= 0 */
	/* By the order asked for; NULL if no input has the column. */
	void		*extra[BT_EXTRAS_MAX];
};

struct bt_market;

struct bt_market	*bt_market_new(const struct bt_extra *extras,
			    size_t nextras, struct bt_err *) BT_MUST_CHECK;
void			 bt_market_free(struct bt_market *);

/* Symbols are numbered 0 .. n - 1 by name (bytewise) once it is sealed. */
size_t			 bt_market_symbols(const struct bt_market *);
const struct bt_bars	*bt_market_bars(const struct bt_market *, size_t i);
size_t			 bt_market_rows(const struct bt_market *);
/* The symbol's number, or -1. */
long			 bt_market_find(const struct bt_market *,
			    struct bt_span symbol);
bool			 bt_market_has(const struct bt_market *,
			    size_t extra);	/* did an input have it? */
bool			 bt_market_date_only(const struct bt_market *);
struct bt_span		 bt_market_text(const struct bt_market *,
			    uint32_t id);	/* id 0 is "" */

/*
 * Fill it.  One symbol's bars must come in order; the caller (lib/market/bars)
 * has checked values and order.  Seal it after the last one: symbols are
 * sorted by name and spare memory is given back.
 */
struct bt_bar {
	int64_t	time;
	double	open, high, low, close, volume;
};

/* The number of a symbol while filling (it may change at the seal); -1. */
long	bt_market_enter(struct bt_market *, struct bt_span symbol,
	    struct bt_err *) BT_MUST_CHECK;
int	bt_market_push(struct bt_market *, size_t symbol,
	    const struct bt_bar *, struct bt_err *) BT_MUST_CHECK;
/*
 * An input has this extra: from now on there is a column, with no value
 * (NAN, 0, "") for the bars before.  Without this do not set its values.
 */
int	bt_market_add_extra(struct bt_market *, size_t extra,
	    struct bt_err *) BT_MUST_CHECK;
/* Values of the extras of the bar pushed last; not called = no value. */
void	bt_market_set_real(struct bt_market *, size_t symbol, size_t extra,
	    double);
void	bt_market_set_code(struct bt_market *, size_t symbol, size_t extra,
	    uint8_t);
int	bt_market_set_text(struct bt_market *, size_t symbol, size_t extra,
	    struct bt_span, struct bt_err *) BT_MUST_CHECK;
void	bt_market_set_place(struct bt_market *, size_t symbol, size_t extra,
	    uint64_t);
int	bt_market_seal(struct bt_market *, struct bt_err *) BT_MUST_CHECK;

/*
 * Before the seal: forget bars before a time ('range': the last year).  A
 * symbol that is left without a bar is not part of the sealed market.
 */
void	bt_market_cut(struct bt_market *, int64_t from);
/* After it: the number of the symbol that enter called i; -1 if it is gone. */
long	bt_market_sealed(const struct bt_market *, size_t i);

#endif
