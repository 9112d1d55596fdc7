/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/pool.h"
#include "lib/chance/ensemble.h"

#define TRADES 50	/* of a path, unless it is told: the usual profile */

const struct bt_opt bt_ensemble_opts[] = {
	BT_OPT_INT_ROW('n', "simulations", struct bt_ensemble_settings,
	    simulations, "N", 1, 1e15, "1000", "how many paths"),
	BT_OPT_METHOD_ROW(0, "method", struct bt_ensemble_settings, method,
	    bt_resample_families, "trades", "how a path is drawn"),
	BT_OPT_INT_ROW(0, "trades", struct bt_ensemble_settings, trades, "N", 1,
	    1e9, NULL, "trades of a path; 50 where the method leaves it open"),
	BT_OPT_INT_ROW(0, "length", struct bt_ensemble_settings, length, "N", 1,
	    1e9, NULL, "returns of a path; as many as the input has"),
	BT_OPT_INT_ROW(0, "seed", struct bt_ensemble_settings, seed, "N", 0,
	    0x1p53, "1", "of the random numbers"),
	BT_OPT_CHOICE_ROW(0, "of", struct bt_ensemble_settings, of,
	    "auto|trades|returns", "auto",
	    "what is drawn; auto: as the method has it"),
	BT_OPT_CHOICE_ROW(0, "basis", struct bt_ensemble_settings, basis,
	    "trade|account", "trade",
	    "a trade's return is of its entry value or of the account"),
	BT_OPT_TEXT_ROW(0, "ruin", struct bt_ensemble_settings, ruin,
	    "LOSS,...", "30%,50%", "losses from the start that are ruin"),
	BT_OPT_TEXT_ROW(0, "goal", struct bt_ensemble_settings, goal,
	    "GAIN,...", NULL, "gains from the start to be reached"),
	BT_OPT_FILE_ROW(0, "prices", struct bt_ensemble_settings, prices,
	    "FILE", "bars of the symbols; of the method 'null'"),
	BT_OPT_TEXT_ROW(0, "shard", struct bt_ensemble_settings, shard, "I/N",
	    NULL, "only the I-th of N parts of the paths"),
	BT_OPT_INT_ROW('j', "jobs", struct bt_ensemble_settings, jobs, "N", 0,
	    1024, "0", "threads; 0 is one a processor"),
	BT_OPT_END
};

/* a * b / n of large numbers, rounded down. */
static uint64_t
share(uint64_t a, uint64_t b, uint64_t n)
{
	__extension__ unsigned __int128 x = a;

	return (uint64_t)(x * b / n);
}

static int
take_shard(struct bt_ensemble *plan, const char *text, struct bt_err *err)
{
	const uint64_t all = (uint64_t)plan->set->simulations;
	struct bt_span rest, a, b;
	long long i, n;

	plan->end = all;
	if (text == NULL)
		return 0;
	rest = bt_span(text);
	if (!bt_span_cut(&rest, '/', &a) || !bt_span_cut(&rest, '/', &b) ||
	    rest.s != NULL || bt_num_parse_int(b.s, b.n, 1, 1000000,
	    &n) == -1 || bt_num_parse_int(a.s, a.n, 1, n, &i) == -1)
		return bt_err_set(err, BT_EUSAGE,
		    "--shard: want I/N with I from 1 to N, got '%s'", text);
	plan->is_later = i > 1;
	plan->first = share((uint64_t)i - 1, all, (uint64_t)n);
	plan->end = share((uint64_t)i, all, (uint64_t)n);
	return 0;
}

/* Options of bars that a run does not have. */
static const struct {
	const char	*name;
	size_t		 off;		/* in struct bt_bars_settings */
} of_bars[] = {
	{ "symbol", offsetof(struct bt_bars_settings, symbol) },
	{ "symbols", offsetof(struct bt_bars_settings, symbols) },
	{ "from", offsetof(struct bt_bars_settings, from) },
	{ "to", offsetof(struct bt_bars_settings, to) },
	{ "range", offsetof(struct bt_bars_settings, range) },
	{ "delimiter", offsetof(struct bt_bars_settings, delimiter) },
};

static const char *
given(const struct bt_ensemble_settings *set, size_t i)
{
	return *(const char *const *)(const void *)((const char *)
	    &set->rerun.bars + of_bars[i].off);
}

