/* SPDX-License-Identifier: ISC */
/*
 * ns per operation of the rooms that every reader and writer leans on: the
 * least of many short rounds, which other load disturbs least, over texts like
 * those of price files and equity curves.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/file.h"
#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/rng.h"
#include "lib/base/time.h"

#define COUNT 20000
#define ROUNDS 200
#define WIDTH 40

struct data {
	double	x[COUNT];
	int64_t	t[COUNT];
	char	text[COUNT][WIDTH];	/* each ends with a comma */
};

typedef double	job_fn(struct data *);	/* what it gives keeps it alive */
typedef void	make_fn(struct data *, struct bt_rng *);

static double
now(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e9 + (double)ts.tv_nsec;
}

static void
write_texts(struct data *d)
{
	size_t i, n;

	for (i = 0; i < COUNT; i++) {
		n = bt_num_format(d->text[i], d->x[i]);
		d->text[i][n] = ',';
	}
}

/* 20.00 to 520.00, two decimals. */
static void
make_prices(struct data *d, struct bt_rng *r)
{
	size_t i;

	for (i = 0; i < COUNT; i++)
		d->x[i] = (double)(2000 + bt_rng_below(r, 50000)) / 100;
	write_texts(d);
}

/* 90.0000 to 190.0000: many fill a word. */
static void
make_quotes(struct data *d, struct bt_rng *r)
{
	size_t i;

	for (i = 0; i < COUNT; i++)
		d->x[i] = (double)(900000 + bt_rng_below(r, 1000000)) / 1e4;
	write_texts(d);
}

static void
make_volumes(struct data *d, struct bt_rng *r)
{
	size_t i;

	for (i = 0; i < COUNT; i++)
		d->x[i] = (double)bt_rng_below(r, 100000000);
	write_texts(d);
}

/* As equity is: every bit of the fraction counts. */
static void
make_equity(struct data *d, struct bt_rng *r)
{
	size_t i;

	for (i = 0; i < COUNT; i++)
		d->x[i] = 100000 * (0.5 + bt_rng_uniform(r));
	write_texts(d);
}

static void
make_dates(struct data *d, struct bt_rng *r)
{
	size_t i;

	for (i = 0; i < COUNT; i++) {
		d->t[i] = (int64_t)bt_rng_below(r, 20000) * BT_NS_DAY;
		d->text[i][bt_time_format(d->text[i], d->t[i], true)] = ',';
	}
}

static void
make_times(struct data *d, struct bt_rng *r)
{
	size_t i;

	for (i = 0; i < COUNT; i++) {
		d->t[i] = (int64_t)bt_rng_below(r, 20000 * 1440ULL) * 60 *
		    BT_NS_SECOND;
		d->text[i][bt_time_format(d->text[i], d->t[i], false)] = ',';
	}
}

static double
read_numbers(struct data *d)
{
	double x = 0, sum = 0;
	size_t i;

	for (i = 0; i < COUNT; i++)
		if (bt_num_scan(d->text[i], d->text[i] + WIDTH, &x) != NULL)
			sum += x;
	return sum;
}

static double
read_strtod(struct data *d)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < COUNT; i++)
		sum += strtod(d->text[i], NULL);
	return sum;
}

static double
write_numbers(struct data *d)
{
	char buf[BT_NUM_MAX];
	size_t i, sum = 0;

	for (i = 0; i < COUNT; i++)
		sum += bt_num_format(buf, d->x[i]) + (size_t)buf[0];
	return (double)sum;
}

static double
read_times(struct data *d)
{
	int64_t t = 0, sum = 0;
	size_t i;

	for (i = 0; i < COUNT; i++)
		if (bt_time_scan(d->text[i], d->text[i] + WIDTH, &t) != NULL)
			sum += t / BT_NS_SECOND;
	return (double)sum;
}

static double
write_times(struct data *d)
{
	char buf[BT_TIME_MAX];
	size_t i, sum = 0;

	for (i = 0; i < COUNT; i++)
		sum += bt_time_format(buf, d->t[i], false) + (size_t)buf[9];
	return (double)sum;
}

static double
draw_normal(struct data *d)
{
	struct bt_rng r;
	double sum = 0;
	size_t i;

	(void)d;
	bt_rng_init(&r, 1, 1);
	for (i = 0; i < COUNT; i++)
		sum += bt_rng_normal(&r);
	return sum;
}

static const struct {
	const char	*name;
	make_fn		*make;
	job_fn		*job;
} rows[] = {
	{ "read prices (2 decimals)", make_prices, read_numbers },
	{ "read quotes (4 decimals)", make_quotes, read_numbers },
	{ "read volumes", make_volumes, read_numbers },
	{ "read equity (53 bits)", make_equity, read_numbers },
	{ "strtod of prices", make_prices, read_strtod },
	{ "write prices", make_prices, write_numbers },
	{ "write volumes", make_volumes, write_numbers },
	{ "write equity (53 bits)", make_equity, write_numbers },
	{ "read dates", make_dates, read_times },
	{ "read times", make_times, read_times },
	{ "write times", make_times, write_times },
	{ "normal variates", make_prices, draw_normal },
};

static void
measure(size_t row, struct data *d, struct bt_rng *r)
{
	double ns, least = INFINITY, begin, sum = 0;
	size_t i;

	rows[row].make(d, r);
	for (i = 0; i < ROUNDS; i++) {
		begin = now();
		sum += rows[row].job(d);
		ns = (now() - begin) / COUNT;
		least = ns < least ? ns : least;
	}
	printf("%-28s %6.1f ns%s\n", rows[row].name, least,
	    isfinite(sum) ? "" : " (not finite)");
}

/* A file of 64 MiB, from the page cache: what reading and hashing cost. */
static int
measure_file(const struct data *d, struct bt_err *err)
{
	static char buf[262144];
	char path[] = "/tmp/bt-bench-XXXXXX";
	const size_t rounds = (64U << 20) / sizeof(d->text) + 1;
	struct bt_in *in = NULL;
	double begin, size = 0;
	size_t i;
	long n = -1;
	int fd;

	if ((fd = mkstemp(path)) == -1)
		return bt_err_sys(err, "make", path);
	for (i = 0; i < rounds; i++)
		if (write(fd, d->text, sizeof(d->text)) == -1)
			n = bt_err_sys(err, "write", path);
	begin = now();
	if ((in = bt_in_open(path, err)) != NULL)
		while ((n = bt_in_read(in, buf, sizeof(buf), err)) > 0)
			size += (double)n;
	printf("%-28s %6.2f GB/s\n", "read a file, and hash it",
	    size / (now() - begin));
	bt_in_close(in);
	(void)unlink(path);
	(void)close(fd);
	return n == 0 ? 0 : -1;
}

int
main(void)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_rng r;
	struct data *d;
	size_t i;

	bt_rng_init(&r, 42, 0);
	if ((d = bt_calloc(1, sizeof(*d), &err)) == NULL)
		return 1;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		measure(i, d, &r);
	if (measure_file(d, &err) == -1)
		fprintf(stderr, "%s\n", err.text);
	free(d);
	return err.code == BT_OK ? 0 : 1;
}
