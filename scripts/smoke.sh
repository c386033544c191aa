#!/bin/sh
# smoke.sh PROGRAM: tries a built Chimera where trimming could have taken something away: YAML, TOML, JSON, plans, the record and its signatures.
set -eu
program=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

expect() { # expect CODE TEXT ARGUMENT ...: how it ends, and what it says
    wanted=$1 text=$2 code=0
    shift 2
    said=$("$program" "$@" 2>&1) || code=$?
    case $code:$said in
        "$wanted":*"$text"*) ;;
        *) printf 'error: chimera %s exited with %s and said:\n%s\n' "$*" "$code" "$said" >&2; exit 1 ;;
    esac
}

mkdir site
echo 'Hello' >site/index.html
printf '[[redirects]]\nfrom = "/old"\nto = "/"\n' >site/netlify.toml
printf 'services:\n  - type: web\n    name: site\n    runtime: static\n    staticPublishPath: .\n' >site/render.yaml
printf 'version: 1\nsites:\n  docs:\n    path: site\n    platforms: [netlify]\n' >chimera.yaml

expect 0 'Usage' --help
expect 0 '"status":301' simulate --platform netlify --path site --request /old -o json
expect 0 'render: would be deployed' simulate --platform render --path site
expect 0 '+ redirect rules 1' plan
expect 7 'sites.not-connected' deploy --yes
expect 0 'intact' ledger verify
expect 0 '"key":"enabled"' config show -o json
expect 3 'truth.unknown-key' plan --file "$(printf 'version: 1\nsite: {}\n' >wrong.yaml && echo wrong.yaml)"
