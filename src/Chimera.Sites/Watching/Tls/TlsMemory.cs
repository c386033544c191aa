namespace Chimera.Sites.Watching.Tls;

/// <summary>Which certificates a site showed in this watch. A site behind several servers may show several in turns: each is told once.</summary>
internal sealed class TlsMemory
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private DateTimeOffset _ended;

    /// <returns>Null unless it is a new one in place of another.</returns>
    public TlsReplacement? See(TlsSight sight)
    {
        DateTimeOffset? expires = sight switch
        {
            TlsSight.Valid valid => valid.Expires,
            TlsSight.Invalid invalid => invalid.Expires,
            _ => null,
        };
        if (expires is not { } end || sight.Fingerprint is not { } fingerprint)
        {
            return null;
        }

        var replaced = _seen.Add(fingerprint) && _seen.Count > 1 ? new TlsReplacement(fingerprint, _ended, end) : null;
        _ended = end;
        return replaced;
    }
}
