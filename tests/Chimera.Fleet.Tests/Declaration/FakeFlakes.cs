using System.Text.Json.Nodes;
using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration;

namespace Chimera.Fleet.Tests.Declaration;

/// <summary>A flake whose evaluated <c>deploy</c> output is given; null fails to evaluate.</summary>
internal sealed class FakeFlakes(string? json) : IFlakeReader
{
    public List<string> Asked { get; } = [];

    public Task<FlakeReading> ReadAsync(string flake, string attribute, string apply, CancellationToken cancel)
    {
        Asked.Add($"{flake}#{attribute}");
        return Task.FromResult<FlakeReading>(json is null
            ? new FlakeReading.Failed(Finding.Error("nix.eval-failed", "attribute 'deploy' missing", "add it"))
            : new FlakeReading.Read(JsonNode.Parse(json)));
    }
}
