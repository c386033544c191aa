using Chimera.Fleet.Declaration;
using Chimera.Documents;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth.Settings;
using Chimera.Fleet.Tests.Declaration;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>The realm as the command line composes it, driven verb by verb.</summary>
internal sealed class RealmParts : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RealmParts() => Realm = new FleetRealm(
        new FleetSettings(_folder.Path, Path.Combine(_folder.Path, "roots"), Path.Combine(_folder.Path, "spool"), Defaults),
        new YamlReader(), TimeProvider.System);

    public static ResolvedSettings Defaults => ResolvedSettings.Resolve(
        new SettingsCatalog([FleetDeclaration.Section]), [], new Dictionary<string, string>(), [], []);

    public FleetRealm Realm { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Prepares and applies: afterwards the generation is on trial.</summary>
    public async Task TryAsync(Order order)
    {
        Done(await Realm.PrepareAsync(order, new Told<string>(), Cancel));
        Done(await Realm.ApplyAsync(order, new Told<string>(), Cancel));
    }

    public async Task CommitAsync(Order order)
    {
        await TryAsync(order);
        Done(await Realm.CommitAsync(order, Cancel));
    }

    public static void Done(Reply reply) => Assert.True(reply is Reply.Done, reply.ToString());

    public async ValueTask DisposeAsync()
    {
        await Realm.DisposeAsync();
        _folder.Dispose();
    }
}
