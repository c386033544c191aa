using System.Text.Json.Nodes;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Declaration;

/// <summary>What came of evaluating a part of a flake. A closed set.</summary>
public abstract record FlakeReading
{
    private FlakeReading()
    {
    }

    public sealed record Read(JsonNode? Value) : FlakeReading;

    /// <summary>Nix is missing, or the evaluation failed.</summary>
    public sealed record Failed(Finding Why) : FlakeReading;
}
