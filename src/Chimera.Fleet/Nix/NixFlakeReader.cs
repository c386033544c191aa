using Chimera.Fleet.Declaration;

namespace Chimera.Fleet.Nix;

/// <summary>Reads parts of flakes with <c>nix eval</c>.</summary>
internal sealed class NixFlakeReader(INix nix) : IFlakeReader
{
    public async Task<FlakeReading> ReadAsync(string flake, string attribute, string apply, CancellationToken cancel) =>
        await nix.EvaluateJsonAsync($"{flake}#{attribute}", apply, cancel) switch
        {
            NixAnswer<System.Text.Json.Nodes.JsonNode?>.Done done => new FlakeReading.Read(done.Value),
            NixAnswer<System.Text.Json.Nodes.JsonNode?>.Failed failed => new FlakeReading.Failed(failed.Why),
            var other => throw new InvalidOperationException($"no such answer: {other}"),
        };
}
