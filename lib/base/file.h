/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_FILE_H
#define BT_BASE_FILE_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/in.h"
#include "lib/base/out.h"

/*
 * Files: bytes in (in.h), bytes out (out.h), and what goes for both.
 *
 *	if (bt_file_guard(err) == -1 ||
 *	    (text = bt_file_slurp("run.json", 1 << 20, &n, err)) == NULL)
 *		return -1;
 */

/*
 * See that descriptors 0, 1 and 2 are taken, so that no file opened later can
 * become the standard output of a process that was started without one
 * (">&-").  What stands in for a closed one is the wrong way round: reading
 * from it, or writing to it, fails with EBADF as it should.  To be called
 * before anything is opened.
 */
int	 bt_file_guard(struct bt_err *) BT_MUST_CHECK;

/*
 * A small file (a configuration) whole, NUL-terminated; caller frees.  More
 * than max bytes are BT_EDATA.  *n is the length without the NUL.
 */
char	*bt_file_slurp(const char *path, size_t max, size_t *n,
	    struct bt_err *) BT_MUST_CHECK;

#endif
