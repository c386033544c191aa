#!/bin/sh
# Plays changed inputs to everything that reads what comes from outside, from seeds nobody has seen, for so long each.
# Usage: scripts/fuzz.sh SECONDS [TARGET]; a failure names its seed: CHIMERA_FUZZ_SEED=N scripts/fuzz.sh 1 TARGET plays it again.
set -eu
cd "$(dirname "$0")/.."
case ${1-} in '' | *[!0-9]*)
    sed -n '2,3s/^# //p' "scripts/fuzz.sh" >&2
    exit 2
    ;;
esac
CHIMERA_FUZZ_SECONDS=$1
CHIMERA_FUZZ_TARGET=${2-}
CHIMERA_FUZZ_FOLDER=$(mktemp -d)
export CHIMERA_FUZZ_SECONDS CHIMERA_FUZZ_TARGET CHIMERA_FUZZ_FOLDER
trap 'rm -rf "$CHIMERA_FUZZ_FOLDER"' EXIT
status=0
for room in Engine Documents Fleet Sites Store Cli; do
    project=tests/Chimera.$room.Tests
    dotnet build "$project" -nologo -v quiet -p:RunAnalyzers=false
    dotnet run --no-build --project "$project" -- -class '*FuzzTests' -showLiveOutput || {
        status=$?
        # A process that died could not say at which input.
        for last in "$CHIMERA_FUZZ_FOLDER"/*; do
            [ -f "$last" ] && echo "$(basename "$last") was last at seed $(cat "$last")" >&2
        done
    }
    rm -f "$CHIMERA_FUZZ_FOLDER"/*
done
exit "$status"
