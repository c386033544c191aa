using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration;

namespace Chimera.Fleet.Nix;

/// <summary>How a command is run in the development shell of a flake or an expression.</summary>
internal static class NixShell
{
    /// <summary>The program and its arguments. An empty <paramref name="command"/> opens the shell itself.</summary>
    public static NixAnswer<ImmutableArray<string>> CommandLine(SystemSource source, ImmutableArray<string> command) => source switch
    {
        SystemSource.Flake flake when NixArguments.Check("flake reference", flake.Reference) is { } refused => refused.As<ImmutableArray<string>>(),
        SystemSource.Flake flake => Done(
            ["nix", "develop", "--extra-experimental-features", "nix-command flakes", flake.Reference, .. command.IsEmpty ? command : ["--command", .. command]]),
        SystemSource.Expression file when Refused(file) is { } refused => refused.As<ImmutableArray<string>>(),
        SystemSource.Expression file => Done(
            ["nix-shell", .. Attribute(file), file.File, .. command.IsEmpty ? command : ["--run", "exec " + string.Join(' ', command.Select(Quote))]]),
        _ => Finding.Error(
            "nix.no-shell", "a store path has no development shell", "name a flake or a file that has one").As<ImmutableArray<string>>(),
    };

    private static Finding? Refused(SystemSource.Expression source) =>
        NixArguments.Check("file", source.File) ?? (source.Attribute.Length > 0 ? NixArguments.Check("attribute", source.Attribute) : null);

    private static string[] Attribute(SystemSource.Expression source) => source.Attribute.Length > 0 ? ["--attr", source.Attribute] : [];

    // nix-shell takes a line for its shell and nothing else, so each word is quoted as a whole.
    private static string Quote(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static NixAnswer<ImmutableArray<string>> Done(ImmutableArray<string> line) => new NixAnswer<ImmutableArray<string>>.Done(line);
}
