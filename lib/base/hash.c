/* SPDX-License-Identifier: ISC */
#define XXH_INLINE_ALL
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "lib/base/err.h"
#include "lib/base/hash.h"
#include "lib/base/mem.h"

struct bt_hash {
	XXH3_state_t	state;		/* wants 64-byte alignment */
};

struct bt_hash *
bt_hash_new(struct bt_err *err)
{
	struct bt_hash *h;

	if ((h = bt_aligned(1, sizeof(*h), err)) == NULL)
		return NULL;
	XXH3_INITSTATE(&h->state);
	(void)XXH3_128bits_reset(&h->state);
	return h;
}

void
bt_hash_free(struct bt_hash *h)
{
	free(h);
}

void
bt_hash_add(struct bt_hash *h, const void *p, size_t n)
{
	(void)XXH3_128bits_update(&h->state, p, n);
}

void
bt_hash_text(const struct bt_hash *h, char text[BT_HASH_TEXT])
{
	const XXH128_hash_t v = XXH3_128bits_digest(&h->state);

	(void)snprintf(text, BT_HASH_TEXT, "%016llx%016llx",
	    (unsigned long long)v.high64, (unsigned long long)v.low64);
}

void
bt_hash_bytes(const void *p, size_t n, unsigned char digest[BT_HASH_SIZE])
{
	XXH128_canonical_t canonical;

	XXH128_canonicalFromHash(&canonical, XXH3_128bits(p, n));
	memcpy(digest, canonical.digest, BT_HASH_SIZE);
}
