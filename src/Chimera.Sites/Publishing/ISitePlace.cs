using Chimera.Engine.Planning;
using Chimera.Sites.Watching.Causes;

namespace Chimera.Sites.Publishing;

/// <summary>One site at one of its platforms or hosts, for those who look at it and change nothing.</summary>
public interface ISitePlace
{
    /// <summary>Where visitors' questions are asked.</summary>
    Task<SiteLocation> LocateAsync(CancellationToken cancel);

    /// <summary>Who says what is live there.</summary>
    /// <param name="last">The release that was last committed there.</param>
    IWitness WitnessOf(GenerationId last);
}
