using System.Collections.Immutable;
using Chimera.Engine.Truth;

namespace Chimera.Engine;

/// <summary>The realms that this engine was composed of, by name.</summary>
public sealed class Realms(IEnumerable<IRealm> realms)
{
    private readonly ImmutableSortedDictionary<string, IRealm> _byName = realms.ToImmutableSortedDictionary(realm => realm.Name, realm => realm);

    public IEnumerable<string> Names => _byName.Keys;

    public IEnumerable<IRealm> All => _byName.Values;

    public IRealm? Find(string name) => _byName.GetValueOrDefault(name);

    /// <exception cref="KeyNotFoundException">A target of a realm that this engine does not have: a plan from another build.</exception>
    public IRealm Of(TargetId target) => _byName.TryGetValue(target.Realm, out var realm)
        ? realm
        : throw new KeyNotFoundException($"{target} belongs to the realm '{target.Realm}', which this engine does not have");
}
