using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Nix;

namespace Chimera.Fleet.Tests.Transfer;

/// <summary>Real Nix that notes which paths were exported, and which closures asked for, together.</summary>
internal sealed class CountedNix(INix inner) : INix
{
    private readonly ConcurrentQueue<string[]> _exports = new();
    private readonly ConcurrentQueue<string[]> _questions = new();

    public IReadOnlyList<string[]> Exports => [.. _exports];

    /// <summary>The toplevels whose closures were asked for together.</summary>
    public IReadOnlyList<string[]> Questions => [.. _questions];

    public Task<NixAnswer<string>> VersionAsync(CancellationToken cancel) => inner.VersionAsync(cancel);

    public Task<NixAnswer<string>> EvaluateAsync(SystemSource source, Action<long>? onPeakMemory, CancellationToken cancel) =>
        inner.EvaluateAsync(source, onPeakMemory, cancel);

    public Task<NixAnswer<string>> BuildAsync(string derivation, string? root, Action<string>? onLine, CancellationToken cancel) =>
        inner.BuildAsync(derivation, root, onLine, cancel);

    public Task<NixAnswer<ImmutableArray<Closure>>> ClosuresOfAsync(IReadOnlyCollection<string> paths, CancellationToken cancel)
    {
        _questions.Enqueue([.. paths]);
        return inner.ClosuresOfAsync(paths, cancel);
    }

    public Task<NixAnswer<JsonNode?>> EvaluateJsonAsync(string reference, string apply, CancellationToken cancel) =>
        inner.EvaluateJsonAsync(reference, apply, cancel);

    public Task<Finding?> ExportAsync(IReadOnlyCollection<string> paths, Stream output, CancellationToken cancel)
    {
        _exports.Enqueue([.. paths]);
        return inner.ExportAsync(paths, output, cancel);
    }
}
