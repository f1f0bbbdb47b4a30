# Completion of tsmig for fish. In ~/.config/fish/config.fish: tsmig completion fish | source

function __tsmig_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    set -l lines ($program __complete $words[2..-1] "$current" 2>/dev/null)
    switch "$lines[1]"
        case files
            set -l option (string match -r -- '^-[^=]*=' "$current")
            for file in (__fish_complete_path (string replace -- "$option" '' "$current"))
                echo -- "$option$file"
            end
        case words start
            printf '%s\n' $lines[2..-1]
            # Behind the only one fish would put a space; of two it takes what they have in common.
            if test "$lines[1]" = start -a (count $lines) -eq 2
                printf '%s:\tto …\n' (string split \t -- $lines[2])[1]
            end
    end
end

complete -c tsmig -f -k -a '(__tsmig_complete)'
