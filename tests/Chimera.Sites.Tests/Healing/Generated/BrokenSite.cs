using System.Text;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Healing.Generated;

/// <summary>A valid site, made from a seed, that was then broken in one to five ways as people break theirs.</summary>
internal sealed class BrokenSite
{
    private readonly Random _random;
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public BrokenSite(int seed)
    {
        _random = new Random(seed);
        Platform = _random.Next(6) switch { 0 => Platform.Render, 1 => Platform.GithubPages, 2 => Platform.Host, _ => Platform.Netlify };
        foreach (var (path, text) in ValidSite.Make(Platform, _random))
        {
            _files[path] = text;
        }

        var breakages = Breakages.Of(Platform);
        for (var count = _random.Next(1, 6); count > 0; count--)
        {
            var (name, file, breaks) = breakages[_random.Next(breakages.Length)];
            if (_files.TryGetValue(file, out var text))
            {
                _files[file] = breaks(text, _random);
                Broken.Add(name);
            }
        }

        foreach (var file in _files.Keys.Where(file => !file.EndsWith(".html", StringComparison.Ordinal)).ToList())
        {
            _files[file] = LineEnds(_files[file]);
        }
    }

    public Platform Platform { get; }

    public List<string> Broken { get; } = [];

    public SiteFolder Folder => SiteFolder.Of(_files);

    public IReadOnlyDictionary<string, string> Files => _files;

    public override string ToString()
    {
        var text = new StringBuilder().Append(Platform).Append(" broken by ").AppendJoin(", ", Broken).AppendLine();
        foreach (var (path, content) in _files.Where(file => !file.Key.EndsWith(".html", StringComparison.Ordinal)))
        {
            text.Append("--- ").AppendLine(path).AppendLine(content);
        }

        return text.ToString();
    }

    private string LineEnds(string text) => _random.Next(4) switch
    {
        0 => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        1 => string.Concat(text.Split('\n').Select((line, index) => (index == 0 ? "" : _random.Next(2) == 0 ? "\r\n" : "\n") + line)),
        2 => text.TrimEnd('\n'),
        _ => text,
    };
}
