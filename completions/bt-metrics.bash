# made by scripts/docs, do not edit
_bt_metrics()
{
	local cur=${COMP_WORDS[COMP_CWORD]} words=
	local prev=${COMP_WORDS[COMP_CWORD-1]}
	[[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD-2]}
	[[ $cur == = ]] && cur=
	case $prev in
	-f|--format) words="table ndjson csv json";;
	-m|--metrics)
		words=$(bt-metrics --list -f csv 2>/dev/null |
		    sed "1d;s/,.*//");;
	--by) words="none year month symbol side exit_reason";;
	--explain)
		words=$(bt-metrics --list -f csv 2>/dev/null |
		    sed "1d;s/,.*//");;
	--returns) words="auto bar day";;
	-o|--output|-c|--config)
		compopt -o default; return;;
	--assert|--periods|--risk-free|--equity|--return|--date-format|--tz)
		return;;
	*)	if [[ $cur != -* ]]; then
			compopt -o default; return
		fi
		words="-f --format -o --output -m --metrics --by --assert --list --explain --periods --risk-free --returns --equity --return --date-format --tz -c --config --print-config -q --quiet -v --verbose -h --help -V --version";;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _bt_metrics bt-metrics
