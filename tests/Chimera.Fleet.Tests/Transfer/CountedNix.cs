using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Nix;

namespace Chimera.Fleet.Tests.Transfer;

/// <summary>Real Nix that notes which paths were exported together.</summary>
internal sealed class CountedNix(INix inner) : INix
{
    private readonly ConcurrentQueue<string[]> _exports = new();

    public IReadOnlyList<string[]> Exports => [.. _exports];

    public Task<NixAnswer<string>> VersionAsync(CancellationToken cancel) => inner.VersionAsync(cancel);

    public Task<NixAnswer<string>> EvaluateAsync(SystemSource source, Action<long>? onPeakMemory, CancellationToken cancel) =>
        inner.EvaluateAsync(source, onPeakMemory, cancel);

    public Task<NixAnswer<string>> BuildAsync(string derivation, string? root, Action<string>? onLine, CancellationToken cancel) =>
        inner.BuildAsync(derivation, root, onLine, cancel);

    public Task<NixAnswer<Closure>> ClosureOfAsync(string path, CancellationToken cancel) => inner.ClosureOfAsync(path, cancel);

    public Task<NixAnswer<JsonNode?>> EvaluateJsonAsync(string reference, string apply, CancellationToken cancel) =>
        inner.EvaluateJsonAsync(reference, apply, cancel);

    public Task<Finding?> ExportAsync(IReadOnlyCollection<string> paths, Stream output, CancellationToken cancel)
    {
        _exports.Enqueue([.. paths]);
        return inner.ExportAsync(paths, output, cancel);
    }
}
