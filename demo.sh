#!/bin/sh
# Shows Chimera at work on a lab of five hosts on this machine: real Nix, real sshd, real nginx, real processes; only Netlify is a double.
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
    [ -z "${double-}" ] || kill "$double" 2>/dev/null || true
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

act 'Now a web site, for two of the hosts and for Netlify. What would the platforms make of it? Two mistakes are found before anybody sees them.'
site=$state/site
cp -r examples/sites/tea "$site"
expect 12 simulate --path "$site" --platform netlify --platform host

act 'Both have a repair that is certain; everything else in the files stays as it is.'
run heal --path "$site" --platform netlify --platform host

act 'A Netlify on this machine: the double of its API that the tests are held against; and nginx on two hosts.'
dotnet build -c Release -v quiet -nologo bench/netlify-double/Chimera.NetlifyDouble
mkfifo "$state/stop"
dotnet artifacts/bin/Chimera.NetlifyDouble/release/chimera-netlify-double.dll <"$state/stop" >"$state/netlify" 2>&1 &
double=$!
exec 3>"$state/stop"
until [ "$(wc -l <"$state/netlify")" = 4 ]; do kill -0 "$double"; sleep 0.1; done
of() { sed -n "s/^$1 //p" "$state/netlify"; }
$as examples/sites/nginx-on.sh /var/lib/chimera-lab/ssh_config lab1 lab2
cat >"$state/site.yaml" <<END
version: 1
rollout: { min_healthy_time: 500ms, healthy_deadline: 10s }
fleet:
  hosts_file: /var/lib/chimera-lab/hosts.yaml
  defaults: { ssh_config: /var/lib/chimera-lab/ssh_config, user: root }
sites:
  tea:
    path: site
    platforms: [netlify, host]
    netlify: { site: $(of site), api: "$(of api)", address: "$(of visit)", token: { file: token } }
    host: { on: [lab1, lab2], listen: "{host}:8080", nginx: /var/lib/web/nginx.conf }
END
(umask 077; of token >"$state/token")
cat "$state/site.yaml"

act 'Nothing is shown that nobody certified.'
expect 5 deploy -f "$state/site.yaml" --yes

act 'Certified with a key of your own, staged everywhere, shown, asked what was foreseen, and only then kept.'
run key new -f "$state/site.yaml"
run deploy -f "$state/site.yaml" --certify --yes
lab1=$($as ssh -G -T -F /var/lib/chimera-lab/ssh_config lab1 2>/dev/null | sed -n 's/^hostname //p')
printf '$ curl -i http://%s:8080/manual\n' "$lab1"
curl -si "http://$lab1:8080/manual" | head -8

act 'Somebody edits a page on one host, past everybody.'
$as ssh -F /var/lib/chimera-lab/ssh_config lab1 'for page in /var/lib/chimera/folders/tea/releases/*/www/index.html; do chmod u+w "$page"; echo "Buy coffee." >"$page"; done'
curl -s "http://$lab1:8080/"
expect 9 verify -f "$state/site.yaml" --site tea --platform host --url "http://$lab1:8080"
run status -f "$state/site.yaml"

act 'A deploy puts that host back, and touches no other.'
run deploy -f "$state/site.yaml" --yes
run verify -f "$state/site.yaml" --site tea --platform host --url "http://$lab1:8080"

act 'That was all. The lab is taken down. Try it yourself: sudo ./chimera lab up 5, then ./chimera plan -f examples/fleet/chimera.yaml'
