using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Documents.Toml;

namespace Chimera.Sites.Netlify.Toml;

/// <summary>
/// A <c>netlify.toml</c> as Netlify's build sees it: read by smol-toml 1.9.1, which is TOML 1.1 with a few deviations, then turned into
/// JSON
/// (<c>@netlify/config</c>, <c>lib/utils/toml.js</c>).
/// </summary>
public abstract record NetlifyToml
{
    // Number.MAX_SAFE_INTEGER
    private const long LargestInteger = (1L << 53) - 1;

    private NetlifyToml(TomlDocument document) => Document = document;

    /// <summary>The text with its places; it may have problems that Netlify does not see.</summary>
    public TomlDocument Document { get; }

    public static NetlifyToml Parse(SourceFile source, CancellationToken stop = default)
    {
        var document = TomlDocument.Parse(source, new TomlOptions(TomlVersion.V11, LargestInteger), stop);
        foreach (var problem in document.Problems)
        {
            if (SmolErrors.Of(source.Text, problem) is { } error)
                return new Failed(document, SmolErrors.Message(source.Text, error), problem);
        }

        return new Read(document, SmolJson.Of(source.Text, document.Root, stop));
    }

    /// <summary>Netlify can read it.</summary>
    /// <param name="Document">The text with its places.</param>
    /// <param name="Value">
    /// What the build works with. Keys that are array indexes come first, in ascending order; a number is a <see cref="long"/> when it is
    /// whole
    /// and exact, else a <see cref="double"/>; dates are text; infinite numbers and those that are none are null.
    /// </param>
    public sealed record Read(TomlDocument Document, JsonObject Value) : NetlifyToml(Document);

    /// <summary>Netlify cannot read it: the build fails.</summary>
    /// <param name="Document">The text with its places.</param>
    /// <param name="Message">What smol-toml says, to the character, of several lines.</param>
    /// <param name="Problem">The first problem that stops Netlify.</param>
    public sealed record Failed(TomlDocument Document, string Message, TomlProblem Problem) : NetlifyToml(Document)
    {
        /// <summary>What a person should look at.</summary>
        public TextSpan Span => Problem.Span;
    }
}
