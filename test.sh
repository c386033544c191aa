#!/bin/sh
# Everything CI runs: what is missing is installed, everything is built with warnings as errors, every test is run,
# and line coverage is printed and held at 80 percent.
set -eu
cd "$(dirname "$0")"
./scripts/prerequisites.sh
results=artifacts/test-results
rm -rf "$results"
dotnet build chimera.slnx -nologo -v quiet
# One project after another: labs that share two processors make each other late.
status=0
dotnet test chimera.slnx --no-build -m:1 -nologo --results-directory "$results" \
    --logger 'console;verbosity=minimal' --logger trx --collect 'XPlat Code Coverage' "$@" || status=$?
dotnet run scripts/summary.cs -- "$results" 80 || [ "$status" != 0 ] || status=1
exit "$status"
