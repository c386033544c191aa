using Chimera.Engine.Validation;

namespace Chimera.Fleet.Nix.Exports;

/// <summary>What came of asking for an export. A closed set.</summary>
internal abstract record ExportAnswer
{
    private ExportAnswer()
    {
    }

    /// <summary>The whole stream is there and can be read any number of times until its <see cref="ClosureExports"/> is disposed.</summary>
    public sealed record Ready(ExportSpool Spool) : ExportAnswer;

    public sealed record Failed(Finding Why) : ExportAnswer;
}
