# made by scripts/docs, do not edit
_bt_simulate()
{
	local cur=${COMP_WORDS[COMP_CWORD]} words=
	local prev=${COMP_WORDS[COMP_CWORD-1]}
	[[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD-2]}
	[[ $cur == = ]] && cur=
	case $prev in
	-f|--format) words="csv ndjson";;
	--order) words="symbol time";;
	--list) words="symbols faults";;
	-m|--model) words="walk gbm merton heston garch ou regime bootstrap";;
	-o|--output|--faults-list|--fit|-c|--config)
		compopt -o default; return;;
	--faults|--fault-count|--correlation|--seed|--symbols|--count|--start|--volume|--tick-size|--overnight|--steps|-n|--bars|--from|--to|-t|--timeframe|--calendar|--session|--tz|--year)
		return;;
	*)	if [[ $cur != -* ]]; then
			compopt -o default; return
		fi
		words="-f --format -o --output --order --ticks --faults --fault-count --faults-list --print-fit --list -m --model --fit --correlation --seed --symbols --count --start --volume --tick-size --overnight --steps -n --bars --from --to -t --timeframe --calendar --session --tz --year -c --config --print-config -q --quiet -v --verbose -h --help -V --version";;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _bt_simulate bt-simulate
