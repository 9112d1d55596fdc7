# made by scripts/docs, do not edit
_bt_run()
{
	local cur=${COMP_WORDS[COMP_CWORD]} words=
	local prev=${COMP_WORDS[COMP_CWORD-1]}
	[[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD-2]}
	[[ $cur == = ]] && cur=
	case $prev in
	--fill) words="next-open close next-close";;
	--side) words="long short both";;
	--on-opposite) words="reverse close ignore";;
	--size) words="equal-weight fixed-amount fixed-quantity percent-equity";;
	--on-insufficient) words="shrink reject";;
	--commission) words="none percent per-share per-order";;
	--slippage) words="none percent fixed";;
	--trail-on) words="extremes close";;
	--protect-from) words="entry next";;
	--intrabar) words="worst best ohlc olhc nearest";;
	--gap) words="open level";;
	--time-exit) words="close open";;
	--at-end) words="close mark";;
	-f|--format) words="ndjson csv";;
	--equity-every) words="bar day none";;
	--progress) words="auto always never json";;
	-o|--output|--prices|-c|--config)
		compopt -o default; return;;
	--symbols|--from|--to|--range|--symbol|--date-format|--tz|--delimiter|--preset|--cash|--pyramiding|--lot-size|--min-notional|--leverage|--max-positions|--stop-loss|--take-profit|--trailing-stop|--holding-period|--emit|--time-limit)
		return;;
	*)	if [[ $cur != -* ]]; then
			compopt -o default; return
		fi
		words="--symbols --from --to --range --symbol --date-format --tz --delimiter --decimal-comma --adjusted --strict-csv --preset --cash --fill --side --on-opposite --pyramiding --size --lot-size --min-notional --leverage --on-insufficient --max-positions --commission --slippage --stop-loss --take-profit --trailing-stop --trail-on --protect-from --intrabar --gap --holding-period --time-exit --full-holding --at-end -f --format --emit --equity-every -o --output --prices --time-limit --progress -c --config --print-config -q --quiet -v --verbose -h --help -V --version";;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _bt_run bt-run
