# The lab of a run, the systems it is given, and what its hosts say of themselves. Needs $work, $chimera and $root.

curve25519=curve25519-sha256
# What ssh offers by itself on this machine, in its own order.
own_kex() { ssh -G -F /dev/null localhost | awk '$1 == "kexalgorithms" { print $2 }'; }

lab_up() { # HOSTS KEX
    lab_hosts=$1
    say "lab: $1 hosts"
    lab_down
    (within hosts "$chimera" lab up "$1" --kex "$2" --dir "$work/lab") >"$work/log" 2>&1 ||
        fail_with_log 'the lab did not come up'
    forget_controller
}
lab_down() { [ ! -e "$work/lab" ] || "$chimera" lab down --dir "$work/lab" >/dev/null 2>&1 || :; }

# Chimera begins with no record, as each lab begins with no past.
forget_controller() { rm -rf "$work/fleet" && mkdir "$work/fleet"; }

# A new version for every turn, so that nobody profits from what another one has copied: no $version is used twice in a run.
version=0
new_system() { # [SHARED]
    version=$((version + 1))
    cat >"$work/fleet/system.nix" <<NIX
{ bench = import $here/systems.nix { version = "$version"; shared = ${1-40}; }; }
NIX
}
build_system() {
    system=$(nix-build --no-out-link "$work/fleet/system.nix" -A bench 2>"$work/log") ||
        fail_with_log 'the system could not be built'
}

# The health check of every tool.
check=/run/current-system/bin/check
profile=/nix/var/nix/profiles/system

# The truth for $work/fleet/system.nix; everything of it that is not work is off: no healthy time.
write_truth() { # [FILE]
    cat >"${1-$work/fleet/chimera.yaml}" <<END_
version: 1
rollout: { canary: 1, max_parallel: 64, min_healthy_time: 0s, healthy_deadline: 120s, progress_deadline: 10m }
settings: { ssh: { parallel: 16 } }
fleet:
  hosts_file: $work/lab/hosts.yaml
  defaults: { ssh_config: $work/lab/ssh_config, user: root }
  systems:
    bench: { ${2-"file: ./system.nix, attr: bench"}, on: all, health: [{ command: $check }] }
END_
}
in_fleet() { (cd "$work/fleet" && exec "$@"); }

# A turn that did not do the work is no turn: the system is live, committed and was asked for its health, on every host.
verify() { # WHO [SYSTEM VERSION]
    wanted_=${2-$system} asked_=${3-$version}
    for host in "$work"/lab/hosts/*; do
        read -r pid _ <"$host/init"
        now=$(readlink "/proc/$pid/root/run/current-system") || now=nothing
        link=$(readlink "$host$profile") || link=nothing
        set_=$(readlink "$host/nix/var/nix/profiles/$link") || set_=nothing
        read -r asked <"/proc/$pid/root/run/checked" 2>/dev/null || asked=nothing
        [ "$now $set_ $asked" = "$wanted_ $wanted_ $asked_" ] ||
            refuse "$1 left ${host##*/} at $now, with the profile at $set_ and its health asked for version $asked, instead of $wanted_"
    done
}

# Connections, as the hosts' own sshds have logged them since the last mark: those that logged in, and those that did not.
mark_logins() { wc -l "$work"/lab/hosts/*/var/log/sshd.log | awk '$2 != "total" { print $1, $2 }' >"$work/marks"; }
count_logins() { # MEASURE WHO ROUND
    # A connection is known by its port; one that logged in before may still say goodbye now.
    counted=$(awk 'FNR == NR { skip[$2] = $1; next }
        match($0, / port [0-9]+/) {
            connection = FILENAME substr($0, RSTART, RLENGTH)
            if (/Accepted /) { accepted[connection]; if (FNR > skip[FILENAME]) logins++ } else if (FNR > skip[FILENAME]) seen[connection]
        }
        END { for (connection in seen) if (!(connection in accepted)) others++; print logins + 0, others + 0 }' \
        "$work/marks" "$work"/lab/hosts/*/var/log/sshd.log)
    figure "$1" "$2" "$3" logins "${counted% *}"
    figure "$1" "$2" "$3" connections "${counted#* }"
}
