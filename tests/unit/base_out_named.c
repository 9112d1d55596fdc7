/* SPDX-License-Identifier: ISC */
/*
 * The tests of base_out.c again, on a system that has no files without a
 * name: this one, with the flag taken away.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#undef O_TMPFILE

#include "lib/base/out.c"
#include "tests/unit/base_out.c"
