using Chimera.Engine.Validation;

namespace Chimera.Fleet.Nix;

/// <summary>What came of asking Nix for something. A closed set.</summary>
internal abstract record NixAnswer<T>
{
    private NixAnswer()
    {
    }

    public sealed record Done(T Value) : NixAnswer<T>;

    public sealed record Failed(Finding Why) : NixAnswer<T>;
}
