# Everything is taken back: over the connections that a rollout has left open, and by a command that opens its own.

bench_panic() {
    warm_panic panic "$panic_hosts" "$rounds"
    section 'Panic'
    aim=-
    [ "$panic_hosts" != 100 ] || aim='1000 ms'
    row "$panic_hosts hosts over open connections, verified: time" panic wall chimera - "$aim"
    per=$panic_hosts
    row 'the same, time per host' panic wall chimera - -
    row 'the same, CPU time per host, both ends' panic cpu chimera - -
    per=1
    row 'the same, connections made during it' panic connections chimera - 0

    lab_up "$hosts" "$curve25519"
    new_system
    build_system
    write_truth
    first=$system
    (in_fleet "$chimera" deploy --yes) >"$work/log" 2>&1 || fail_with_log 'the first deploy failed'
    for turn in $(seq "$rounds"); do
        new_system
        (in_fleet "$chimera" deploy --yes) >"$work/log" 2>&1 || fail_with_log 'a deploy failed'
        mark_logins
        measured panic-cold chimera "$turn" in_fleet "$chimera" panic --yes
        # A panic asks nobody for health.
        verify panic "$first" "$version"
        count_logins panic-cold chimera "$turn"
    done
    row "$hosts hosts by a command, logins included: time" panic-cold wall chimera - -
    per=$hosts
    row 'the same, CPU time per host, both ends' panic-cold cpu chimera - -
    row 'the same, logins per host' panic-cold logins chimera - 1
    per=1
}

# warm_panic MEASURE HOSTS ROUNDS: the program deploys one system, then a new one for each round, and takes each of those back.
warm_panic() {
    lab_up "$2" "$curve25519"
    truths=''
    for turn in $(seq 0 "$3"); do
        new_system
        build_system
        write_truth "$work/fleet/$turn.yaml" "path: $system"
        truths="$truths $work/fleet/$turn.yaml"
    done
    # Paths of ours, without white space.
    # shellcheck disable=SC2086
    by_program "$1" panic "$work/lab" "$work/fleet" "$group" $truths
}
