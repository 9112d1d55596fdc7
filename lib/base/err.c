/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/err.h"

/*
 * Messages quote what was in the input.  It must not steer the terminal that
 * shows it, so control characters other than line feed and tab become '?'.
 */
static void
defuse(char *s)
{
	for (; *s != '\0'; s++)
		if (((unsigned char)*s < ' ' && *s != '\n' && *s != '\t') ||
		    *s == 0x7f)
			*s = '?';
}

static void
append(struct bt_err *err, const char *fmt, va_list ap)
{
	size_t n = strlen(err->text);

	(void)vsnprintf(err->text + n, sizeof(err->text) - n, fmt, ap);
	defuse(err->text + n);
}

int
bt_err_set(struct bt_err *err, enum bt_code code, const char *fmt, ...)
{
	va_list ap;

	if (err->code != BT_OK)
		return -1;
	err->code = code;
	err->text[0] = '\0';
	va_start(ap, fmt);
	append(err, fmt, ap);
	va_end(ap);
	return -1;
}

int
bt_err_sys(struct bt_err *err, const char *what, const char *which)
{
	char why[128];

	if (strerror_r(errno, why, sizeof(why)) != 0)
		(void)snprintf(why, sizeof(why), "error %d", errno);
	if (which == NULL)
		return bt_err_set(err, BT_ESYS, "cannot %s: %s", what, why);
	return bt_err_set(err, BT_ESYS, "cannot %s '%s': %s", what, which, why);
}

int
bt_err_at(struct bt_err *err, const char *source, size_t line, size_t column)
{
	if (err->code == BT_OK || err->source[0] != '\0')
		return -1;
	(void)snprintf(err->source, sizeof(err->source), "%s", source);
	defuse(err->source);
	err->line = line;
	err->column = column;
	return -1;
}

int
bt_err_add(struct bt_err *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	append(err, fmt, ap);
	va_end(ap);
	return -1;
}
