#!/bin/sh
# SPDX-License-Identifier: ISC
# What the shells offer after a word.  A shell that is not there is skipped.
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0

# offers SHELL WANT WORD...: the candidates, in any order, without their help
offers() {
	n=$((n + 1))
	shell=$1 want=$2
	shift 2
	if ! command -v "$shell" >/dev/null; then
		echo "ok $n # SKIP no $shell"
		return
	fi
	got=$("ask_$shell" "$@" 2>"$tmp/err" | cut -f 1 | LC_ALL=C sort |
	    tr '\n' ' ')
	if [ "$got" = "$want " ] && [ ! -s "$tmp/err" ]; then
		echo "ok $n - $shell: $*"
	else
		echo "not ok $n - $shell: $*"
		echo "# got $got"
		sed 's/^/# /' "$tmp/err"
	fi
}

ask_bash() {
	# The words are bash's own.
	# shellcheck disable=SC2016
	bash --norc -c '
	compopt() { :; }
	tool=$1
	. "completions/$tool.bash"
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
	"_${tool//-/_}"
	printf "%s\n" "${COMPREPLY[@]}"' bash "$@"
}

ask_fish() {
	HOME=$tmp XDG_CONFIG_HOME=$tmp fish --no-config -c \
	    "source completions/$1.fish; complete -C '$*'"
}

# A terminal of zsh's own, where the function that shows candidates prints
# them instead.
ask_zsh() {
	cat >"$tmp/ask.zsh" <<'END'
zmodload zsh/zpty
zpty ask zsh -f -i
# What is typed is echoed until this takes effect: the word that is waited for
# is not written as it is printed.
zpty -w ask 'PS1= ; stty -echo; print sil""ent'
zpty -r ask out '*silent*'
zpty -w ask 'fpath=(completions $fpath)'
zpty -w ask 'autoload -U compinit; compinit -u -D'
zpty -w ask 'compadd () {
	if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
		builtin compadd "$@"
		return
	fi
	local -a hits
	builtin compadd -O hits "$@"
	print -rl -- "<"${^hits}">"
}'
zpty -w ask 'bindkey "^I" complete-word'
zpty -w ask 'zle -C end-it complete-word end-it; end-it() { print "<>" }'
zpty -w ask 'bindkey "^X" end-it; print rea""dy'
zpty -r ask out '*ready*'
zpty -w -n ask "$1"$'\t\x18'
zpty -r ask out '*<>*'
print -r -- $out | grep -o '<[^>]\+>' | tr -d '<>'
zpty -d ask
END
	HOME=$tmp timeout 20 zsh -f "$tmp/ask.zsh" "$*" | sort -u
}

strategies='bollinger_breakout donchian_turtle ema_cross macd_trend'
strategies="$strategies rsi_reversion sma_cross"
for sh in bash fish zsh; do
	offers "$sh" 'next-close next-open' bt-run --fill ne
	offers "$sh" '--intrabar' bt-run --intra
	offers "$sh" 'per-order per-share percent' bt-run --commission pe
	offers "$sh" 'csv ndjson' bt-run -f ''
	offers "$sh" "$strategies" bt-signals -s ''
	offers "$sh" 'sharpe' bt-metrics --explain sha
done
echo "1..$n"
