/* SPDX-License-Identifier: ISC */
#include "lib/stream/config.h"

#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/file.h"
#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/stream/utf8.h"

#define CONFIG_MAX (16UL << 20)		/* bytes of a configuration file */

struct bt_config {
	json_t		*root;		/* owned */
	json_t		*options;	/* root, or its "config" */
	struct bt_arena	*texts;		/* what bt_config_each() hands out */
};

/* The options of a run or a sweep stand in the "config" of its header. */
static json_t *
find_options(json_t *root)
{
	const char *type = json_string_value(json_object_get(root, "type"));
	json_t *inner = json_object_get(root, "config");

	if (type != NULL && json_is_object(inner) &&
	    (strcmp(type, "run") == 0 || strcmp(type, "sweep") == 0))
		return inner;
	return root;
}

static json_t *
load(const char *path, struct bt_err *err)
{
	json_error_t why;
	json_t *root;
	char *s;
	size_t n;

	if ((s = bt_file_slurp(path, CONFIG_MAX, &n, err)) == NULL)
		return NULL;
	root = json_loadb(s, n, JSON_REJECT_DUPLICATES |
	    JSON_DISABLE_EOF_CHECK, &why);
	free(s);
	if (root == NULL) {
		(void)bt_err_set(err, BT_EUSAGE, "not JSON: %s", why.text);
		(void)bt_err_at(err, path, why.line > 0 ? (size_t)why.line : 0,
		    why.column > 0 ? (size_t)why.column : 0);
	} else if (!json_is_object(root)) {
		(void)bt_err_set(err, BT_EUSAGE,
		    "not an object of options, as {\"cash\": 10000}");
		(void)bt_err_at(err, path, 1, 0);
		json_decref(root);
		root = NULL;
	}
	return root;
}

struct bt_config *
bt_config_read(const char *path, struct bt_err *err)
{
	struct bt_config *c;

	if ((c = bt_calloc(1, sizeof(*c), err)) == NULL)
		return NULL;
	if ((c->texts = bt_arena_new(err)) == NULL ||
	    (c->root = load(path, err)) == NULL) {
		bt_config_free(c);
		return NULL;
	}
	c->options = find_options(c->root);
	return c;
}

void
bt_config_free(struct bt_config *c)
{
	if (c == NULL)
		return;
	json_decref(c->root);
	bt_arena_free(c->texts);
	free(c);
}

/* A scalar as the text of an option, after prefix ("key=" or ""). */
static const char *
scalar_text(const struct bt_config *c, const char *prefix, const json_t *v,
    struct bt_err *err)
{
	struct bt_buf buf = { 0 };
	char num[BT_NUM_MAX];
	const char *s = num, *text;
	size_t n;

	if (json_is_string(v)) {
		s = json_string_value(v);
		n = json_string_length(v);
	} else if (json_is_integer(v)) {
		n = bt_num_format_int(num, json_integer_value(v));
	} else if (json_is_real(v)) {
		n = bt_num_format(num, json_real_value(v));
	} else {
		s = json_is_true(v) ? "true" : "false";
		n = strlen(s);
	}
	if (bt_buf_add(&buf, prefix, strlen(prefix), err) == -1 ||
	    bt_buf_add(&buf, s, n, err) == -1) {
		bt_buf_free(&buf);
		return NULL;
	}
	text = bt_arena_strndup(c->texts, buf.s != NULL ? buf.s : "", buf.n,
	    err);
	bt_buf_free(&buf);
	return text;
}

/* Where values of one name go. */
struct sink {
	const struct bt_config	*config;
	const char		*name;
	bt_config_fn		*set;
	void			*arg;
	struct bt_err		*err;
};

/* null stands for "not given". */
static int
give(const struct sink *to, const char *prefix, const json_t *v)
{
	const char *text;

	if (json_is_null(v))
		return 0;
	if (json_is_array(v) || json_is_object(v))
		return bt_err_set(to->err, BT_EUSAGE,
		    "'%s' is nested too deep: want plain values in it",
		    to->name);
	text = scalar_text(to->config, prefix, v, to->err);
	if (text == NULL)
		return -1;
	return to->set(to->arg, to->name, text, to->err);
}

static int
give_object(const struct sink *to, json_t *object)
{
	struct bt_buf prefix = { 0 };
	const char *key;
	json_t *v;
	int rc = 0;

	json_object_foreach(object, key, v) {
		prefix.n = 0;
		rc = bt_buf_printf(&prefix, to->err, "%s=", key);
		if (rc == 0)
			rc = give(to, prefix.s, v);
		if (rc == -1)
			break;
	}
	bt_buf_free(&prefix);
	return rc;
}

static int
give_any(const struct sink *to, json_t *v)
{
	size_t i;

	if (json_is_object(v))
		return give_object(to, v);
	if (!json_is_array(v))
		return give(to, "", v);
	for (i = 0; i < json_array_size(v); i++)
		if (give(to, "", json_array_get(v, i)) == -1)
			return -1;
	return 0;
}

int
bt_config_each(const struct bt_config *c, bt_config_fn *set, void *arg,
    struct bt_err *err)
{
	struct sink to = { c, NULL, set, arg, err };
	json_t *v;

	json_object_foreach(c->options, to.name, v)
		if (give_any(&to, v) == -1)
			return -1;
	return 0;
}

