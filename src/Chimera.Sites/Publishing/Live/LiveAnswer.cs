using System.Collections.Immutable;
using Chimera.Engine.Validation.Certificates;

namespace Chimera.Sites.Publishing.Live;

/// <summary>What a live site answered.</summary>
/// <param name="Location">Absolute; null when it sent none.</param>
/// <param name="Headers">By name, in lower case; several values are one, with commas.</param>
/// <param name="Took">From the request until the answer began, the body not counted.</param>
internal sealed record LiveAnswer(int Status, Uri? Location, ImmutableDictionary<string, string> Headers, Digests? Body, TimeSpan Took)
{
    /// <summary>Each <c>Set-Cookie</c> by itself: a comma may be part of one.</summary>
    public ImmutableArray<string> Cookies { get; init; } = [];
}
