using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration;

namespace Chimera.Fleet.Nix;

/// <summary>What the fleet needs of Nix on the controller. What Nix refuses comes back as a finding; nothing is thrown for it.</summary>
internal interface INix
{
    /// <summary>Nix's own words, e.g. <c>2.8.0</c> or <c>2.91.1</c> (Lix).</summary>
    Task<NixAnswer<string>> VersionAsync(CancellationToken cancel);

    /// <summary>Evaluates a source to what builds it: a <c>.drv</c> in the store; a source that is a store path is its own answer. Builds nothing.</summary>
    /// <param name="onPeakMemory">Called with the evaluator's peak resident memory, in bytes, as it grows.</param>
    Task<NixAnswer<string>> EvaluateAsync(SystemSource source, Action<long>? onPeakMemory, CancellationToken cancel);

    /// <summary>Makes what <see cref="EvaluateAsync"/> answered exist in the store, and answers its output path.</summary>
    /// <param name="root">An absolute path where a link is put that protects the output from collection; null for none. An older link is replaced.</param>
    /// <param name="onLine">Called with each line of the builders' logs.</param>
    Task<NixAnswer<string>> BuildAsync(string derivation, string? root, Action<string>? onLine, CancellationToken cancel);

    /// <summary>
    /// Everything that each of the store paths needs, itself included, in their order. Fails with <c>nix.path-missing</c> when one of them is not in
    /// the store. Costs hardly more for many that are alike than for one.
    /// </summary>
    Task<NixAnswer<ImmutableArray<Closure>>> ClosuresOfAsync(IReadOnlyCollection<string> paths, CancellationToken cancel);

    /// <summary>Evaluates a flake's output to JSON, as <paramref name="apply"/> (a Nix function) shapes it.</summary>
    Task<NixAnswer<JsonNode?>> EvaluateJsonAsync(string reference, string apply, CancellationToken cancel);

    /// <summary>Writes the paths to <paramref name="output"/> as <c>nix-store --import</c> reads them, references first. Null when it was done.</summary>
    /// <exception cref="IOException"><paramref name="output"/> could not be written.</exception>
    Task<Finding?> ExportAsync(IReadOnlyCollection<string> paths, Stream output, CancellationToken cancel);
}
