namespace Chimera.Sites.Rules;

/// <summary>The paths that a header rule is for. Safe for many threads.</summary>
public interface IHeaderPattern
{
    /// <summary>A path that it is for, not encoded, with an <c>x</c> for whatever is left open.</summary>
    string Sample { get; }

    /// <param name="path">As sent, percent-encoded.</param>
    bool IsMatch(string path);
}
