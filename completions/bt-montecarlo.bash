# made by scripts/docs, do not edit
_bt_montecarlo()
{
	local cur=${COMP_WORDS[COMP_CWORD]} words=
	local prev=${COMP_WORDS[COMP_CWORD-1]}
	[[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD-2]}
	[[ $cur == = ]] && cur=
	case $prev in
	--method) words="trades trades-shuffle skip-trades jitter block stationary parametric garch bars null";;
	--of) words="auto trades returns";;
	--basis) words="trade account";;
	--emit) words="summary paths fan histogram";;
	-f|--format) words="table ndjson csv json";;
	--progress) words="auto always never json";;
	--returns) words="auto bar day";;
	-s|--strategy)
		words=$(bt-signals --list -f csv 2>/dev/null |
		    sed "1d;s/,.*//");;
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
	--prices|-o|--output|-c|--config)
		compopt -o default; return;;
	-n|--simulations|--trades|--length|--seed|--ruin|--goal|--shard|-j|--jobs|--horizons|--tail|-m|--metrics|--confidence|--points|--leverage-sweep|--time-limit|--periods|--risk-free|--equity|--return|-p|--param|--buy|--sell|--short|--cover|--strength|--preset|--cash|--pyramiding|--lot-size|--min-notional|--leverage|--max-positions|--stop-loss|--take-profit|--trailing-stop|--holding-period|--symbols|--from|--to|--range|--symbol|--date-format|--tz|--delimiter)
		return;;
	*)	if [[ $cur != -* ]]; then
			compopt -o default; return
		fi
		words="-n --simulations --method --trades --length --seed --of --basis --ruin --goal --prices --shard -j --jobs --horizons --tail -m --metrics --confidence --emit --points --leverage-sweep -f --format -o --output --time-limit --progress --periods --risk-free --returns --equity --return -s --strategy -p --param --buy --sell --short --cover --strength --preset --cash --fill --side --on-opposite --pyramiding --size --lot-size --min-notional --leverage --on-insufficient --max-positions --commission --slippage --stop-loss --take-profit --trailing-stop --trail-on --protect-from --intrabar --gap --holding-period --time-exit --full-holding --at-end --symbols --from --to --range --symbol --date-format --tz --delimiter --decimal-comma --adjusted --strict-csv -c --config --print-config -q --quiet -v --verbose -h --help -V --version";;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _bt_montecarlo bt-montecarlo
