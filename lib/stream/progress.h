/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_PROGRESS_H
#define BT_STREAM_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Progress of a long job on standard error, once a second at most: a bar for
 * people, or one JSON object a line.  The room formats; the command gives it
 * the clock and the writer, so that it can be tested without either.
 */
struct bt_progress_rule {
	enum { BT_PROGRESS_NONE, BT_PROGRESS_BAR, BT_PROGRESS_JSON } style;
	int64_t	(*clock)(void);			/* monotonic ns */
	void	(*put)(const char *s, size_t n);
	/* Peak memory, processor time so far; NULL where nobody knows. */
	void	(*usage)(double *memory_mb, double *cpu_seconds);
	size_t	width;				/* of the terminal, for a bar */
};

struct bt_progress_state {
	size_t	done, total;		/* bars or trials; total 0 = unknown */
	int64_t	date;			/* current bar, or BT_TIME_NONE */
	size_t	trades;
	double	equity, drawdown;	/* NAN = none */
};

/* The same of a job of many trials instead of bars. */
struct bt_progress_trials {
	uint64_t	done, total;	/* total 0 = unknown */
	double		best;		/* of the objective; NAN = none */
};

struct bt_progress {
	struct bt_progress_rule	rule;
	int64_t			begin, last;
	double			spent;	/* seconds of cpu before */
	bool			shown;
};

void	bt_progress_begin(struct bt_progress *,
	    const struct bt_progress_rule *);
/* Cheap when nothing is due; call it every few thousand bars. */
void	bt_progress_show(struct bt_progress *,
	    const struct bt_progress_state *);
void	bt_progress_end(struct bt_progress *,
	    const struct bt_progress_state *);	/* clears the bar */
void	bt_progress_show_trials(struct bt_progress *,
	    const struct bt_progress_trials *);
void	bt_progress_end_trials(struct bt_progress *,
	    const struct bt_progress_trials *);

#endif
