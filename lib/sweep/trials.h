/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_TRIALS_H
#define BT_SWEEP_TRIALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/str.h"
#include "lib/sweep/sweep.h"

/*
 * The trials of a sweep as a stream (bt-formats(5)), written and read:
 *
 *	{"type":"sweep","schema":1,"bt":"0.1.0","config":{...},"inputs":[...],
 *	    "space":[{"name":"fast","kind":"number"},...],"metrics":["cagr",
 *	    ...],"method":"grid","seed":1,"objective":"sharpe",
 *	    "minimize":false,"constraint":null,"trials":460}
 *	{"type":"trial","trial":1,"strategy":"sma_cross","fast":5,"slow":20,
 *	    "status":"ok","reason":null,"objective":0.3,"cagr":0.02,...}
 *	{"type":"end","status":"completed","rows":460}
 *
 * or as CSV with the same columns, a row a trial, in the order of numbers.
 * Where trials may see a part of the data only, "share" follows the dims.  A
 * shard's header has "shard":[I,N] before "trials", which are its own.
 *
 *	w = bt_trials_new(BT_TRIALS_CSV, &head, out, err);
 *	... bt_trials_put(w, &row) ...
 *	bt_trials_end(w, BT_COMPLETED);
 */
enum bt_trials_format { BT_TRIALS_CSV, BT_TRIALS_NDJSON };

struct bt_trials_dim {
	const char	*name;		/* of the column */
	bool		 is_number;
};

/* All borrowed.  In a head that was read, of the reader. */
struct bt_trials_head {
	struct bt_span			 version;	/* "0.1.0" */
	struct bt_span			 config;	/* JSON object */
	struct bt_span			 inputs;	/* JSON array */
	struct bt_span			 space;		/* JSON array */
	struct bt_span			 method;	/* "grid" */
	uint64_t			 seed;
	struct bt_span			 objective;	/* as given */
	bool				 minimize;
	struct bt_span			 constraint;	/* s NULL: none */
	uint64_t			 shard, shards;	/* 0: whole */
	/* At most; 0 or UINT64_MAX: unknown. */
	uint64_t			 trials;
	bool				 has_share;
	const struct bt_trials_dim	*dim;	/* of all strategies */
	size_t				 ndims;
	const char *const		*metric;	/* names */
	size_t				 nmetrics;
};

/* A trial as written: merged, resumed and cached trials have no more. */
struct bt_trials_row {
	uint64_t		 number;	/* from 1 */
	struct bt_span		 strategy;	/* s NULL: none */
	/* ndims texts as -p and options take them; s NULL: not varied here. */
	const struct bt_span	*value;
	double			 share;
	enum bt_trial_status	 status;
	struct bt_span		 reason;	/* s NULL: none */
	double			 objective;	/* the expression's value */
	const double		*metric;	/* nmetrics */
};

struct bt_trials;

/* Writes the header.  head must outlive the writer. */
struct bt_trials	*bt_trials_new(enum bt_trials_format,
			    const struct bt_trials_head *, struct bt_out *,
			    struct bt_err *) BT_MUST_CHECK;
/* NDJSON of which the header and so many rows stand already. */
struct bt_trials	*bt_trials_again(const struct bt_trials_head *,
			    struct bt_out *, uint64_t rows, struct bt_err *)
			    BT_MUST_CHECK;
void	bt_trials_free(struct bt_trials *);	/* NULL is fine */
void	bt_trials_put(struct bt_trials *, const struct bt_trials_row *);

/*
 * The end record, of NDJSON.  Other records may be written before it.  why: it
 * ended before its time in peace ("patience"), or NULL.
 */
void	bt_trials_end(struct bt_trials *, enum bt_status, const char *why);

/*
 * Is a better than b, as --top sorts them?  Valid trials before others, those
 * that saw more of the data first, by their objective, ties by number.
 */
bool	bt_trials_better(const struct bt_trials_head *,
	    const struct bt_trials_row *a, const struct bt_trials_row *b);

/*
 * Read a stream of NDJSON, record by record.
 *
 *	if ((r = bt_trials_open(in, false, err)) == NULL)
 *		return -1;
 *	while ((rc = bt_trials_next(r, err)) == BT_TRIALS_ROW)
 *		use(bt_trials_head(r), bt_trials_row(r));
 *	bt_trials_close(r);
 *
 * Errors are BT_EDATA with line.  A stream without its end is such an error
 * after all its trials, unless unfinished is true.
 */
struct bt_trials_in;

/* What is next: BT_TRIALS_OTHER is a record of another type, see line. */
enum bt_trials_next { BT_TRIALS_ROW, BT_TRIALS_OTHER, BT_TRIALS_DONE };

/* Reads the header, too.  in stays the caller's. */
struct bt_trials_in	*bt_trials_open(struct bt_in *in, bool unfinished,
			    struct bt_err *) BT_MUST_CHECK;
void			 bt_trials_close(struct bt_trials_in *);

/* One of enum bt_trials_next, or -1. */
int	bt_trials_next(struct bt_trials_in *, struct bt_err *) BT_MUST_CHECK;

/* The head until the reader is closed, the others until the next call. */
const struct bt_trials_head	*bt_trials_head(const struct bt_trials_in *);
const struct bt_trials_row	*bt_trials_row(const struct bt_trials_in *);
struct bt_span			 bt_trials_line(const struct bt_trials_in *);

/* After the last record: did it end, and how? */
bool	bt_trials_ended(const struct bt_trials_in *, enum bt_status *);

/* The same by functions, each of which may be NULL; -1 stops. */
struct bt_trials_reader {
	void	*arg;
	int	(*head)(void *arg, const struct bt_trials_head *,
		    struct bt_err *);
	int	(*trial)(void *arg, const struct bt_trials_row *,
		    struct bt_err *);
	int	(*other)(void *arg, struct bt_span line, struct bt_err *);
	int	(*end)(void *arg, enum bt_status, struct bt_err *);
};

int	bt_trials_read(struct bt_in *, const struct bt_trials_reader *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
