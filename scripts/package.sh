#!/bin/sh
# Makes artifacts/package/chimera-linux-x64.tar.gz: Chimera with its runtime, compiled ahead of time, for machines without .NET.
set -eu
cd "$(dirname "$0")/.."
out=artifacts/package
rm -rf "$out"
dotnet publish src/Chimera.Cli -c Release -p:Ahead=true -p:SelfContained=true -p:DebugType=none -v quiet -nologo -o "$out/chimera"
tar -C "$out" -czf "$out/chimera-linux-x64.tar.gz" chimera
ls -l "$out/chimera-linux-x64.tar.gz"
