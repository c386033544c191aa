using Chimera.Engine.Validation;

namespace Chimera.Engine.Truth.Documents;

/// <summary>A pass of shapes over nodes: where it is (<c>fleet.hosts.web1.port</c>), and what it found wrong so far.</summary>
public sealed class Reading
{
    private readonly Findings _findings;
    private readonly bool _quiet;

    public Reading(Findings findings, string path = "")
        : this(findings, path, quiet: false)
    {
    }

    private Reading(Findings findings, string path, bool quiet)
    {
        _findings = findings;
        _quiet = quiet;
        Path = path;
    }

    public string Path { get; }

    /// <summary>How the value being read is called in messages.</summary>
    public string Subject => Path.Length == 0 ? "the file" : Path;

    public Reading Under(string key) => new(_findings, Path.Length == 0 ? Wording.Short(key) : $"{Path}.{Wording.Short(key)}", _quiet);

    public Reading At(int index) => new(_findings, $"{Path}[{index}]", _quiet);

    /// <summary>The same, but no message repeats what is written: it may be a secret that was put in the wrong place.</summary>
    internal Reading Quiet() => new(_findings, Path, quiet: true);

    internal string Quote(string text) => _quiet ? "what is written there" : Wording.Quote(text);

    public void Error(string code, Place place, string message, string remedy) =>
        _findings.Add(Finding.Error(code, message, remedy, place));

    /// <summary>The node is of the wrong kind altogether.</summary>
    public void WrongType(Node node, string noun, string remedy)
    {
        ArgumentNullException.ThrowIfNull(node);
        Error("truth.wrong-type", node.Place, $"{Subject} is {(node is ScalarNode { IsNull: false } scalar ? Quote(scalar.Text) : Wording.KindOf(node))}, not {noun}", remedy);
    }
}
