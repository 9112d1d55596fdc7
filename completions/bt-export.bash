# made by scripts/docs, do not edit
_bt_export()
{
	local cur=${COMP_WORDS[COMP_CWORD]} words=
	local prev=${COMP_WORDS[COMP_CWORD-1]}
	[[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD-2]}
	[[ $cur == = ]] && cur=
	case $prev in
	-f|--format)
		words=$(bt-export --list -f csv 2>/dev/null |
		    sed "1d;s/,.*//");;
	-m|--metrics)
		words=$(bt-metrics --list -f csv 2>/dev/null |
		    sed "1d;s/,.*//");;
	--sql-dialect) words="portable postgresql";;
	--returns) words="auto bar day";;
	-o|--output|--benchmark|--prices|--template|--index|-c|--config)
		compopt -o default; return;;
	--title|--table|--max-points|--chart|--axes|--size|--periods|--risk-free|--equity|--return|--date-format|--tz)
		return;;
	*)	if [[ $cur != -* ]]; then
			compopt -o default; return
		fi
		words="-f --format -o --output --list --title --benchmark --prices -m --metrics --table --template --index --safe-csv --sql-dialect --max-points --chart --axes --size --terminal --sixel --plot-script --periods --risk-free --returns --equity --return --date-format --tz -c --config --print-config -q --quiet -v --verbose -h --help -V --version";;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _bt_export bt-export
