using System.Collections.Immutable;
using System.Text;

namespace Chimera.Tests.Common.Fuzzing;

/// <summary>Something that reads what comes from outside, and what may come of it.</summary>
/// <param name="Name">How it is asked for: <c>scripts/fuzz.sh 60 NAME</c>.</param>
/// <param name="Corpus">Inputs that are right; every other one is made of them.</param>
/// <param name="Judge">Reads an input. Null when what came of it is an acceptable answer, otherwise what is wrong with it.</param>
internal sealed record FuzzTarget(string Name, ImmutableArray<byte[]> Corpus, Func<byte[], string?> Judge)
{
    /// <summary>What means something to the reader.</summary>
    public ImmutableArray<byte[]> Words { get; private init; } = [];

    /// <summary>What once went wrong, or would be hard: played first, every time.</summary>
    public ImmutableArray<byte[]> Kept { get; private init; } = [];

    /// <summary>The longest input that can reach it.</summary>
    public int MostBytes { get; init; } = 64 * 1024;

    public static FuzzTarget Text(string name, IEnumerable<string> corpus, Func<string, string?> judge) =>
        new(name, [.. corpus.Select(Encoding.UTF8.GetBytes)], bytes => judge(Encoding.UTF8.GetString(bytes)));

    public static FuzzTarget Bytes(string name, IEnumerable<string> corpus, Func<byte[], string?> judge) =>
        new(name, [.. corpus.Select(Encoding.UTF8.GetBytes)], judge);

    public FuzzTarget Keeping(params IEnumerable<string> inputs) => this with { Kept = [.. inputs.Select(Encoding.UTF8.GetBytes)] };

    public FuzzTarget With(params IEnumerable<string> words) => this with { Words = [.. words.Select(Encoding.UTF8.GetBytes)] };
}
