# Completion of tsmig for bash. In ~/.bashrc: eval "$(tsmig completion bash)"

_tsmig() {
  # bash cuts words at : = @ too, and tsmig wants them whole, as far as the cursor.
  local rest=${COMP_LINE:0:COMP_POINT} words=() part= gap i
  for ((i = 0; i <= COMP_CWORD; i++)); do
    part=${COMP_WORDS[i]}
    gap=${rest%%[![:space:]]*}
    rest=${rest#"$gap"}
    [[ $rest == "$part"* ]] || part=$rest
    rest=${rest#"$part"}
    if [[ $i -eq 0 || -n $gap ]]; then
      words+=("$part")
    else
      words[${#words[@]} - 1]+=$part
    fi
  done
  local marks='["'\''\\]' quoted=
  [[ ${words[${#words[@]} - 1]} == [\"\']* ]] && quoted=yes
  words=("${words[@]//$marks/}")

  # Only what stands behind the last cut is replaced, and that is $2.
  local typed=${2//$marks/}
  local last=${words[${#words[@]} - 1]}
  local before=${last%"$typed"}

  COMPREPLY=()
  local kind= candidate
  {
    IFS= read -r kind
    while IFS=$'\t' read -r candidate _; do
      candidate=${candidate#"$before"}
      [[ $quoted ]] || printf -v candidate %q "$candidate"
      COMPREPLY+=("$candidate")
    done
  } < <("${words[0]/#\~\//$HOME/}" __complete "${words[@]:1}" 2>/dev/null)

  case $kind in
    files)
      while IFS= read -r candidate; do COMPREPLY+=("$candidate"); done < <(compgen -f -- "$typed")
      compopt -o filenames 2>/dev/null
      ;;
    start) compopt -o nospace 2>/dev/null ;;
  esac
}

complete -o nosort -F _tsmig tsmig 2>/dev/null || complete -F _tsmig tsmig
