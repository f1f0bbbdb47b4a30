#compdef tsmig
# Completion of tsmig for zsh. In ~/.zshrc, after compinit: eval "$(tsmig completion zsh)"

_tsmig() {
  local program=${(Q)words[1]} line meaning
  local -a lines items more
  lines=("${(@f)$("${program/#\~\//$HOME/}" __complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  case $lines[1] in
    files)
      compset -P '-*='
      _files
      return
      ;;
    start) more=(-S '') ;;
    words) ;;
    *) return 1 ;;
  esac
  for line in "${(@)lines[2,-1]}"; do
    meaning=${line#*$'\t'}
    items+=("${${line%%$'\t'*}//:/\\:}${meaning:+:$meaning}")
  done
  _describe -V tsmig items "${(@)more}"
}

if [[ $funcstack[1] == _tsmig ]]; then
  _tsmig "$@"
else
  compdef _tsmig tsmig
fi
