using System.Security.Cryptography;
using System.Text;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Tests.Publishing.Rollouts;

namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>A site before one platform's double, with troubles between them.</summary>
/// <param name="Name">How it gets there.</param>
/// <param name="Read">A file as visitors get it, from what the platform itself keeps; null when it shows none.</param>
/// <param name="Secrets">What must be nowhere.</param>
internal sealed record FaultySite(string Name, CloudStage Stage, Troubles Troubles, Func<string, string?> Read, string[] Secrets) : IDisposable, IProgress<TargetProgress>
{
    private readonly Dictionary<GenerationId, string> _texts = [];
    private int _written;

    /// <summary>The files of a release that says something.</summary>
    public static IReadOnlyDictionary<string, string> Files(string text) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["index.html"] = text, ["page.html"] = $"a page of {text}", ["data.txt"] = Data(text),
    };

    /// <summary>Writes a release that nobody has seen yet.</summary>
    public GenerationId Write()
    {
        var text = $"release {++_written}";
        var generation = Stage.Write(text);
        _texts[generation] = text;
        return generation;
    }

    /// <summary>Which release visitors get, whole; fails when it is none.</summary>
    public GenerationId? Whole()
    {
        var shown = Files("").Keys.ToDictionary(name => name, Read, StringComparer.Ordinal);
        if (shown.Values.All(text => text is null))
        {
            Assert.Null(Stage.Live);
            return null;
        }

        var whole = _texts.Where(pair => Files(pair.Value).All(file => shown[file.Key] == file.Value)).Select(pair => pair.Key).ToList();
        Assert.True(whole.Count == 1, $"visitors get no whole release: {shown["index.html"]}");
        Assert.Equal(Stage.Live, whole[0]);
        return whole[0];
    }

    public void Report(TargetProgress value)
    {
        if (value.Phase != RolloutPhase.Ended)
        {
            Troubles.State = value.Phase;
        }
    }

    public void Dispose() => Stage.Dispose();

    // Does not pack well, so that it can be cut in its middle.
    private static string Data(string text)
    {
        StringBuilder data = new();
        for (var line = 0; line < 300; line++)
        {
            data.Append(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{text} {line}")))).Append('\n');
        }

        return data.ToString();
    }
}
