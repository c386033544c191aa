namespace Chimera.Fleet.Declaration;

/// <summary>Evaluates a part of a flake to plain data. A port: Nix stands behind it.</summary>
public interface IFlakeReader
{
    /// <summary>Evaluates <c>flake#attribute</c>, applies the Nix function to it, and gives the result as JSON. Builds nothing.</summary>
    /// <param name="flake">A flake reference; a local one is an absolute path.</param>
    /// <param name="apply">A Nix expression, a function of the attribute's value.</param>
    Task<FlakeReading> ReadAsync(string flake, string attribute, string apply, CancellationToken cancel);
}
