#!/bin/sh
# bench/lab.sh [HOSTS]: how long the whole fleet takes for each verb, on a lab of this machine; something for later work to beat.
# Every host is prepared, tried, probed over a new login and committed; health time is zero, so that only work is measured.
set -eu
cd "$(dirname "$0")/.."
hosts=${1:-20}
[ "$(id -u)" = 0 ] || { echo 'error: the lab needs root' >&2; exit 5; }
./scripts/prerequisites.sh
./chimera --version >/dev/null
chimera=$PWD/chimera

work=$(mktemp -d)
trap '"$chimera" lab down --dir "$work/lab" >/dev/null 2>&1; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cp examples/fleet/systems.nix examples/fleet/switch-to-configuration.sh "$work"

truth() { # truth VERSION
    cat >"$work/chimera.yaml" <<END
version: 1
rollout: { canary: 1, max_parallel: 64, min_healthy_time: 0s, healthy_deadline: 60s, progress_deadline: 5m }
settings: { ssh: { parallel: 16 } }
fleet:
  hosts_file: $work/lab/hosts.yaml
  defaults: { ssh_config: $work/lab/ssh_config, user: root }
  systems:
    web: { file: ./systems.nix, attr: web.v$1, on: all }
END
}
seconds() { # seconds WHAT COMMAND ... : prints a row
    what=$1; shift
    start=$(date +%s%N)
    (cd "$work" && "$@") >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    end=$(date +%s%N)
    awk -v what="$what" -v ns=$((end - start)) -v hosts="$hosts" \
        'BEGIN { printf "| %s | %.2f s | %.1f ms |\n", what, ns / 1e9, ns / 1e6 / hosts }'
}

printf '%s hosts on %s, %s cores, %s\n\n' "$hosts" "$(awk -F: '/model name/ { print $2; exit }' /proc/cpuinfo | sed 's/^ *//')" "$(nproc)" "$(nix --version)"
printf '| what | time | per host |\n|---|---|---|\n'
seconds 'lab up' "$chimera" lab up "$hosts" --dir "$work/lab"
truth 1
seconds 'plan (evaluate, build, observe)' "$chimera" plan
seconds 'first deploy (whole closure)' "$chimera" deploy --yes
seconds 'deploy with nothing to do' "$chimera" deploy --yes
truth 2
seconds 'deploy of a change' "$chimera" deploy --yes
seconds 'status' "$chimera" status
seconds 'panic (connections included)' "$chimera" panic --yes
seconds 'rollback to a world' "$chimera" rollback --to 2 --yes
seconds 'ledger verify' "$chimera" ledger verify