/* What another method needs has no effect; that is told. */
static int
check_method(const struct bt_ensemble_settings *set, struct bt_err *err)
{
	const enum bt_resample_from from = bt_resample_kind(
	    &set->method)->from;
	const bool strategy = bt_rerun_wanted(&set->rerun.setup);
	size_t i;

	if (strategy && from != BT_FROM_BARS)
		return bt_err_set(err, BT_EUSAGE, "only the method 'bars' "
		    "runs a strategy; give --method bars");
	if (set->rerun.setup.params.n > 0 && from != BT_FROM_BARS)
		return bt_err_set(err, BT_EUSAGE, "--param: only the method "
		    "'bars' runs a strategy; give --method bars");
	if (!strategy && from == BT_FROM_BARS)
		return bt_err_set(err, BT_EUSAGE, "the method 'bars' runs a "
		    "strategy again; give -s NAME, or --buy and --sell");
	if (set->prices != NULL && from != BT_FROM_RUN_AND_PRICES)
		return bt_err_set(err, BT_EUSAGE, "--prices: only the method "
		    "'null' takes them; give --method null");
	if (set->prices == NULL && from == BT_FROM_RUN_AND_PRICES)
		return bt_err_set(err, BT_EUSAGE, "the method 'null' enters "
		    "at any time of the prices; give --prices FILE");
	for (i = 0; from == BT_FROM_RUN && i < sizeof(of_bars) /
	    sizeof(of_bars[0]); i++)
		if (given(set, i) != NULL)
			return bt_err_set(err, BT_EUSAGE, "--%s: only the "
			    "methods 'bars' and 'null' read bars",
			    of_bars[i].name);
	if (set->of != BT_OF_AUTO && from != BT_FROM_RUN)
		return bt_err_set(err, BT_EUSAGE, "--of: the method '%s' "
		    "has no choice", set->method.family->name);
	return 0;
}

int
bt_ensemble_init(struct bt_ensemble *plan,
    const struct bt_ensemble_settings *set, struct bt_err *err)
{
	static const struct bt_numbers_rule ruin = { "ruin", 1e-9, 1, true };
	static const struct bt_numbers_rule goal = { "goal", 1e-9, 1e9, true };

	*plan = (struct bt_ensemble){ .set = set, .jobs = set->jobs > 0 ?
	    (size_t)set->jobs : bt_pool_processors() };
	if (bt_numbers_parse(&ruin, set->ruin, &plan->ruin, err) == 0 &&
	    bt_numbers_parse(&goal, set->goal, &plan->goal, err) == 0 &&
	    take_shard(plan, set->shard, err) == 0 &&
	    check_method(set, err) == 0)
		return 0;
	bt_ensemble_free(plan);
	return -1;
}

/* What the method draws, if the input has it, else what the input has. */
static enum bt_of
of_plan(const struct bt_ensemble *plan)
{
	const bool curve = plan->input.curve != BT_CURVE_NONE;

	if (plan->set->of != BT_OF_AUTO)
		return (enum bt_of)plan->set->of;
	if (bt_resample_kind(&plan->set->method)->from != BT_FROM_RUN)
		return bt_resample_kind(&plan->set->method)->of;
	if (curve != plan->input.has_trades)
		return curve ? BT_OF_RETURNS : BT_OF_TRADES;
	return bt_resample_kind(&plan->set->method)->of;
}

static int
refuse_length(const struct bt_ensemble_settings *set, bool trades,
    struct bt_err *err)
{
	const char *other = trades ? "length" : "trades";
	const char *drawn = trades ? "trades" : "returns";
	const char *want = trades ? "trades" : "length";
	const enum bt_of own = bt_resample_kind(&set->method)->of;

	if (set->of == BT_OF_AUTO && own != (trades ? BT_OF_TRADES :
	    BT_OF_RETURNS))
		return bt_err_set(err, BT_EUSAGE, "--%s: the input has only "
		    "%s to draw; give --%s", other, drawn, want);
	if (set->of != BT_OF_AUTO)
		return bt_err_set(err, BT_EUSAGE, "--%s: --of %s; give --%s",
		    other, drawn, want);
	return bt_err_set(err, BT_EUSAGE, "--%s: the method '%s' draws %s; "
	    "give --%s", other, set->method.family->name, drawn, want);
}

/* The length that was asked for goes with what is drawn, and may not be. */
static int
choose_length(struct bt_ensemble *plan, struct bt_err *err)
{
	const struct bt_ensemble_settings *set = plan->set;
	const bool trades = plan->sample.of == BT_OF_TRADES;
	const long long asked = trades ? set->trades : set->length;
	const char *name = set->method.family->name;

	if ((trades ? set->length : set->trades) > 0)
		return refuse_length(set, trades, err);
	if (asked > 0 && bt_resample_kind(&set->method)->whole)
		return bt_err_set(err, BT_EUSAGE, "--%s: the method '%s' "
		    "takes all there are", trades ? "trades" : "length", name);
	plan->length = plan->rerun != NULL ? bt_rerun_length(plan->rerun) :
	    plan->sample.n;
	if (asked > 0)
		plan->length = (size_t)asked;
	else if (trades && !bt_resample_kind(&set->method)->whole)
		plan->length = TRADES;
	return 0;
}

