/* SPDX-License-Identifier: ISC */
#include "lib/base/zone.h"
#include "lib/study/settings.h"

#define ZONES "/usr/share/zoneinfo"

/* How to measure, whatever is measured. */
#define MEASURE_ROWS \
	BT_OPT_REAL_ROW(0, "periods", struct bt_study_settings, periods, \
	    "N", 1e-6, 1e9, NULL, \
	    "periods a year; without it, from the dates"), \
	BT_OPT_FRACTION_ROW(0, "risk-free", struct bt_study_settings, \
	    risk_free, "RATE", -0.99, 10, "0", "risk-free rate a year"), \
	BT_OPT_CHOICE_ROW(0, "returns", struct bt_study_settings, returns, \
	    "auto|bar|day", "auto", \
	    "a return is of a bar or a day; auto: day if intraday")

const struct bt_opt bt_measure_opts[] = { MEASURE_ROWS, BT_OPT_END };

/* Where the curve stands. */
#define CURVE_ROWS \
	BT_OPT_TEXT_ROW(0, "equity", struct bt_study_settings, equity, \
	    "COLUMN", NULL, "the column of equity in a CSV"), \
	BT_OPT_TEXT_ROW(0, "return", struct bt_study_settings, ret, \
	    "COLUMN", NULL, "the column of returns in a CSV")

const struct bt_opt bt_curve_opts[] = { CURVE_ROWS, BT_OPT_END };

const struct bt_opt bt_study_opts[] = {
	MEASURE_ROWS,
	CURVE_ROWS,
	BT_OPT_TEXT_ROW(0, "date-format", struct bt_study_settings,
	    date_format, "FORMAT", NULL, "how dates in a CSV are written"),
	BT_OPT_TEXT_ROW(0, "tz", struct bt_study_settings, tz, "ZONE", NULL,
	    "time zone of times in a CSV that do not name theirs"),
	BT_OPT_END
};

struct bt_study_rule
bt_study_rule_of(const struct bt_study_settings *set)
{
	return (struct bt_study_rule){ .periods = set->periods,
	    .risk_free = set->risk_free,
	    .returns = (enum bt_returns)set->returns };
}

static int
check(const struct bt_study_settings *set, struct bt_err *err)
{
	if (set->equity != NULL && set->ret != NULL)
		return bt_err_set(err, BT_EUSAGE,
		    "--equity and --return name one curve; give one");
	return bt_time_check_format(set->date_format, err);
}

int
bt_study_read(struct bt_in *in, const struct bt_study_settings *set,
    struct bt_input *input, struct bt_err *err)
{
	struct bt_input_rule from = { .equity = set->equity, .ret = set->ret,
		.time.format = set->date_format };
	struct bt_zone *zone = NULL;
	int status;

	*input = (struct bt_input){ 0 };
	if (check(set, err) == -1)
		return -1;
	if (set->tz != NULL &&
	    (zone = bt_zone_new(ZONES, set->tz, err)) == NULL)
		return -1;
	from.time.zone = zone;
	bt_in_unhashed(in);
	status = bt_input_read(in, &from, input, err);
	bt_zone_free(zone);
	return status;
}

int
bt_study_file(const char *path, const struct bt_study_settings *set,
    struct bt_input *input, struct bt_study *study, struct bt_err *err)
{
	const struct bt_study_rule rule = bt_study_rule_of(set);
	struct bt_in *in;
	int status;

	if (check(set, err) == -1 || (in = bt_in_open(path, err)) == NULL)
		return -1;
	if ((status = bt_study_read(in, set, input, err)) == 0)
		status = bt_study_of(input, &rule, study, err);
	bt_in_close(in);
	if (status == -1)
		bt_input_free(input);
	return status;
}