/* Text in quotes, escaped; JSON cannot hold what is not UTF-8. */
static int
write_string(struct bt_buf *buf, const char *s, size_t n, struct bt_err *err)
{
	size_t i, k;
	int rc = bt_buf_add(buf, "\"", 1, err);

	for (i = 0; i < n && rc == 0; i += k) {
		if ((k = bt_utf8(s + i, n - i)) == 0)
			return bt_err_set(err, BT_EUSAGE,
			    "not UTF-8, so not for a configuration: '%.*s'",
			    BT_SPAN(((struct bt_span){ s, n })));
		if (s[i] == '"' || s[i] == '\\')
			rc = bt_buf_printf(buf, err, "\\%c", s[i]);
		else if ((unsigned char)s[i] < 0x20)
			rc = bt_buf_printf(buf, err, "\\u%04x",
			    (unsigned)(unsigned char)s[i]);
		else
			rc = bt_buf_add(buf, s + i, k, err);
	}
	return rc == -1 ? -1 : bt_buf_add(buf, "\"", 1, err);
}

/* A number stays one if reading and writing it again gives the same text. */
static int
write_value(struct bt_buf *buf, const char *s, size_t n, struct bt_err *err)
{
	char num[BT_NUM_MAX];
	double x;

	if (bt_num_parse(s, n, &x) == 0 && bt_num_format(num, x) == n &&
	    memcmp(num, s, n) == 0)
		return bt_buf_add(buf, s, n, err);
	return write_string(buf, s, n, err);
}

/* The length of the name in "name=value"; 0 if it is not of that kind. */
static size_t
key_length(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '_' || s[n] == '-')
		n++;
	return s[n] == '=' ? n : 0;
}

static bool
has_keys(const struct bt_list *list)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (key_length(list->v[i]) == 0)
			return false;
	return true;
}

/* Is the key of value i given again later?  Then that one counts. */
static bool
is_repeated(const struct bt_list *list, size_t i)
{
	size_t j, n = key_length(list->v[i]);

	for (j = i + 1; j < list->n; j++)
		if (key_length(list->v[j]) == n &&
		    memcmp(list->v[i], list->v[j], n) == 0)
			return true;
	return false;
}

static int
write_object(struct bt_buf *buf, const struct bt_list *list,
    struct bt_err *err)
{
	const char *sep = "{", *s;
	size_t i, n;

	for (i = 0; i < list->n; i++) {
		if (is_repeated(list, i))
			continue;
		s = list->v[i];
		n = key_length(s);
		if (bt_buf_add(buf, sep, 1, err) == -1 ||
		    write_string(buf, s, n, err) == -1 ||
		    bt_buf_add(buf, ":", 1, err) == -1 ||
		    write_value(buf, s + n + 1, strlen(s + n + 1), err) == -1)
			return -1;
		sep = ",";
	}
	return bt_buf_add(buf, "}", 1, err);
}

static int
write_array(struct bt_buf *buf, const struct bt_list *list,
    struct bt_err *err)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (bt_buf_add(buf, i == 0 ? "[" : ",", 1, err) == -1 ||
		    write_string(buf, list->v[i], strlen(list->v[i]),
		    err) == -1)
			return -1;
	return bt_buf_add(buf, "]", 1, err);
}

static int
write_key(struct bt_buf *buf, const struct bt_opt *o, struct bt_err *err)
{
	bool first = buf->n == 0 || buf->s[buf->n - 1] == '{';
	char plural[BT_OPT_PLURAL];

	return bt_buf_printf(buf, err, "%s\"%s\":", first ? "" : ",",
	    o->type == BT_OPT_LIST ? bt_opt_plural(plural, o) : o->name);
}

static int
write_list(struct bt_buf *buf, const struct bt_opt *o,
    const struct bt_list *list, struct bt_err *err)
{
	if (list->n == 0)
		return 0;
	if (write_key(buf, o, err) == -1)
		return -1;
	return has_keys(list) ? write_object(buf, list, err) :
	    write_array(buf, list, err);
}

/* Numbers and truth values stand bare, anything else is a string. */
static int
write_text(struct bt_buf *buf, const struct bt_opt *o, const char *s,
    size_t n, struct bt_err *err)
{
	if (write_key(buf, o, err) == -1)
		return -1;
	switch (o->type) {
	case BT_OPT_FLAG:
	case BT_OPT_INT:
	case BT_OPT_REAL:
	case BT_OPT_FRACTION:
		return bt_buf_add(buf, s, n, err);
	default:
		return write_string(buf, s, n, err);
	}
}

static int
write_one(struct bt_buf *buf, const struct bt_opt *o, const void *settings,
    struct bt_err *err)
{
	struct bt_buf text = { 0 };
	int rc = 0;

	if (o->type == BT_OPT_LIST)
		return write_list(buf, o, (const struct bt_list *)(const void *)
		    ((const char *)settings + o->off), err);
	if (bt_opt_text(o, settings, &text, err))
		rc = write_text(buf, o, text.n > 0 ? text.s : "", text.n, err);
	else if (err->code != BT_OK)
		rc = -1;
	bt_buf_free(&text);
	return rc;
}

int
bt_config_write(struct bt_buf *buf, const struct bt_opt *opts,
    const void *settings, struct bt_err *err)
{
	const struct bt_opt *o;

	for (o = opts; o->name != NULL; o++)
		if (write_one(buf, o, settings, err) == -1)
			return -1;
	return 0;
}
