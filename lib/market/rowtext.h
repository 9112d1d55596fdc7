/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_ROWTEXT_H
#define BT_MARKET_ROWTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/market/market.h"

/*
 * The rows' own text, for commands that pass it through: bt-signals prints
 * row i as its text with its additions behind.  Rows are in input order,
 * filtered ones left out.  Costs the bytes of the text and 16 a row.
 */
struct bt_rowtext;

size_t		bt_rowtext_rows(const struct bt_rowtext *);
/* symbol (or NULL) gets the number in the sealed market. */
struct bt_span	bt_rowtext_row(const struct bt_rowtext *, size_t i,
		    size_t *symbol);
/* The first input's header line ("" for NDJSON) and delimiter. */
struct bt_span	bt_rowtext_header(const struct bt_rowtext *);
char		bt_rowtext_delimiter(const struct bt_rowtext *);
bool		bt_rowtext_is_json(const struct bt_rowtext *);
bool		bt_rowtext_has_symbol(const struct bt_rowtext *);

/* What a header says about the rows below it. */
struct bt_rowtext_head {
	struct bt_span	header;
	char		delimiter;
	bool		json, has_symbol;
};

/* Filling it is the readers' business (lib/market/reader). */
struct bt_rowtext	*bt_rowtext_new(struct bt_err *) BT_MUST_CHECK;
void	bt_rowtext_free(struct bt_rowtext *);
/*
 * The head of the next input: kept if it is the first, else compared with
 * the first; a different one is BT_EDATA, as one output cannot hold both.
 */
int	bt_rowtext_begin(struct bt_rowtext *, const struct bt_rowtext_head *,
	    struct bt_err *) BT_MUST_CHECK;
/* symbol: as entered. */
int	bt_rowtext_add(struct bt_rowtext *, struct bt_span row, size_t symbol,
	    struct bt_err *) BT_MUST_CHECK;
/*
 * The market is sealed: number the symbols anew, and leave out the first
 * rows of each symbol that the market has fewer bars of than there are rows.
 */
int	bt_rowtext_seal(struct bt_rowtext *, const struct bt_market *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
