/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/market/timeline.h"
#include "lib/sweep/overfit_own.h"

void
bt_overfit_cut_curve(const struct bt_overfit_cut *c, const double *equity,
    double cash, double rf, size_t blocks, struct bt_cscv_sum *sums,
    double *row)
{
	double last = cash, level, ret;
	struct bt_cscv_sum *s = sums;
	size_t i, in_block = 0, in_row = 0;
	double *r = row;

	memset(sums, 0, blocks * sizeof(*sums));
	memset(row, 0, c->rows * sizeof(*row));
	for (i = 0; i < c->returns; i++) {
		level = equity[c->end == NULL ? i : c->end[i]];
		ret = level / last - 1.0 - rf;
		last = level;
		if (i >= c->skip && c->length > 0) {
			s->sum += ret;
			s->square += ret * ret;
			if (++in_block == c->length) {
				in_block = 0;
				s++;
			}
		}
		if (i >= c->before && c->group > 0) {
			*r += ret;
			if (++in_row == c->group) {
				in_row = 0;
				r++;
			}
		}
	}
}

/* One step of the timeline: who has a bar moves the sum of all. */
static double
move(const struct bt_market *m, const struct bt_timeline *line, size_t step,
    double *share)
{
	const struct bt_bars *bars;
	double moved = 0.0, now;
	size_t k;

	for (k = line->first[step]; k < line->first[step + 1]; k++) {
		bars = bt_market_bars(m, line->symbol[k]);
		now = bars->close[line->bar[k]] / bars->close[0];
		moved += now - share[line->symbol[k]];
		share[line->symbol[k]] = now;
	}
	return moved;
}

double *
bt_overfit_hold(const struct bt_job *job, struct bt_err *err)
{
	const struct bt_timeline *line = bt_job_timeline(job);
	const struct bt_market *m = bt_bench_bars(job->part[0].bench)->market;
	const size_t n = bt_market_symbols(m);
	double *curve = bt_column(line->steps, err), *share, sum = (double)n;
	size_t i;

	if (curve == NULL || (share = bt_column(n, err)) == NULL) {
		free(curve);
		return NULL;
	}
	for (i = 0; i < n; i++)
		share[i] = 1.0;
	for (i = 0; i < line->steps; i++) {
		if (line->first == NULL)
			curve[i] = bt_market_bars(m, 0)->close[i] /
			    bt_market_bars(m, 0)->close[0];
		else {
			sum += move(m, line, i, share);
			curve[i] = sum / (double)n;
		}
	}
	free(share);
	return curve;
}
