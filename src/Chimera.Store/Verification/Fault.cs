using Chimera.Engine.Validation;

namespace Chimera.Store.Verification;

/// <summary>A place where a ledger is not what was signed for.</summary>
/// <param name="Code">What kind of fault, e.g. <c>ledger.entry-changed</c>; see <c>docs/ledger.md</c>.</param>
/// <param name="Message">What is wrong, one line, no full stop.</param>
/// <param name="File">Relative to the ledger's folder.</param>
/// <param name="Offset">The byte at which it begins; null when the whole file is meant.</param>
/// <param name="Entry">The index of the first entry it touches; null when it touches none.</param>
public sealed record Fault(string Code, string Message, string File, long? Offset = null, long? Entry = null)
{
    /// <summary>The fault and its exact position, in one line.</summary>
    public Finding ToFinding() => Finding.Error(
        Code,
        $"{Message} ({(Entry is { } entry ? $"entry {entry}, " : "")}{File}{(Offset is { } offset ? $", byte {offset}" : "")})",
        "keep the folder as it is for whoever looks into this, and restore a copy");
}
