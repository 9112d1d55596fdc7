/* SPDX-License-Identifier: ISC */
/*
 * The data of the benchmark, the same wherever exp(3) is:
 *	mkbars minutes N	N one-minute bars, 4 decimals, sd 0.06 % a bar
 *	mkbars days SYMBOLS N	N days of each symbol, 2 decimals, sd 1.5 %
 *	mkbars returns N	N daily returns
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/rng.h"
#include "lib/base/time.h"

#define SEED 20240101

/* A random walk in units of the last decimal, so that text is exact. */
struct walk {
	struct bt_rng	rng;
	double		sd;
	long long	unit;		/* 10000 or 100 to the whole */
	int		decimals;
	long long	close;
};

static long long
step(struct walk *w, long long from, double sd)
{
	long long to = llround((double)from *
	    exp(sd * bt_rng_normal(&w->rng)));

	return to < w->unit ? w->unit : to;
}

static void
put(const struct walk *w, long long price)
{
	(void)printf(",%lld.%0*lld", price / w->unit, w->decimals,
	    price % w->unit);
}

/* Open, high, low, close, volume, and the line's end. */
static void
bar(struct walk *w)
{
	long long open = step(w, w->close, w->sd / 10);
	long long close = step(w, open, w->sd);
	long long high = open > close ? open : close;
	long long low = open > close ? close : open;

	high += llround((double)high * w->sd / 2 * bt_rng_uniform(&w->rng));
	low -= llround((double)low * w->sd / 2 * bt_rng_uniform(&w->rng));
	put(w, open);
	put(w, high);
	put(w, low);
	put(w, close);
	(void)printf(",%llu\n",
	    100 + (unsigned long long)bt_rng_below(&w->rng, 99900));
	w->close = close;
}

static void
stamp(int64_t t, bool day)
{
	struct bt_civil c = bt_time_civil(t);

	(void)printf("%04d-%02d-%02d", c.year, c.month, c.day);
	if (!day)
		(void)printf(" %02d:%02d:00", c.hour, c.minute);
}

static void
minutes(long n)
{
	struct walk w = { .sd = 0.0006, .unit = 10000, .decimals = 4,
	    .close = 1000000 };
	int64_t t = bt_days(2020, 1, 1) * BT_NS_DAY;
	long i;

	bt_rng_init(&w.rng, SEED, 0);
	(void)puts("date,open,high,low,close,volume");
	for (i = 0; i < n; i++, t += 60 * BT_NS_SECOND) {
		stamp(t, false);
		bar(&w);
	}
}

static void
days(long symbols, long n)
{
	struct walk w = { .sd = 0.015, .unit = 100, .decimals = 2 };
	int64_t t;
	long s, i;

	(void)puts("symbol,date,open,high,low,close,volume");
	for (s = 0; s < symbols; s++) {
		bt_rng_init(&w.rng, SEED, (uint64_t)s + 1);
		w.close = 2000 + (long long)bt_rng_below(&w.rng, 30000);
		t = bt_days(2019, 1, 1) * BT_NS_DAY;
		for (i = 0; i < n; t += BT_NS_DAY) {
			if (bt_time_civil(t).weekday > 5)
				continue;
			(void)printf("S%03ld,", s);
			stamp(t, true);
			bar(&w);
			i++;
		}
	}
}

static void
returns(long n)
{
	struct bt_rng rng;
	long i;

	bt_rng_init(&rng, SEED, 0);
	(void)puts("return");
	for (i = 0; i < n; i++)
		(void)printf("%.10g\n", 0.0003 + 0.01 * bt_rng_normal(&rng));
}

int
main(int argc, char *argv[])
{
	if (argc == 3 && strcmp(argv[1], "minutes") == 0) {
		minutes(strtol(argv[2], NULL, 10));
	} else if (argc == 3 && strcmp(argv[1], "returns") == 0) {
		returns(strtol(argv[2], NULL, 10));
	} else if (argc == 4 && strcmp(argv[1], "days") == 0) {
		days(strtol(argv[2], NULL, 10), strtol(argv[3], NULL, 10));
	} else {
		(void)fputs("usage: mkbars minutes N | days SYMBOLS N | "
		    "returns N\n", stderr);
		return 2;
	}
	return fflush(stdout) == 0 ? 0 : 4;
}
