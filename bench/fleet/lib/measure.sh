# Measuring: wall-clock time, CPU time of both ends, and logins, of one command at a time. Needs $work.
# Every figure is a line of $work/figures: measure, who, round, metric, value.

# Accounting groups for what runs on the controller and what runs on the hosts. $group stays empty where there is no such accounting.
group=
make_groups() {
    for base in /sys/fs/cgroup/cpuacct /sys/fs/cgroup; do
        mkdir "$base/chimera-bench-$$" 2>/dev/null || continue
        if [ -e "$base/chimera-bench-$$/cpuacct.usage" ] || [ -e "$base/chimera-bench-$$/cpu.stat" ]; then
            group=$base/chimera-bench-$$
            mkdir "$group/controller" "$group/hosts"
            return
        fi
        rmdir "$base/chimera-bench-$$"
    done
}
remove_groups() {
    [ -z "$group" ] || rmdir "$group/controller" "$group/hosts" "$group" 2>/dev/null || :
    group=
}

# within controller|hosts COMMAND ...: in that group, with everything it starts; to be called in a subshell.
within() {
    # Read by the shell itself, so it is the subshell that moves.
    read -r self_ _ </proc/self/stat
    [ -z "$group" ] || echo "$self_" >"$group/$1/cgroup.procs"
    shift
    "$@"
}

cpu_us() { # controller|hosts
    [ -n "$group" ] || return 0
    if [ -e "$group/$1/cpuacct.usage" ]; then
        read -r ns <"$group/$1/cpuacct.usage"
        echo $((ns / 1000))
    else
        awk '$1 == "usage_usec" { print $2 }' "$group/$1/cpu.stat"
    fi
}

figure() { # MEASURE WHO ROUND METRIC VALUE
    printf '%s\t%s\t%s\t%s\t%s\n' "$@" >>"$work/figures"
}

# measured MEASURE WHO ROUND COMMAND ...: what it took. One that fails ends the run, with its own words. Its output is in $work/log.
child=
measured() {
    measure=$1 who=$2 round=$3
    shift 3
    mine=$(cpu_us controller) theirs=$(cpu_us hosts)
    from=$(date +%s%N)
    (within controller "$@") >"$work/log" 2>&1 </dev/null &
    child=$!
    wait "$child" || fail_with_log "$measure: $who failed in round $round, so nothing of this run counts"
    child=
    to=$(date +%s%N)
    figure "$measure" "$who" "$round" wall $(((to - from) / 1000))
    [ -z "$group" ] || {
        mine=$(($(cpu_us controller) - mine)) theirs=$(($(cpu_us hosts) - theirs))
        figure "$measure" "$who" "$round" cpu $((mine + theirs))
        figure "$measure" "$who" "$round" cpu-controller "$mine"
        figure "$measure" "$who" "$round" cpu-hosts "$theirs"
    }
    say "$measure: $who, round $round: $(((to - from) / 1000000)) ms"
}

# section TITLE: a table of its own for the rows that follow.
section() { printf '\n## %s\n\n| what | chimera | peer | ratio | aim |\n|---|---|---|---|---|\n' "$1" >>"$work/tables"; }

# row WHAT MEASURE METRIC CHIMERA PEER AIM [NAME]: PEER and AIM may be '-'; NAME is what the peer is called in the table.
# $per divides the figures.
row() {
    awk -v what="$1" -v measure="$2" -v metric="$3" -v mine="$4" -v theirs="$5" -v aim="$6" -v name="${7-}" -v per="${per-1}" \
        -f "$here/lib/row.awk" "$work/figures" >>"$work/tables"
}

# by_program MEASURE ARGUMENTS ...: the benchmark's own program measures, and prints figures of WHO, round, metric, value.
by_program() {
    measure=$1
    shift
    (within controller "$bench" "$@") >"$work/printed" 2>"$work/log" </dev/null &
    child=$!
    wait "$child" || fail_with_log "$measure: nothing of it counts"
    child=
    sed "s/^/$measure	/" "$work/printed" >>"$work/figures"
    say "$measure: done"
}
