# made by scripts/docs, do not edit
_bt_optimize()
{
	local cur=${COMP_WORDS[COMP_CWORD]} words=
	local prev=${COMP_WORDS[COMP_CWORD-1]}
	[[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD-2]}
	[[ $cur == = ]] && cur=
	case $prev in
	-s|--strategy)
		words=$(bt-signals --list -f csv 2>/dev/null |
		    sed "1d;s/,.*//");;
	-m|--metrics)
		words=$(bt-metrics --list -f csv 2>/dev/null |
		    sed "1d;s/,.*//");;
	--method) words="grid random lhs sobol de cma tpe halving";;
	-f|--format) words="csv ndjson table";;
	--emit) words="all rows summary drift paths";;
	--progress) words="auto always never json";;
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
	--returns) words="auto bar day";;
	-o|--output|--best|--oos|--journal|--cache|--report|-c|--config)
		compopt -o default; return;;
	-p|--param|--buy|--sell|--short|--cover|--strength|-P|--sweep|--where|--objective|--constraint|--seed|--max-trials|--patience|--top|--walk-forward|--cv|--time-limit|--preset|--cash|--pyramiding|--lot-size|--min-notional|--leverage|--max-positions|--stop-loss|--take-profit|--trailing-stop|--holding-period|--periods|--risk-free|--symbols|--from|--to|--range|--symbol|--date-format|--tz|--delimiter|-j|--jobs|--memory|--shard|--report-blocks|--report-resamples|--report-block)
		return;;
	*)	if [[ $cur != -* ]]; then
			compopt -o default; return
		fi
		words="-s --strategy -p --param --buy --sell --short --cover --strength -P --sweep --where --objective --minimize --constraint -m --metrics --method --seed --max-trials --patience -f --format --top -o --output --best --verify --dry-run --walk-forward --cv --emit --oos --time-limit --progress --preset --cash --fill --side --on-opposite --pyramiding --size --lot-size --min-notional --leverage --on-insufficient --max-positions --commission --slippage --stop-loss --take-profit --trailing-stop --trail-on --protect-from --intrabar --gap --holding-period --time-exit --full-holding --at-end --periods --risk-free --returns --symbols --from --to --range --symbol --date-format --tz --delimiter --decimal-comma --adjusted --strict-csv -j --jobs --memory --journal --resume --shard --cache --merge --report --report-blocks --report-resamples --report-block -c --config --print-config -q --quiet -v --verbose -h --help -V --version";;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _bt_optimize bt-optimize
