/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_PROGRAM_H
#define BT_SIGNAL_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/base/str.h"
#include "lib/signal/frame.h"

/*
 * What expressions compile to: nodes that compute one column each, every
 * distinct one once (hash-consing), arguments before those who use them.
 * lib/signal/compile makes nodes, lib/signal/eval computes them.
 */
enum bt_node_kind {
	BT_NODE_CONSTANT,	/* value or flag, for all rows */
	BT_NODE_COLUMN,		/* index: BT_COLUMN_OPEN ... */
	BT_NODE_CALL,		/* row is a struct bt_function */
	BT_NODE_INDICATOR,	/* row is a struct bt_indicator; all outputs */
	BT_NODE_OUTPUT,		/* output index of the indicator arg[0] */
	BT_NODE_FRAME,		/* arg[0] of another frame, last closed bar */
	BT_NODE_OTHER,		/* index: of a shared value, as of now */
	BT_NODE_RANK,		/* index: of a shared value, ranked */
};

/* Columns of a bar; BT_COLUMN_EXTRA + e is the market's extra column e. */
enum { BT_COLUMN_OPEN, BT_COLUMN_HIGH, BT_COLUMN_LOW, BT_COLUMN_CLOSE,
	BT_COLUMN_VOLUME, BT_COLUMN_EXTRA };

extern const char *const bt_program_columns[];	/* "open" ...; ends at NULL */

#define BT_NODE_ARGS 4
#define BT_NODE_NONE UINT32_MAX
#define BT_WARMUP_UNKNOWN SIZE_MAX	/* rests on how bars fill frames */

struct bt_node {
	enum bt_node_kind	 kind;
	char			 type;		/* 'x' number, 'c' condition */
	uint8_t			 flag;		/* value of a constant 'c' */
	uint32_t		 frame;		/* 0: the input's own bars */
	uint32_t		 index;
	uint32_t		 next;		/* of the same bucket */
	uint32_t		 hash;
	uint32_t		 arg[BT_NODE_ARGS]; /* or BT_NODE_NONE */
	double			 k[BT_NODE_ARGS];   /* constants of a call */
	double			 value;		/* of a constant 'x' */
	const void		*row;
	size_t			 warmup;	/* first row with a value */
};

/*
 * A value that one symbol's evaluation needs from other symbols: computed for
 * all bars before any symbol's own expressions, in this order.
 */
struct bt_shared {
	bool		 is_rank;	/* xrank(), else sym() */
	struct bt_span	 symbol;	/* sym() */
	uint32_t	 node;
};

#define BT_PROGRAM_FRAMES 16

struct bt_program {
	struct bt_node		*nodes;
	size_t			 n, cap;
	struct bt_frame		 frames[BT_PROGRAM_FRAMES]; /* from 1 */
	size_t			 nframes;
	struct bt_shared	*shared;
	size_t			 nshared, shared_cap;
	uint32_t		*bucket;	/* heads, the latest first */
	size_t			 nbuckets;	/* a power of two */
	struct bt_arena		*arena;		/* names of symbols */
};

struct bt_program	*bt_program_new(struct bt_err *) BT_MUST_CHECK;
void			 bt_program_free(struct bt_program *);

/*
 * What there was at one time, to go back to: the nodes behind it are gone and
 * their memory serves the next ones.
 */
struct bt_program_mark {
	size_t	n, nframes, nshared;
};

struct bt_program_mark	 bt_program_now(const struct bt_program *);
void			 bt_program_back(struct bt_program *,
			    const struct bt_program_mark *);

/*
 * Have all that is in from, under the same numbers; until now p had the
 * beginning of it, or nothing.  Its texts are borrowed.
 */
int	bt_program_follow(struct bt_program *p, const struct bt_program *from,
	    struct bt_err *) BT_MUST_CHECK;

/* The node that equals *want, added if there is none; -1 without memory. */
int	bt_program_intern(struct bt_program *, const struct bt_node *want,
	    uint32_t *node, struct bt_err *) BT_MUST_CHECK;

bool	bt_program_has(const struct bt_program *, const struct bt_node *want);

/* The number of the frame in frames, from 1. */
int	bt_program_frame(struct bt_program *, const struct bt_frame *,
	    uint32_t *frame, struct bt_err *) BT_MUST_CHECK;

/* The number of the shared value in shared. */
int	bt_program_share(struct bt_program *, const struct bt_shared *,
	    uint32_t *index, struct bt_err *) BT_MUST_CHECK;

/* A node with no arguments, all else zero. */
struct bt_node	bt_program_blank(enum bt_node_kind, char type);

#endif
