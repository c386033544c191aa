# A changed closure to every host: copied, activated, asked for its health, committed. Chimera and its peers by turns; logins are counted.

bench_deploy() { deploy_under deploy "$curve25519" curve25519 3x 15x; }
bench_deploy_own_kex() { deploy_under deploy-own-kex "$(own_kex)" "OpenSSH's own key exchange" 2x -; }

deploy_under() { # MEASURE KEX NAME AIM_COLMENA AIM_ANSIBLE
    lab_up "$hosts" "$2"
    write_ansible
    new_system
    write_truth
    (in_fleet "$chimera" deploy --yes) >"$work/log" 2>&1 || fail_with_log 'the first deploy failed'
    order='chimera chimera-whole colmena colmena-shared ansible ansible-raw'
    for turn in $(seq "$rounds"); do
        for who in $order; do
            new_system
            turn_of "$1" "$who" "$turn"
            verify "$who"
            count_logins "$1" "$who" "$turn"
            close_masters
        done
        # Nobody always goes first.
        order="${order#* } ${order%% *}"
    done
    deploy_nothing "$1-nothing"
    deploy_rows "$@"
}

# What is prepared for everybody is prepared before the clock starts: the closure is built, and Chimera's plan is made.
turn_of() { # MEASURE WHO ROUND
    case $2 in
        chimera)
            digest=$(in_fleet "$chimera" plan 2>"$work/log" | awk '$1 == "plan" { print $2 }')
            [ -n "$digest" ] || fail_with_log 'chimera made no plan'
            build_system
            mark_logins
            measured "$@" in_fleet "$chimera" deploy --plan "$digest" --yes
            ;;
        chimera-whole)
            mark_logins
            measured "$@" in_fleet "$chimera" deploy --yes
            build_system
            ;;
        colmena) build_system && mark_logins && measured "$@" colmena "$peer_options" ;;
        colmena-shared) build_system && mark_logins && measured "$@" colmena "$shared_options" ;;
        ansible) build_system && mark_logins && measured "$@" playbook playbook ;;
        ansible-raw) build_system && mark_logins && measured "$@" playbook playbook-raw ;;
    esac
}

# What has arrived is deployed again.
deploy_nothing() { # MEASURE
    (in_fleet "$chimera" deploy --yes) >"$work/log" 2>&1 || fail_with_log 'the last deploy failed'
    for turn in $(seq "$rounds"); do
        mark_logins
        measured "$1" chimera "$turn" in_fleet "$chimera" deploy --yes
        count_logins "$1" chimera "$turn"
    done
}

deploy_rows() { # MEASURE KEX NAME AIM_COLMENA AIM_ANSIBLE
    section "A change to $hosts hosts, $3"
    beside time "$1" wall "$4" "$5"
    row 'time, evaluation and build included' "$1" wall chimera-whole - -
    row 'time, nothing to do (evaluation included)' "$1-nothing" wall chimera - -
    per=$hosts
    beside 'CPU time per host, both ends' "$1" cpu - -
    beside 'CPU time per host, its own part' "$1" cpu-hosts - -
    row 'CPU time per host, evaluation and build included' "$1" cpu chimera-whole - -
    row 'CPU time per host, nothing to do (evaluation included)' "$1-nothing" cpu chimera - -
    beside 'logins per host' "$1" logins 2 2
    row 'logins per host, nothing to do' "$1-nothing" logins chimera - 1
    row 'connections per host that did not log in' "$1" connections chimera - -
    per=1
}

beside() { # WHAT MEASURE METRIC AIM_COLMENA AIM_ANSIBLE: a row for each peer
    row "$1" "$2" "$3" chimera colmena "$4" colmena
    row "$1" "$2" "$3" chimera colmena-shared "$4" 'colmena, ControlMaster'
    row "$1" "$2" "$3" chimera ansible "$5" Ansible
    row "$1" "$2" "$3" chimera ansible-raw "$5" 'Ansible, raw'
}
