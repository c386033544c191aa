# How long each verb takes for the whole fleet, as somebody to whom each host is new would meet them.

bench_verbs() {
    lab_up "$hosts" "$curve25519"
    new_system
    write_truth
    printf '\n## Verbs on %s hosts, once each\n\n| verb | time | CPU time per host, both ends |\n|---|---|---|\n' "$hosts" >>"$work/tables"
    verb 'plan (evaluation, build, observation)' plan
    verb 'first deploy (whole closure)' deploy --yes
    verb 'deploy, nothing to do' deploy --yes
    new_system
    verb 'deploy of a change' deploy --yes
    verb status status
    verb panic panic --yes
    verb 'rollback to a world' rollback --to 2 --yes
    verb 'ledger verify' ledger verify
}

verb() { # WHAT ARGUMENTS ...
    title=$1
    shift
    measured "verb $title" chimera 1 in_fleet "$chimera" "$@"
    awk -F '\t' -v measure="verb $title" -v title="$title" -v hosts="$hosts" '
        $1 == measure { figure[$4] = $5 / 1000 }
        END {
            cpu = "cpu" in figure ? sprintf("%.1f ms", figure["cpu"] / hosts) : "-"
            printf "| %s | %.2f s | %s |\n", title, figure["wall"] / 1000, cpu
        }
    ' "$work/figures" >>"$work/tables"
}
