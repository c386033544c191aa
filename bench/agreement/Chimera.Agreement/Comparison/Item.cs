namespace Chimera.Agreement.Comparison;

/// <summary>One thing that both sides said something about.</summary>
/// <param name="Of">What of the site it is about: a context, a request.</param>
/// <param name="Oracle">JSON.</param>
/// <param name="Chimera">JSON.</param>
internal sealed record Item(string Kind, string Site, string Of, string Oracle, string Chimera)
{
    public bool Equal => Json.Same(Oracle, Chimera);
}
