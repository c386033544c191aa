using System.Collections.Immutable;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;
using Chimera.Sites.Watching;
using Chimera.Sites.Watching.Forecasting;
using Chimera.Sites.Watching.Healing;

namespace Chimera.Cli.Composition;

/// <summary>One site at one place, with all that a watch of it needs to know.</summary>
/// <param name="Answers">What was foreseen of it and is to be verified.</param>
/// <param name="Certificate">The nonce of the certificate it is watched by; null for none.</param>
/// <param name="Release">What it is in the truth and in the record; null for a folder and an address.</param>
internal sealed record WatchedPlace(
    string Site, Platform Platform, WatchSubject Subject, ImmutableArray<ForeseenAnswer> Answers, string? Certificate, WatchSpec Spec,
    WatchEvents Events, FailureTally Earlier, (DeclaredTarget Target, GenerationId Generation)? Release)
{
    /// <summary>What it is called where several are watched.</summary>
    public string Label => Release is { } release ? release.Target.Id.Name : Site;
}
