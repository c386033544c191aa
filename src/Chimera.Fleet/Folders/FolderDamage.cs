using Chimera.Engine.Planning;

namespace Chimera.Fleet.Folders;

/// <summary>What is live where somebody changed a generation's files on the host: no generation, so that nobody takes it for one.</summary>
public static class FolderDamage
{
    private const string Scheme = "damaged:";

    public static bool Is(GenerationId? live) =>
        live is { Value: { } value } && value.StartsWith(Scheme, StringComparison.Ordinal) && Digest.Is(value.AsSpan(Scheme.Length));

    internal static GenerationId Of(string digits) => new(Scheme + digits);
}
