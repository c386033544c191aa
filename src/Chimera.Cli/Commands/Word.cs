using System.CommandLine.Parsing;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Cli.Commands;

/// <summary>An option whose value is one of a few words.</summary>
internal static class Word
{
    /// <summary>The word as it was written, in lower case.</summary>
    public static string Of(ArgumentResult result) => result.Tokens[0].Value.ToLowerInvariant();

    /// <summary>A usage error that names the words that are known.</summary>
    public static T Unknown<T>(ArgumentResult result, params string[] known)
        where T : struct
    {
        var written = result.Tokens[0].Value;
        result.AddError($"'{written}' is not known here; {Nearest.Hint(written, known, $"write {Wording.Either(known)}")}");
        return default;
    }
}