static double
mean_of(const struct bt_sample *s)
{
	struct bt_moments m;

	bt_moments_of(s->ret, s->n, &m);
	return m.mean;
}

static struct bt_outcome_rule
path_rule(const struct bt_ensemble *plan, size_t n)
{
	return (struct bt_outcome_rule){ .n = n,
	    .per_year = plan->sample.per_year,
	    .centre = mean_of(&plan->sample) };
}

/* The sample in the order that it came in. */
static int
measure_run(struct bt_ensemble *plan, struct bt_err *err)
{
	const struct bt_outcome_rule rule = path_rule(plan, plan->sample.n);
	double *level = bt_column(plan->sample.n, err);

	if (level == NULL)
		return -1;
	bt_outcome_measure(&rule, plan->sample.ret, level, &plan->run);
	free(level);
	return 0;
}

static int
prepare(struct bt_ensemble *plan, struct bt_err *err)
{
	const struct bt_ensemble_settings *set = plan->set;
	struct bt_sample_rule rule = { of_plan(plan),
	    (enum bt_basis)set->basis, set->rerun.engine.cash };
	struct bt_resample_rule draw = { .method = &set->method,
	    .sample = &plan->sample, .seed = (uint64_t)set->seed,
	    .rerun = plan->rerun, .entries = plan->entries };

	if (bt_sample_init(&plan->sample, &plan->input, &plan->study, &rule,
	    err) == -1 || choose_length(plan, err) == -1)
		return -1;
	if (plan->sample.n == 0)
		return 0;
	draw.length = plan->length;
	if ((plan->draw = bt_resample_new(&draw, err)) == NULL)
		return -1;
	return measure_run(plan, err);
}

static int
read_bars(struct bt_ensemble *plan, const char *const *paths, size_t npaths,
    const struct bt_study_settings *study, struct bt_err *err)
{
	const struct bt_study_rule measure = bt_study_rule_of(study);
	struct bt_rerun_rule rule = { .set = &plan->set->rerun,
	    .dirs = plan->set->dirs, .paths = paths, .npaths = npaths,
	    .study = &measure, .jobs = plan->jobs };

	plan->rerun = bt_rerun_new(&rule, &plan->input, &plan->study, err);
	return plan->rerun == NULL ? -1 : 0;
}

static int
read_prices(struct bt_ensemble *plan, struct bt_err *err)
{
	plan->entries = bt_entries_new(&plan->input, &plan->set->rerun.bars,
	    plan->set->prices, plan->jobs, err);
	return plan->entries == NULL ? -1 : 0;
}

int
bt_ensemble_read(struct bt_ensemble *plan, const char *const *paths,
    size_t npaths, const struct bt_study_settings *study,
    struct bt_err *err)
{
	const enum bt_resample_from from = bt_resample_kind(
	    &plan->set->method)->from;
	struct bt_study_settings measure = *study;

	measure.date_format = plan->set->rerun.bars.date_format;
	measure.tz = plan->set->rerun.bars.tz;
	if (from == BT_FROM_BARS) {
		if (read_bars(plan, paths, npaths, &measure, err) == -1)
			return -1;
	} else if (npaths > 1)
		return bt_err_set(err, BT_EUSAGE, "want one run, got %zu "
		    "files", npaths);
	else if (bt_study_file(npaths > 0 ? paths[0] : NULL, &measure,
	    &plan->input, &plan->study, err) == -1)
		return -1;
	if (from == BT_FROM_RUN_AND_PRICES && read_prices(plan, err) == -1)
		return -1;
	return prepare(plan, err);
}

void
bt_ensemble_free(struct bt_ensemble *plan)
{
	bt_resample_free(plan->draw);
	bt_rerun_free(plan->rerun);
	bt_entries_free(plan->entries);
	bt_sample_free(&plan->sample);
	bt_input_free(&plan->input);
	free(plan->ruin.v);
	free(plan->goal.v);
	*plan = (struct bt_ensemble){ .set = NULL };
}

/* Nobody can lose more than there is by taking the same in another order. */
static bool
ends_alike(const struct bt_ensemble *plan)
{
	return plan->draw->kind->same_end && plan->run.lowest > -1.0;
}

struct bt_monte
bt_ensemble_job(const struct bt_ensemble *plan)
{
	return (struct bt_monte){ .draw = plan->draw,
	    .stake = 1.0,
	    .path = path_rule(plan, plan->length), .first = plan->first,
	    .end = plan->end, .jobs = plan->jobs,
	    .end_of_all = ends_alike(plan) ? &plan->run : NULL };
}
