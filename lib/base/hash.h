/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_HASH_H
#define BT_BASE_HASH_H

#include <stddef.h>

/*
 * Identity of content: XXH3-128 of the bytes of an input after decompression,
 * so that prices.csv and prices.csv.gz have the same identity.  Not meant to
 * withstand an adversary.
 */
#define BT_HASH_TEXT 33		/* 32 hex digits and a NUL */

struct bt_hash;			/* a hash in the making */

struct bt_err;
struct bt_hash	*bt_hash_new(struct bt_err *);
void		 bt_hash_free(struct bt_hash *);
void		 bt_hash_add(struct bt_hash *, const void *p, size_t n);
void		 bt_hash_text(const struct bt_hash *, char text[BT_HASH_TEXT]);

/* The same of bytes that are all there, as 16 bytes, highest first. */
#define BT_HASH_SIZE 16
void		 bt_hash_bytes(const void *p, size_t n,
		    unsigned char digest[BT_HASH_SIZE]);

#endif
