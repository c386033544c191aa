using System.CommandLine;

namespace Chimera.Cli.Commands;

/// <summary>An option whose value is one of a few words, and another where nothing is written; its help names both as a person types them.</summary>
internal sealed class WordOption<T> : Option<T>
    where T : struct, Enum
{
    private readonly T _otherwise;

    /// <param name="otherwise">The value where nothing is written: one of those that have a word. Help would name a default of the parser's own by the name that it has in the code.</param>
    public WordOption(string name, string description, T otherwise, (string Word, T Value)[] words, params string[] aliases)
        : base(name, aliases)
    {
        _otherwise = otherwise;
        Description = $"{description} (default: {words.First(known => known.Value.Equals(otherwise)).Word})";
        HelpName = string.Join('|', words.Select(known => known.Word));
        CustomParser = result =>
        {
            var written = Word.Of(result);
            var index = Array.FindIndex(words, known => known.Word == written);
            return index >= 0 ? words[index].Value : Word.Unknown<T>(result, [.. words.Select(known => known.Word)]);
        };
    }

    public T In(ParseResult parsed) => parsed.GetResult(this) is null ? _otherwise : parsed.GetValue(this);
}
