using Chimera.Sites.Publishing;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>What came of one run of git. A closed set.</summary>
internal abstract record GitRun
{
    private GitRun()
    {
    }

    public sealed record Done(string Output) : GitRun;

    /// <param name="Output">What it printed for programs.</param>
    /// <param name="Said">What it printed for people, without anything secret.</param>
    public sealed record Failed(int Code, string Output, string Said) : GitRun
    {
        /// <summary>What it said, as it may be shown.</summary>
        public string Words => OutsideText.Shown(Said);
    }

    /// <summary>There is no git that can be started.</summary>
    public sealed record Missing(string Why) : GitRun;

    /// <summary>It was ended, because it took too long.</summary>
    public sealed record Late(TimeSpan Limit) : GitRun;
}
