#!/bin/sh
# SPDX-License-Identifier: ISC
# The sources keep the rules of style and floors; the generated parts of the
# manuals and the completions are what the option tables say.
echo 1..8
n=0

# told what command...: passes if the command says nothing and succeeds
told() {
	n=$((n + 1))
	what=$1
	shift
	if out=$("$@" 2>&1) && [ -z "$out" ]; then
		echo "ok $n - $what"
	else
		echo "not ok $n - $what"
		printf '%s\n' "$out" | sed 's/^/# /' | head -n 40
	fi
}

told 'style' scripts/style
told 'layers' scripts/layers
told 'names and state' scripts/symbols "$B/libbt.a"
# shellcheck disable=SC2046
told 'manuals and completions follow the tables: make docs' \
    scripts/docs -n "$B/bin" $(basename -s .c cmd/*.c)
told 'the manual of metrics follows their table: make docs' \
    scripts/definitions -n "$B/bin"
told 'the manual of expressions follows the tables: make docs' \
    scripts/expressions -n "$B/bin"
told 'manuals are well-formed' mandoc -Tlint -Wwarning man/*.[157]
if [ -d .git ] && command -v git >/dev/null; then
	told 'no build results among the sources' git ls-files build '*.o'
else
	n=$((n + 1))
	echo "ok $n # SKIP not a git tree"
fi
