using Chimera.Engine;

namespace Chimera.Sites.Tests.Watching;

internal static class Draws
{
    public static int Below(this IChance chance, int count) => (int)Math.BigMul(chance.Next(), (ulong)count, out _);
}
