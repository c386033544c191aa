#!/bin/sh
# Everything CI runs: what is missing is installed, everything is built with warnings as errors, every test is run,
# and line coverage is printed and held at 80 percent.
set -eu
cd "$(dirname "$0")"
./scripts/prerequisites.sh
results=artifacts/test-results
rm -rf "$results"
dotnet build chimera.slnx -nologo -v quiet
# The labs of Fleet load both processors, so that suite runs alone; the commands' tests mostly wait, and the others run beside them.
suites() {
    failed=0
    for suite; do
        dotnet test "tests/Chimera.$suite.Tests" --no-build -nologo --results-directory "$results/$suite" --logger 'console;verbosity=minimal' \
            --logger trx --collect 'XPlat Code Coverage' || failed=$?
    done
    return "$failed"
}
status=0
suites Architecture Documents Engine Store Sites & beside=$!
trap '[ -z "$beside" ] || { kill -STOP "$beside" && pkill -P "$beside"; kill -KILL "$beside"; } 2>/dev/null' EXIT
trap 'exit 130' INT TERM
suites Cli || status=$?
wait "$beside" || status=$?
beside=
suites Fleet || status=$?
dotnet run scripts/summary.cs -- "$results" 80 || [ "$status" != 0 ] || status=1
exit "$status"
