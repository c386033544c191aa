# A closure of 2,000 paths of which 10 are missing, to one host, through a line that is slow.

bench_copy() {
    lab_up 1 "$curve25519"
    systems=''
    # The host has one; then three turns a round on each of two lines.
    for turn in $(seq 0 $((rounds * 6))); do
        new_system 1988
        build_system
        systems="$systems $system"
    done
    # Paths of ours, without white space.
    # shellcheck disable=SC2086
    by_program copy copy "$work/lab" "$group" $systems
    section 'A closure of 2,000 paths of which 10 are missing, to one host'
    for line in 0ms 50ms; do
        title="round trip of $(echo "$line" | sed 's/ms/ ms/')"
        row "$title: time, login included" copy wall "chimera-$line" "nix-copy-$line" - 'nix copy'
        row "$title: time, connected already" copy wall "chimera-connected-$line" - -
        row "$title: CPU time, both ends, login included" copy cpu "chimera-$line" "nix-copy-$line" - 'nix copy'
    done
    row 'round trips, login included' copy trips chimera-50ms nix-copy-50ms - 'nix copy'
    row 'round trips, connected already' copy trips chimera-connected-50ms - -
}
