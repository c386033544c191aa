using System.Text.RegularExpressions;

namespace Chimera.Cli.Tests;

/// <summary>A folder of its own for a run of the program, removed afterwards.</summary>
internal sealed partial class Sandbox : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("chimera-cli-").FullName;

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public bool Has(string name) => Path.Exists(Path.Combine(Folder, name));

    /// <summary>Takes out what differs from run to run: paths, digests, times.</summary>
    public string Redact(string text)
    {
        text = text.Replace(Folder, "DIR", StringComparison.Ordinal);
        text = Digest().Replace(text, "sha256:DIGEST");
        text = StoreHash().Replace(text, "/nix/store/HASH-");
        text = Time().Replace(text, "TIME");
        return Seconds().Replace(text, "N s");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    [GeneratedRegex("sha256:[0-9a-f]{12,64}", RegexOptions.None, 1000)]
    private static partial Regex Digest();

    [GeneratedRegex("/nix/store/[0-9a-z]{32}-", RegexOptions.None, 1000)]
    private static partial Regex StoreHash();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|\+00:00)", RegexOptions.None, 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"\b\d+\.\d+ ?s\b", RegexOptions.None, 1000)]
    private static partial Regex Seconds();
}
