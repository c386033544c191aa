namespace Chimera.Fleet.Nix;

/// <summary>The closures of toplevels in the controller's store, each asked for once.</summary>
internal sealed class Closures(INix nix) : IDisposable
{
    private readonly Shared<string, NixAnswer<Closure>> _known = new(answer => answer is NixAnswer<Closure>.Done);

    /// <summary>Fails with <c>nix.path-missing</c> when the toplevel is not in the store.</summary>
    public Task<NixAnswer<Closure>> OfAsync(string toplevel, CancellationToken cancel) =>
        _known.GetAsync(toplevel, working => nix.ClosureOfAsync(toplevel, working), cancel);

    public void Dispose() => _known.Dispose();
}
