/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_RESAMPLE_H
#define BT_CHANCE_RESAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/base/rng.h"
#include "lib/chance/sample.h"

/*
 * The methods: how a path of returns is drawn.  Path number i of a seed is
 * made of the stream (seed, i) of random numbers and nothing else, so that it
 * is the same on any thread and in any part of the work.
 *
 *	struct bt_resample_rule rule = { .method = &method, .sample = &sample,
 *	    .length = 50, .seed = 1 };
 *
 *	if ((draw = bt_resample_new(&rule, err)) == NULL)
 *		return -1;
 *	bt_resample_path(draw, i, &room)			room.ret
 */

/* No step of the sample: the account sits this one out. */
#define BT_RESAMPLE_NONE UINT32_MAX

/* Room for a path, of one thread. */
struct bt_resample_room {
	size_t		 worker;	/* whose it is, from 0 */
	double		*ret;		/* length of them */
	uint32_t	*pick;		/* which step of the sample; methods
					   that pick */
};

struct bt_resample;
struct bt_entries;
struct bt_rerun;

/* What a method takes: a run or a curve, bars, or a run and prices. */
enum bt_resample_from { BT_FROM_RUN, BT_FROM_BARS, BT_FROM_RUN_AND_PRICES };

/* A method.  A new one is a row in bt_resample_families and one of these. */
struct bt_resample_kind {
	enum bt_of	of;		/* what it draws, unless it is told */
	enum bt_resample_from from;
	bool		whole;		/* takes all of the sample, in any
					   order: the length is its own */
	bool		same_end;	/* the order alone changes */
	size_t		weight;		/* work of a step, in draws; > 0 */
	/* Make ready; NULL: nothing to do. */
	int		(*prepare)(struct bt_resample *, struct bt_err *);
	/* One of both: steps of the sample, or returns. */
	void		(*pick)(const struct bt_resample *, struct bt_rng *,
			    uint32_t *pick);
	int		(*fill)(const struct bt_resample *, struct bt_rng *,
			    struct bt_resample_room *, struct bt_err *);
};

struct bt_resample_rule {
	const struct bt_method	*method;	/* of bt_resample_families */
	const struct bt_sample	*sample;	/* n > 0; outlives the draw */
	size_t			 length;	/* steps of a path */
	uint64_t		 seed;
	/* Of the methods that take bars, or prices. */
	struct bt_rerun		*rerun;
	const struct bt_entries	*entries;
};

struct bt_resample {
	struct bt_resample_rule	 rule;
	const struct bt_resample_kind *kind;
	double			 value[BT_METHOD_PARAMS]; /* as used */
	void			*own;	/* of the kind; free() */
};

/* For the option --method; ends at name NULL. */
extern const struct bt_family bt_resample_families[];

static inline const struct bt_resample_kind *
bt_resample_kind(const struct bt_method *method)
{
	return method->family->row;
}

/* BT_EUSAGE if the method cannot do with this sample or this length. */
struct bt_resample	*bt_resample_new(const struct bt_resample_rule *,
			    struct bt_err *) BT_MUST_CHECK;
void	bt_resample_free(struct bt_resample *);		/* NULL is fine */

/* Path number i, from 0. */
int	bt_resample_path(const struct bt_resample *, uint64_t i,
	    struct bt_resample_room *, struct bt_err *) BT_MUST_CHECK;

/* Rooms for paths of n threads; free() gives them back at once. */
struct bt_resample_room	*bt_resample_rooms(size_t length, size_t n,
			    struct bt_err *) BT_MUST_CHECK;

#endif
