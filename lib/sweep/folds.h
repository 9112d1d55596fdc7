/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_FOLDS_H
#define BT_SWEEP_FOLDS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"

/*
 * Cross-validation of what happened in a row: data are cut into folds, some
 * are kept for the test, the rest trains less what touches the test.
 *
 *	struct bt_folds_rule rule;
 *	struct bt_folds f;
 *
 *	bt_folds_parse("folds=6,test=2,embargo=1%", &rule, err);
 *	bt_folds_init(&f, &rule, steps, err);
 *	for (s = 0; s < f.splits; s++) {
 *		bt_folds_split(&f, s, tested);
 *		n = bt_folds_train(&f, tested, reach, range);
 *	}
 *
 * With N folds, k of them tested at a time, there are C(N, k) splits, and the
 * tests make k / N C(N, k) paths over all the data: M. Lopez de Prado,
 * "Advances in Financial Machine Learning", Wiley 2018, 12.4.1; with k = 1
 * it is purged k-fold (7.4).
 *
 * Training keeps away from a test on both sides (7.4.1, 7.4.2): what is held
 * across the border between them belongs to neither, nor do embargo steps
 * more behind a test, which still remember it.
 *
 *	train ......|<- reach|  test   |reach ->|<- embargo ->|...... train
 */
#define BT_FOLDS_MAX 100
#define BT_FOLDS_SPLITS_MAX 10000

struct bt_folds_rule {
	size_t		folds, test;
	bool		by_trades;	/* purge as far as trades reach, or */
	size_t		purge;		/* so many steps */
	double		embargo_share;	/* of all steps, rounded up, plus */
	size_t		embargo;
};

struct bt_folds {
	size_t		steps, folds, test;
	size_t		splits, paths;
	bool		by_trades;
	size_t		purge, embargo;	/* steps */
};

/*
 * Read "folds=N[,test=K][,embargo=1%|STEPS][,purge=STEPS|trades]".  test is 1,
 * embargo 1%, purge trades unless told.  BT_EUSAGE.
 */
int	bt_folds_parse(const char *text, struct bt_folds_rule *,
	    struct bt_err *) BT_MUST_CHECK;

/* BT_EUSAGE: fewer steps than two a fold, more splits than are allowed. */
int	bt_folds_init(struct bt_folds *, const struct bt_folds_rule *,
	    size_t steps, struct bt_err *) BT_MUST_CHECK;

/* Where fold i begins; of i = folds, where the last ends. */
size_t	bt_folds_border(const struct bt_folds *, size_t i);

/* Which folds split s tests, tested[folds]; in lexicographic order of s. */
void	bt_folds_split(const struct bt_folds *, size_t s, bool *tested);

/*
 * The split that path j takes the test of fold i from: the j-th of those that
 * test it.  at has room for paths x folds: at[j * folds + i].
 */
void	bt_folds_paths(const struct bt_folds *, size_t *at);

/*
 * How far what is held across the border before fold i reaches: steps before
 * .. after - 1 have to do with both sides.  reach[folds]; 0 is not used.
 */
struct bt_folds_reach {
	size_t	before, after;
};

/* Nothing is held, or purge steps either way. */
void	bt_folds_reach_init(const struct bt_folds *, struct bt_folds_reach *);

/* Something is held from the step entry up to and including exit. */
void	bt_folds_reach_add(const struct bt_folds *, struct bt_folds_reach *,
	    size_t entry, size_t last);

struct bt_folds_range {
	size_t	first, end;
};

/*
 * The steps to train on, and those to test on, as ranges that ascend; how
 * many.  range has room for folds of them.
 */
size_t	bt_folds_train(const struct bt_folds *, const bool *tested,
	    const struct bt_folds_reach *, struct bt_folds_range *);
size_t	bt_folds_test(const struct bt_folds *, const bool *tested,
	    struct bt_folds_range *);

#endif
