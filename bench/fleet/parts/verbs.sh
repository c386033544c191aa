# How long each verb takes for the whole fleet, as somebody to whom each host is new would meet them.

bench_verbs() {
    lab_up "$hosts" "$curve25519"
    new_system
    write_truth
    section "Verbs on $hosts hosts"
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
    row "$title: time" "$measure" wall chimera - -
    per=$hosts
    row "$title: CPU time per host, both ends" "$measure" cpu chimera - -
    per=1
}
