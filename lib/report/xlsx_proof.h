/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_XLSX_PROOF_H
#define BT_REPORT_XLSX_PROOF_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"

/*
 * libxlsxwriter does not look whether its temporary files could be written:
 * a full disk leaves a workbook that is cut, and no error.  So it is read
 * back: every part must begin with an XML declaration and end with the tag
 * that closes its root, and between <sheetData> and </sheetData> of sheet i
 * (sheet 1, 2 ... of the file) must stand rows[i - 1] bytes, as many as were
 * written.  -1 and BT_ESYS if that is not so.  Costs an inflation.
 */
int	bt_xlsx_proof(const char *path, const uint64_t *rows, size_t sheets,
	    struct bt_err *) BT_MUST_CHECK;

#endif
