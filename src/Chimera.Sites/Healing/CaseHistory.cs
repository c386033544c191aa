namespace Chimera.Sites.Healing;

/// <summary>What was tried for one finding, and why it was no good.</summary>
internal sealed class CaseHistory
{
    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
    private readonly List<string> _refusals = [];

    /// <summary>How many healers' repairs were simulated. Findings that cannot be told apart are one.</summary>
    public int Attempts { get; private set; }

    /// <summary>How many findings that cannot be told apart were left.</summary>
    public int Left { get; set; }

    public string Why => _refusals.Count > 0 ? string.Join("; ", _refusals) : "no repair is known that is certain to be what you mean";

    public bool WasTried(IHealer healer) => _tried.Contains(healer.Name);

    /// <summary>A repair was simulated, and was no good.</summary>
    public void Refuse(IHealer healer, string why)
    {
        Attempts += WasTried(healer) ? 0 : 1;
        Pass(healer, $"'{healer.Name}' was tried: {why}");
    }

    /// <summary>A healer is not asked again for this one.</summary>
    public void Pass(IHealer healer, string why)
    {
        if (_tried.Add(healer.Name))
        {
            _refusals.Add(why);
        }
    }

    public void Note(string why) => _refusals.Add(why);
}
