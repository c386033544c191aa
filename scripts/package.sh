#!/bin/sh
# Makes artifacts/package/chimera-linux-x64.tar.gz: Chimera as one file with its runtime, compiled ahead of time as a whole, for machines
# without .NET; and tries it. --run-tests also runs the tests of all commands against it.
set -eu
cd "$(dirname "$0")/.."
out=artifacts/package
rm -rf "$out"
dotnet publish src/Chimera.Cli -c Release -p:Package=true -v quiet -nologo -o "$out/chimera"
rm -f "$out"/chimera/*.pdb
touch "$out/chimera/chimera"
./scripts/smoke.sh "$out/chimera/chimera"
if [ "${1:-}" = --run-tests ]; then
    dotnet build tests/Chimera.Cli.Tests -v quiet -nologo
    CHIMERA_BINARY=$PWD/$out/chimera/chimera dotnet run --no-build --project tests/Chimera.Cli.Tests
fi
tar -C "$out" -czf "$out/chimera-linux-x64.tar.gz" chimera
ls -l "$out/chimera-linux-x64.tar.gz"
