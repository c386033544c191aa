# The end of the channel on the host: takes requests from standard input, runs them one at a time, marks where each
# reply begins and ends. Written down in docs/host-protocol.md. Needs a POSIX shell, dd, cat, sleep and /proc.

set -f
umask 022
LC_ALL=C
export LC_ALL
unset chimera_program
exec 3<&0 </dev/null

# On both streams, so that each can be read on its own. The nonce is known to nothing else that runs here.
chimera_mark() {
    printf '%s %s\n' "$chimera_nonce" "$1"
    printf '%s %s\n' "$chimera_nonce" "$1" >&2
}

# The controller is gone: whatever still runs for it ends.
chimera_end() {
    trap '' TERM
    kill -TERM "$chimera_group"
    sleep 2
    kill -KILL "$chimera_group"
}

# Waits for the controller to go, until it is told that the operation is done. Nothing is sent before the reply, so reading comes back
# only at the end of the stream. It is told by SIGTERM, which ends it at once: a trap would run after the read, if it came before it.
chimera_watch() {
    read -r chimera_rest <&3
    chimera_end
}

# Gives an operation its input, then watches, until chimera_run says that it is done.
# An operation never sees the end of an input that was cut short.
chimera_feed() {
    read -r chimera_pid chimera_rest </proc/self/stat
    printf '%s\n' "$chimera_pid"
    # dd, because head of busybox reads further than it is told; once, where what it holds meanwhile is little.
    chimera_block=$1
    [ "$1" -le 1048576 ] || chimera_block=65536
    dd bs="$chimera_block" count=$(($1 / chimera_block)) iflag=fullblock <&3 2>/dev/null
    [ $(($1 % chimera_block)) -eq 0 ] || dd bs=$(($1 % chimera_block)) count=1 iflag=fullblock <&3 2>/dev/null
    read -r chimera_seal <&3 && [ "$chimera_seal" = complete ] || chimera_end
    exec >&-
    chimera_watch
}

# In a subshell of its own, so that an operation may exit, fail or be killed; what it did not read is thrown away.
chimera_run() {
    read -r chimera_feeder
    (
        exec 3<&-
        chimera_dispatch "$@"
    )
    chimera_code=$?
    # There is mostly no rest, which the shell can see for itself.
    ! read -r chimera_rest || cat >/dev/null
    kill "$chimera_feeder"
    return "$chimera_code"
}

# Without input there is no pipe to fill, which saves a process.
chimera_run_alone() {
    chimera_watch &
    chimera_feeder=$!
    (
        exec 3<&-
        chimera_dispatch "$@"
    )
    chimera_code=$?
    kill "$chimera_feeder"
    wait "$chimera_feeder" 2>/dev/null
    return "$chimera_code"
}

# What ends by itself is not watched, which saves a process: looks, what a supervisor decides, checks with a limit. Then the loop ends.
chimera_run_unwatched() {
    (
        exec 3<&-
        chimera_dispatch "$@"
    )
}

# For a command that is not ours: it may leave processes behind, and those must not write into a later reply.
chimera_foreign() {
    "$@" </dev/null >&2
}

# Proves that the channel works.
op_ping() {
    :
}

# The whole process group is ended only where it was made for this session: led by this shell or by its sudo.
read -r chimera_pid chimera_name chimera_state chimera_parent chimera_group chimera_rest </proc/$$/stat
case $chimera_group in
"$$" | "$PPID") chimera_group=0 ;;
*) chimera_group=$$ ;;
esac

read -r chimera_nonce <&3
chimera_mark 'hello 1'
while read -r chimera_id chimera_operation chimera_length chimera_words <&3; do
    set --
    for chimera_word in $chimera_words; do
        chimera_word=${chimera_word#=}
        case $chimera_word in
        *\\*)
            # The dot keeps newlines at the end.
            chimera_word=$(printf '%b.' "$chimera_word")
            chimera_word=${chimera_word%.}
            ;;
        esac
        set -- "$@" "$chimera_word"
    done
    chimera_mark "begin $chimera_id"
    case $chimera_length-$chimera_operation in
    0-look | 0-observe | 0-prepare | 0-arm | 0-probe | 0-commit) chimera_run_unwatched "$chimera_operation" "$@" ;;
    0-*) chimera_run_alone "$chimera_operation" "$@" ;;
    *) chimera_feed "$chimera_length" | chimera_run "$chimera_operation" "$@" ;;
    esac
    chimera_mark "end $chimera_id $?"
done
