/* SPDX-License-Identifier: ISC */
#include "lib/market/names.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

/* FNV-1a over eight bytes at a time; names are short. */
static size_t
hash(struct bt_span name)
{
	uint64_t h = 14695981039346656037U, word;
	size_t i;

	for (i = 0; i + 8 <= name.n; i += 8) {
		memcpy(&word, name.s + i, 8);
		h = (h ^ word) * 1099511628211U;
		h ^= h >> 32;
	}
	for (; i < name.n; i++)
		h = (h ^ (unsigned char)name.s[i]) * 1099511628211U;
	return (size_t)(h ^ h >> 29);
}

/* The slot that holds the name, or the free one where it belongs. */
static size_t
place(const struct bt_names *t, struct bt_span name)
{
	size_t at = hash(name) & (t->nslots - 1);
	uint32_t id;

	while ((id = t->slot[at]) != 0) {
		if (t->length[id - 1] == name.n &&
		    memcmp(t->text[id - 1], name.s, name.n) == 0)
			break;
		at = (at + 1) & (t->nslots - 1);
	}
	return at;
}

bool
bt_names_find(const struct bt_names *t, struct bt_span name, uint32_t *id)
{
	uint32_t found;

	if (t->nslots == 0 || (found = t->slot[place(t, name)]) == 0)
		return false;
	*id = found - 1;
	return true;
}

struct bt_span
bt_names_text(const struct bt_names *t, uint32_t id)
{
	return (struct bt_span){ t->text[id], t->length[id] };
}

/* Twice the slots, so that they stay half empty. */
static int
rehash(struct bt_names *t, struct bt_err *err)
{
	size_t n = t->nslots == 0 ? 64 : 2 * t->nslots;
	uint32_t *slot, i;

	if ((slot = bt_calloc(n, sizeof(*slot), err)) == NULL)
		return -1;
	free(t->slot);
	t->slot = slot;
	t->nslots = n;
	for (i = 0; i < t->n; i++)
		t->slot[place(t, bt_names_text(t, i))] = i + 1;
	return 0;
}

static int
grow(struct bt_names *t, struct bt_err *err)
{
	size_t cap = t->cap == 0 ? 32 : 2 * t->cap;
	void *p;

	if (t->n < t->cap)
		return 0;
	if ((p = bt_realloc(t->text, cap, sizeof(*t->text), err)) == NULL)
		return -1;
	t->text = p;
	if ((p = bt_realloc(t->length, cap, sizeof(*t->length), err)) == NULL)
		return -1;
	t->length = p;
	t->cap = cap;
	return 0;
}

int
bt_names_add(struct bt_names *t, struct bt_span name, uint32_t *id,
    struct bt_err *err)
{
	if (t->n >= UINT32_MAX - 1 || name.n > UINT32_MAX)
		return bt_err_set(err, BT_EDATA, "too many different names");
	if (2 * (t->n + 1) > t->nslots && rehash(t, err) == -1)
		return -1;
	if (grow(t, err) == -1)
		return -1;
	if ((t->text[t->n] = bt_strndup(name.s, name.n, err)) == NULL)
		return -1;
	t->length[t->n] = (uint32_t)name.n;
	t->slot[place(t, name)] = (uint32_t)t->n + 1;
	*id = (uint32_t)t->n++;
	return 0;
}

void
bt_names_free(struct bt_names *t)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		free(t->text[i]);
	free(t->text);
	free(t->length);
	free(t->slot);
}
