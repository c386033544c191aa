#!/bin/sh
# Shows Chimera at work on a lab of five hosts on this machine: real Nix, real sshd, real processes.
# Can be run again and again; takes everything down at the end. Needs root for the lab (directly or by sudo).
set -eu
cd "$(dirname "$0")"

act() { printf '\n\033[1m# %s\033[0m\n' "$1"; }
run() { # shows a command, then runs it
    printf '$ chimera %s\n' "$*"
    $as "$program" "$@"
}
expect() { # expect CODE COMMAND ... : the act is the point, so another exit code is a failure of the demo
    wanted=$1; shift
    code=0; run "$@" || code=$?
    [ "$code" = "$wanted" ] || { echo "demo: 'chimera $*' exited with $code, not $wanted" >&2; exit 1; }
}
[ -t 1 ] || act() { printf '\n# %s\n' "$1"; }

act 'First, what is missing on this machine is installed, and Chimera is built.'
./scripts/prerequisites.sh
if [ "$(id -u)" = 0 ]; then as=
elif sudo -n true 2>/dev/null; then as='sudo -n'
else
    printf 'error: the lab needs root, to give each host its own file systems; run it as\n  sudo ./demo.sh\n' >&2
    exit 5
fi
./chimera --version >/dev/null
program=./chimera

state=$(mktemp -d)
cleanup() {
    $as "$program" lab down >/dev/null 2>&1 || true
    $as rm -rf "$state"
}
trap cleanup EXIT
trap 'exit 130' INT TERM
export CHIMERA_STATE_DIR="$state"
[ -z "$as" ] || as="sudo -n CHIMERA_STATE_DIR=$state"
fleet=examples/fleet

act 'A lab of five hosts: each has its own /nix, its own /etc and its own sshd, and knows nothing of the others.'
run lab down
run lab up 5

act 'The plan for version 1: what would change where, and the digest under which exactly this can be approved and run.'
run plan -f $fleet/chimera.yaml

act 'Deploy it: databases first, then web servers, each group with one canary ahead.'
run deploy -f $fleet/chimera.yaml --yes

act 'Version 2 changes a few packages; only what a host lacks travels.'
run deploy -f $fleet/v2.yaml --yes

act 'Version 3 is broken: its page answers with an error. It reaches one canary, which goes back by itself; the others never see it.'
expect 6 deploy -f $fleet/broken.yaml --yes

act 'Try it again, and it is refused: a generation that failed is in quarantine.'
expect 5 deploy -f $fleet/broken.yaml --yes

act 'Panic: version 2 is taken back on every host at once, without a plan, a build or a wave.'
run panic -f $fleet/v2.yaml --yes

act 'What every host is now, as the hosts themselves say.'
run status -f $fleet/chimera.yaml

act 'Every world state on record; "chimera rollback --to N" goes to any of them.'
run rollback -f $fleet/chimera.yaml --list

act 'What happened to each host, from the signed ledger, and the proof that nobody has changed a word of it.'
run ledger show -f $fleet/chimera.yaml --type step.committed --type step.reverted --type step.not-reached --type generation --type panic.ended
run ledger verify -f $fleet/chimera.yaml

act 'That was all. The lab is taken down. Try it yourself: sudo ./chimera lab up 5, then ./chimera plan -f examples/fleet/chimera.yaml'
