/* SPDX-License-Identifier: ISC */
#include "lib/sweep/shard.h"

#include "lib/base/num.h"
#include "lib/base/str.h"

int
bt_shard_parse(struct bt_shard *shard, const char *text, struct bt_err *err)
{
	struct bt_span rest = bt_span(text), i, n;
	long long parts, part;

	if (!bt_span_cut(&rest, '/', &i) || !bt_span_cut(&rest, '/', &n) ||
	    rest.s != NULL ||
	    bt_num_parse_int(n.s, n.n, 1, BT_SHARDS_MOST, &parts) == -1 ||
	    bt_num_parse_int(i.s, i.n, 1, parts, &part) == -1)
		return bt_err_set(err, BT_EUSAGE, "--shard: want I/N with "
		    "1 <= I <= N <= %d as in 2/8, got '%.60s'",
		    BT_SHARDS_MOST, text);
	*shard = (struct bt_shard){ (uint64_t)part, (uint64_t)parts };
	return 0;
}

void
bt_shard_range(const struct bt_shard *shard, uint64_t trials, uint64_t *skip,
    uint64_t *take)
{
	const uint64_t each = trials / shard->n, more = trials % shard->n;
	const uint64_t before = shard->i - 1;

	/* The first have one more. */
	*skip = before * each + (before < more ? before : more);
	*take = each + (before < more);
}
