/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/study/robust.h"
#include "lib/study/settings.h"

/*
 * The made-up series of golden.c against PerformanceAnalytics (printed with
 * 12 digits): its ProbSharpeRatio with ignore_kurtosis = FALSE, and its
 * MinTrackRecord, which leaves the kurtosis at 3.
 */
static struct bt_robust_sharpe	sharpe;
static char			values[8192];

static double
find_value(const char *key)
{
	char line[96];
	const char *p;

	(void)snprintf(line, sizeof(line), "\n%s\tPerformanceAnalytics\t",
	    key);
	if ((p = strstr(values, line)) == NULL)
		fail_msg("no %s", key);
	return strtod(p + strlen(line), NULL);
}

static void
near(double got, double want)
{
	if (!(fabs(got - want) <= 1e-11 * want))
		fail_msg("%.17g, want %.17g", got, want);
}

static void
probabilistic_sharpe(void **state)
{
	(void)state;
	near(bt_robust_psr(&sharpe, 0.0), find_value("psr0_full"));
}

static void
minimum_track_record(void **state)
{
	struct bt_robust_sharpe s = sharpe;

	(void)state;
	s.kurtosis = 3.0;
	near(bt_robust_min_track(&s, 0.0, 0.95), find_value("minTRL"));
}

static void
make_path(char *path, size_t size, const char *name)
{
	const char *base = getenv("BT_REFERENCE");

	(void)snprintf(path, size, "%s/golden/%s",
	    base != NULL ? base : "../shared/reference", name);
}

static int
read_all(void)
{
	const struct bt_study_settings set = { .periods = (double)NAN,
	    .ret = "ret" };
	struct bt_err err = BT_ERR_INIT;
	struct bt_input input;
	struct bt_study study;
	char path[512];
	FILE *fp;

	make_path(path, sizeof(path), "golden_values.tsv");
	if ((fp = fopen(path, "r")) == NULL)
		return -1;
	values[fread(values, 1, sizeof(values) - 1, fp)] = '\0';
	(void)fclose(fp);
	make_path(path, sizeof(path), "returns.csv");
	if (bt_study_file(path, &set, &input, &study, &err) == -1)
		return -1;
	bt_input_free(&input);
	sharpe = bt_robust_of(&study.perf);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(probabilistic_sharpe),
		cmocka_unit_test(minimum_track_record),
	};

	if (read_all() == -1) {
		puts("1..0 # SKIP reference data not found");
		return 0;
	}
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
