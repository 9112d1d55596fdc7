# made by scripts/docs, do not edit
_bt_montecarlo()
{
	local cur=${COMP_WORDS[COMP_CWORD]} words=
	local prev=${COMP_WORDS[COMP_CWORD-1]}
	[[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD-2]}
	[[ $cur == = ]] && cur=
	case $prev in
	--method) words="trades trades-shuffle skip-trades jitter block stationary parametric garch";;
	--of) words="auto trades returns";;
	--basis) words="trade account";;
	--emit) words="summary paths fan histogram";;
	-f|--format) words="table ndjson csv json";;
	--progress) words="auto always never json";;
	--returns) words="auto bar day";;
	-o|--output|-c|--config)
		compopt -o default; return;;
	-n|--simulations|--trades|--length|--seed|--cash|--ruin|--goal|--shard|-j|--jobs|--horizons|--tail|-m|--metrics|--confidence|--points|--leverage-sweep|--time-limit|--periods|--risk-free|--equity|--return|--date-format|--tz)
		return;;
	*)	if [[ $cur != -* ]]; then
			compopt -o default; return
		fi
		words="-n --simulations --method --trades --length --seed --of --basis --cash --ruin --goal --shard -j --jobs --horizons --tail -m --metrics --confidence --emit --points --leverage-sweep -f --format -o --output --time-limit --progress --periods --risk-free --returns --equity --return --date-format --tz -c --config --print-config -q --quiet -v --verbose -h --help -V --version";;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _bt_montecarlo bt-montecarlo
