/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/mem.h"
#include "lib/base/time.h"
#include "lib/base/zone.h"

#define SYSTEM "/usr/share/zoneinfo"

static char folder[] = "/tmp/bt-zone-XXXXXX";

static void
write_file(const char *name, const void *data, size_t n)
{
	char path[64];
	FILE *fp;

	(void)snprintf(path, sizeof(path), "%s/%s", folder, name);
	assert_non_null(fp = fopen(path, "w"));
	assert_int_equal(fwrite(data, 1, n, fp), n);
	assert_int_equal(fclose(fp), 0);
}

/*
 * A zone of one type, so many minutes east, and a footer; RFC 9636.  The
 * first block is as empty as may be.  Returns the length.
 */
static size_t
make_zone(unsigned char *p, int minutes, const char *footer)
{
	static const unsigned char header[44] = { 'T', 'Z', 'i', 'f', '2',
		[39] = 1, [43] = 4 };
	const unsigned offset = (unsigned)minutes * 60U;
	size_t n = 0, block;

	for (block = 0; block < 2; block++) {
		memcpy(p + n, header, 44);
		n += 44;
		p[n++] = (unsigned char)(offset >> 24);
		p[n++] = (unsigned char)(offset >> 16);
		p[n++] = (unsigned char)(offset >> 8);
		p[n++] = (unsigned char)offset;
		memcpy(p + n, "\0\0LMT", 6);	/* no summer; its name */
		n += 6;
	}
	return n + (size_t)snprintf((char *)p + n, 100, "\n%s\n", footer);
}

static struct bt_zone *
zone_of(int minutes, const char *footer)
{
	struct bt_err err = BT_ERR_INIT;
	unsigned char data[256];
	struct bt_zone *z;

	write_file("Test", data, make_zone(data, minutes, footer));
	if ((z = bt_zone_new(folder, "Test", &err)) == NULL)
		fail_msg("%s: %s", footer, err.text);
	return z;
}

/* The zone's local time is that in UTC; or the error says so. */
static void
assert_utc(const struct bt_zone *z, const char *local, const char *want)
{
	const struct bt_time_rule rule = { NULL, z };
	struct bt_err err = BT_ERR_INIT;
	char text[BT_TIME_MAX + 1];
	int64_t t;

	if (bt_time_parse(local, strlen(local), &rule, &t, &err) == -1) {
		assert_int_equal(err.code, BT_EDATA);
		if (strstr(err.text, want) == NULL)
			fail_msg("%s: %s", local, err.text);
		return;
	}
	text[bt_time_format(text, t, false)] = '\0';
	assert_string_equal(text, want);
}

/*
 * New York's law: summer time from the second Sunday of March, 2:00, to the
 * first of November, 2:00.
 */
static void
assert_new_york(const struct bt_zone *z)
{
	assert_utc(z, "2024-01-15 09:30", "2024-01-15T14:30:00Z");
	assert_utc(z, "2024-07-15 09:30", "2024-07-15T13:30:00Z");
	assert_utc(z, "2024-03-10 01:59:59.5", "2024-03-10T06:59:59.5Z");
	assert_utc(z, "2024-03-10 02:00", "skipped");
	assert_utc(z, "2024-03-10 02:59:59", "skipped");
	assert_utc(z, "2024-03-10 03:00", "2024-03-10T07:00:00Z");
	assert_utc(z, "2024-11-03 00:59:59", "2024-11-03T04:59:59Z");
	assert_utc(z, "2024-11-03 01:00", "twice");
	assert_utc(z, "2024-11-03 01:59:59", "twice");
	assert_utc(z, "2024-11-03 02:00", "2024-11-03T07:00:00Z");
	/* 2100 is no leap year; its 14 March is a Sunday, 7 November too. */
	assert_utc(z, "2100-03-14 03:00", "2100-03-14T07:00:00Z");
	assert_utc(z, "2100-03-14 02:30", "skipped");
	assert_utc(z, "2100-11-07 01:30", "twice");
	assert_utc(z, "2261-07-01 12:00", "2261-07-01T16:00:00Z");
	/* What says its offset, or is but a date, does not ask the zone. */
	assert_utc(z, "2024-03-10 02:30Z", "2024-03-10T02:30:00Z");
	assert_utc(z, "2024-11-03 01:30-05:00", "2024-11-03T06:30:00Z");
	assert_utc(z, "2024-07-15", "2024-07-15T00:00:00Z");
}

static void
yearly_rules(void **state)
{
	struct bt_zone *z;

	(void)state;
	z = zone_of(-300, "EST5EDT,M3.2.0,M11.1.0");
	assert_new_york(z);
	bt_zone_free(z);
	/* Summer around the turn of the year; the last Sunday of a month. */
	z = zone_of(600, "AEST-10AEDT,M10.1.0,M4.1.0/3");
	assert_utc(z, "2024-01-15 12:00", "2024-01-15T01:00:00Z");
	assert_utc(z, "2024-07-15 12:00", "2024-07-15T02:00:00Z");
	assert_utc(z, "2024-04-07 02:30", "twice");
	assert_utc(z, "2024-10-06 02:30", "skipped");
	bt_zone_free(z);
	z = zone_of(0, "GMT0BST,M3.5.0/1,M10.5.0");
	assert_utc(z, "2024-03-31 00:30", "2024-03-31T00:30:00Z");
	assert_utc(z, "2024-03-31 01:30", "skipped");
	assert_utc(z, "2024-10-27 01:30", "twice");
	bt_zone_free(z);
}

