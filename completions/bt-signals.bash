# made by scripts/docs, do not edit
_bt_signals()
{
	local cur=${COMP_WORDS[COMP_CWORD]} words=
	local prev=${COMP_WORDS[COMP_CWORD-1]}
	[[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD-2]}
	[[ $cur == = ]] && cur=
	case $prev in
	-s|--strategy)
		words=$(bt-signals --list -f csv 2>/dev/null |
		    sed "1d;s/,.*//");;
	--show)
		words=$(bt-signals --list -f csv 2>/dev/null |
		    sed "1d;s/,.*//");;
	-f|--format) words="table ndjson csv";;
	-o|--output|-c|--config)
		compopt -o default; return;;
	-p|--param|--buy|--sell|--short|--cover|--strength|--stop-loss|--take-profit|--add|-j|--jobs|--symbols|--from|--to|--range|--symbol|--date-format|--tz|--delimiter)
		return;;
	*)	if [[ $cur != -* ]]; then
			compopt -o default; return
		fi
		words="-s --strategy -p --param --buy --sell --short --cover --strength --stop-loss --take-profit --add --only -o --output -j --jobs --list --show --run-config --functions --indicators -f --format --warmup --check-lookahead --symbols --from --to --range --symbol --date-format --tz --delimiter --decimal-comma --adjusted --strict-csv -c --config --print-config -q --quiet -v --verbose -h --help -V --version";;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _bt_signals bt-signals
