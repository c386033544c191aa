namespace Chimera.Sites.Host.Telling;

/// <summary>What is done about a request that a rule matches.</summary>
internal enum RuleAnswer
{
    /// <summary>Nothing, and no later rule is tried: files alone count.</summary>
    Files,
    Redirect,

    /// <summary>A file is sent with 200.</summary>
    Rewrite,

    /// <summary>A file is sent with another status.</summary>
    Status,
    Proxy,
}
