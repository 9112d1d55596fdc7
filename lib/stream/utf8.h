/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_UTF8_H
#define BT_STREAM_UTF8_H

#include <stddef.h>

/*
 * The bytes (1 .. 4) of the well-formed UTF-8 sequence at s, which has n > 0
 * bytes left; 0 if there is none.  Overlong forms, surrogates and what lies
 * beyond U+10FFFF are not well-formed (Unicode 15, table 3-7).
 */
size_t	bt_utf8(const char *s, size_t n);

#endif
