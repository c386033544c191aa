# How long a command takes that does nearly nothing.

bench_start() {
    lab_up 5 "$curve25519"
    new_system
    write_truth
    (in_fleet "$chimera" deploy --yes) >"$work/log" 2>&1 || fail_with_log 'the first deploy failed'
    mkdir "$work/empty"
    for turn in $(seq $((rounds * 5))); do
        measured start version "$turn" "$chimera" --version
        measured start status-empty "$turn" in_empty status
        measured start status-5 "$turn" in_fleet "$chimera" status
        measured start ansible "$turn" ansible --version
    done
    section 'Start'
    for metric in wall cpu; do
        [ "$metric" = wall ] && kind=time || kind='CPU time, both ends'
        row "chimera --version: $kind" start $metric version ansible - 'ansible --version'
        row "chimera status in an empty folder: $kind" start $metric status-empty ansible - 'ansible --version'
        row "chimera status of 5 hosts: $kind" start $metric status-5 ansible - 'ansible --version'
    done
}

# Without a truth file that is an error, and said so; the time until then counts.
in_empty() { (cd "$work/empty" && "$chimera" "$@") || [ $? = 3 ]; }
