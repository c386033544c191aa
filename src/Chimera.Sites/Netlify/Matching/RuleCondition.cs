namespace Chimera.Sites.Netlify.Matching;

/// <summary>A condition, its list joined by commas, which is how the matcher keeps it.</summary>
internal sealed class RuleCondition(string name, string joined)
{
    public string Name => name;

    public string Joined => joined;

    /// <summary>One of them is enough.</summary>
    public string[] Values { get; } = joined.Split(',');

    public bool IsRole => name == "Role";

    /// <summary>The platform knows it; a rule with another is never met.</summary>
    public bool IsKnown => name is "Role" or "Country" or "Language" or "Cookie";
}