static void
odd_rules(void **state)
{
	struct bt_zone *z;

	(void)state;
	z = zone_of(345, "<+0545>-5:45");
	assert_utc(z, "2024-01-15 12:00", "2024-01-15T06:15:00Z");
	bt_zone_free(z);
	z = zone_of(-150, "");
	assert_utc(z, "2024-01-15 12:00", "2024-01-15T14:30:00Z");
	bt_zone_free(z);
	/* Half an hour; times before and beyond the day. */
	z = zone_of(630, "<+1030>-10:30<+11>-11,M10.1.0/-1,M4.1.0/26");
	assert_utc(z, "2024-01-15 12:00", "2024-01-15T01:00:00Z");
	assert_utc(z, "2024-10-05 23:10", "skipped");
	assert_utc(z, "2024-04-08 01:45", "twice");
	bt_zone_free(z);
	/* J60 is 1 March always; 60, counted from 0, but in leap years. */
	z = zone_of(0, "AAA0BBB,J60/0,200/0");
	assert_utc(z, "2024-02-29 23:30", "2024-02-29T23:30:00Z");
	assert_utc(z, "2024-03-01 00:30", "skipped");
	assert_utc(z, "2023-03-01 00:30", "skipped");
	assert_utc(z, "2023-07-19 23:30", "twice");	/* day 200 is 20 July */
	assert_utc(z, "2024-07-18 23:30", "twice");
	bt_zone_free(z);
}

static void
utc_needs_no_file(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_zone *z = bt_zone_new("/nonexistent", "UTC", &err);

	(void)state;
	assert_non_null(z);
	assert_utc(z, "2024-03-10 02:30", "2024-03-10T02:30:00Z");
	assert_utc(z, "1969-12-31 23:59:59.5", "1969-12-31T23:59:59.5Z");
	bt_zone_free(z);
	bt_zone_free(NULL);
}

static void
unknown_names(void **state)
{
	static const char *const names[] = { "", "/etc/passwd", "..",
		"../Test", "a/../Test", "Nowhere", "America" };
	char path[64];
	size_t i;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/America", folder);
	(void)mkdir(path, 0777);
	bt_zone_free(zone_of(0, ""));		/* there is a Test */
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct bt_err err = BT_ERR_INIT;

		assert_null(bt_zone_new(folder, names[i], &err));
		assert_int_equal(err.code, BT_EUSAGE);
		assert_non_null(strstr(err.text, "unknown time zone"));
	}
	(void)rmdir(path);
}

/* Cut anywhere, or with any byte of the counts wrong: no, and no crash. */
static void
damaged_files(void **state)
{
	static const char *const footers[] = { "EST", "EST5EDT", "EST5EDT,M3",
		"EST5EDT,M3.2.0", "EST5EDT,M13.1.0,M1.1.0", "<EST5",
		"EST5EDT,M3.2.0,M11.6.0", "EST5EDT,M3.2.7,M11.1.0",
		"EST5EDT,M3.2.0,M11.1.0x", "EST5:x" };
	unsigned char data[256];
	size_t n = make_zone(data, -300, "EST5EDT,M3.2.0,M11.1.0"), i;

	(void)state;
	for (i = 0; i < n - 1; i++) {
		struct bt_err err = BT_ERR_INIT;

		write_file("Test", data, i);
		assert_null(bt_zone_new(folder, "Test", &err));
		assert_int_equal(err.code, BT_ESYS);
		assert_non_null(strstr(err.text, "damaged"));
	}
	for (i = 20; i < 44; i++) {
		struct bt_err err = BT_ERR_INIT;

		n = make_zone(data, -300, "EST5");
		data[i] ^= 0xff;
		write_file("Test", data, n);
		assert_null(bt_zone_new(folder, "Test", &err));
	}
	for (i = 0; i < sizeof(footers) / sizeof(footers[0]); i++) {
		struct bt_err err = BT_ERR_INIT;

		write_file("Test", data, make_zone(data, 0, footers[i]));
		if (bt_zone_new(folder, "Test", &err) != NULL)
			fail_msg("'%s' was taken", footers[i]);
	}
}

static void
want_of_memory(void **state)
{
	struct bt_zone *z = NULL;
	char spec[32];
	int n;

	(void)state;
	bt_zone_free(zone_of(0, "GMT0BST,M3.5.0/1,M10.5.0"));
	for (n = 1; z == NULL; n++) {
		struct bt_err err = BT_ERR_INIT;

		(void)snprintf(spec, sizeof(spec), "alloc:%d", n);
		(void)bt_fault_set(spec, &err);
		z = bt_zone_new(folder, "Test", &err);
		assert_int_equal(z == NULL, bt_fault_spent());
		assert_int_equal(err.code, z == NULL ? BT_ESYS : BT_OK);
		(void)bt_fault_set(NULL, &err);
	}
	assert_true(n > 5);
	bt_zone_free(z);
}

static void
system_new_york(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bt_zone *z;

	(void)state;
	if (access(SYSTEM "/America/New_York", R_OK) == -1)
		skip();
	assert_non_null(z = bt_zone_new(SYSTEM, "America/New_York", &err));
	assert_new_york(z);
	/* Until 2006 summer began on the first Sunday of April. */
	assert_utc(z, "2006-04-02 02:30", "skipped");
	assert_utc(z, "2006-03-12 02:30", "2006-03-12T07:30:00Z");
	assert_utc(z, "1960-07-01 09:30", "1960-07-01T13:30:00Z");
	bt_zone_free(z);
}

static int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) == NULL;
}

static int
remove_folder(void **state)
{
	char path[64];

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/Test", folder);
	(void)unlink(path);
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(yearly_rules),
		cmocka_unit_test(odd_rules),
		cmocka_unit_test(utc_needs_no_file),
		cmocka_unit_test(unknown_names),
		cmocka_unit_test(damaged_files),
		cmocka_unit_test(want_of_memory),
		cmocka_unit_test(system_new_york),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
