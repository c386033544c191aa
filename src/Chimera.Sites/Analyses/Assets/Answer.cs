namespace Chimera.Sites.Analyses.Assets;

/// <summary>What a browser ends up with when it asks the site for a path.</summary>
internal abstract record Answer
{
    /// <summary>A published file.</summary>
    /// <param name="Body">Its path; null when the answer has none.</param>
    /// <param name="Redirects">How many redirects led there that a rule made.</param>
    /// <param name="ByRewrite">A rule put it in the place of what was asked for.</param>
    public sealed record Found(string? Body, int Redirects, bool ByRewrite, string? By) : Answer;

    /// <summary>Not there.</summary>
    public sealed record Missing(int Status) : Answer;

    /// <summary>Another server, a function or a login answers; what, cannot be foreseen.</summary>
    public sealed record Elsewhere : Answer
    {
        public static readonly Elsewhere It = new();
    }
}
