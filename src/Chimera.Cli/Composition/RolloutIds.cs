using System.Security.Cryptography;
using Chimera.Engine.Execution;

namespace Chimera.Cli.Composition;

/// <summary>Names for rollouts: the minute they began, so that they sort, and enough chance that no two are the same.</summary>
internal static class RolloutIds
{
    private const int RandomBytes = 4;

    public static RolloutId New(DateTimeOffset now) =>
        new($"{now.UtcDateTime:yyyyMMdd-HHmm}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}");
}
