using System.Globalization;
using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>Small systems for single tests: a toplevel whose activation is a shell script, and paths that must travel with it.</summary>
internal static class TestSystem
{
    private const string Expression = """
        { name, activation, paths, kib }:
        let
          busybox = builtins.path { name = "busybox"; path = /usr/bin; filter = path: _: baseNameOf path == "busybox"; };
          line = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n";
          text = builtins.concatStringsSep "" (builtins.genList (_: line) (16 * builtins.fromJSON kib));
          part = number: builtins.toFile "${name}-part-${toString number}" "${toString number}\n${text}";
        in derivation {
          inherit name activation;
          parts = builtins.genList part (builtins.fromJSON paths);
          system = builtins.currentSystem;
          builder = "${busybox}/busybox";
          args = [ "sh" "-euc" ''
            tool=${busybox}/busybox
            $tool mkdir -p $out/bin
            echo "$parts" >$out/parts
            printf '%s\n' '#!/bin/sh' "$activation" >$out/bin/switch-to-configuration
            $tool chmod +x $out/bin/switch-to-configuration
          '' ];
        }
        """;

    /// <summary>The toplevel; the closure is itself and <paramref name="paths"/> more, of <paramref name="kib"/> KiB each.</summary>
    /// <param name="activation">Lines of shell; <c>$1</c> is test, switch or boot.</param>
    public static async Task<string> BuildAsync(string name, string activation = ":", int paths = 0, int kib = 1) =>
        (await TestCommand.RunAsync("nix-build", [
            "--no-out-link", "--expr", Expression, "--argstr", "name", name, "--argstr", "activation", activation,
            "--argstr", "paths", paths.ToString(CultureInfo.InvariantCulture), "--argstr", "kib", kib.ToString(CultureInfo.InvariantCulture),
        ])).Succeeded();
}
