using System.Collections.Immutable;

namespace Chimera.Agreement.Answers;

/// <summary>What Chimera says about one site, as JSON texts in the oracle's form.</summary>
internal sealed record ChimeraAnswer(
    IReadOnlyDictionary<string, ContextAnswer> Contexts,
    string Redirects,
    string RedirectErrors,
    string Headers,
    string HeaderErrors,
    ImmutableArray<string> Decoded,
    ImmutableArray<string> Raw,
    ImmutableArray<string> Responses);
