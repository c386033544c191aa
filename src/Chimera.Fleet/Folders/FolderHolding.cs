using System.Collections.Immutable;
using System.Text;

namespace Chimera.Fleet.Folders;

/// <summary>What a folder on a host was found to hold, whoever put it there.</summary>
/// <param name="Others">Paths of what is no file of a manifest: links, pipes, other modes; folders with other modes.</param>
internal sealed record FolderHolding(ImmutableArray<FolderLine> Files, ImmutableArray<string> Others)
{
    private const string Manifest = "./manifest";

    /// <summary>Null for a text that does not say it clearly: a name on the host may hold anything, a line of a manifest too.</summary>
    public static FolderHolding? Read(string text)
    {
        if (text.Length > 0 && text[^1] != '\n')
            return null;
        var files = ImmutableArray.CreateBuilder<FolderLine>();
        var others = ImmutableArray.CreateBuilder<string>();
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var line in text.Split('\n')[..^1])
        {
            if (line is "." or Manifest || (line.Length > Digest.Length && line[Digest.Length..] == $" *{Manifest}"))
                continue;
            if (FolderLine.Read(line) is { } file && seen.Add(file.Path))
                files.Add(file);
            else if (line.StartsWith("./", StringComparison.Ordinal) && FolderRules.WrongPath(line[2..]) is null && seen.Add(line[2..]))
                others.Add(line[2..]);
            else
                return null;
        }

        return new(files.ToImmutable(), others.ToImmutable());
    }

    /// <summary>How it becomes what it should be; what is brought goes over what is there, before anything is taken out.</summary>
    public FolderChange MendTo(FolderManifest wanted)
    {
        var lines = wanted.Lines.ToDictionary(line => line.Path, StringComparer.Ordinal);
        var folders = wanted.Lines.SelectMany(line => FolderChange.Above(line.Path)).ToHashSet(StringComparer.Ordinal);
        var right = Files.Where(file => lines.TryGetValue(file.Path, out var same) && FolderChange.Same(same, file))
            .Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var gone = Files.Select(file => file.Path).Concat(Others)
            .Where(path => !folders.Contains(path))
            .Select(path => FolderChange.Above(path).FirstOrDefault(folder => !folders.Contains(folder)) ?? path)
            .Where(path => !lines.ContainsKey(path))
            .Distinct(StringComparer.Ordinal);
        var names = string.Concat(gone.Select(name => $"./{name}\0"));
        return new(Encoding.UTF8.GetBytes(names), [.. lines.Keys.Where(path => !right.Contains(path))]);
    }

    /// <summary>What differs from it, in words.</summary>
    public string Differing(FolderManifest wanted)
    {
        var paths = DifferingPaths(wanted);
        return paths.Length switch { 0 => "the manifest or the mode", 1 => $"'{paths[0]}'", _ => $"'{paths[0]}' and {paths.Length - 1} more" };
    }

    /// <summary>What was changed, is missing or is too many.</summary>
    public ImmutableArray<string> DifferingPaths(FolderManifest wanted)
    {
        var lines = wanted.Lines.ToDictionary(line => line.Path, StringComparer.Ordinal);
        var there = Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        return
        [
            .. lines.Values.Where(line => !there.TryGetValue(line.Path, out var file) || !FolderChange.Same(line, file))
                .Select(line => line.Path)
                .Concat(there.Keys.Concat(Others).Where(path => !lines.ContainsKey(path)))
                .Order(StringComparer.Ordinal),
        ];
    }
}
