using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Rules;

/// <summary>Where redirects lead a visitor, from a rule on.</summary>
internal abstract record RedirectTrail
{
    private RedirectTrail()
    {
    }

    /// <summary>To something else than another redirect of the site.</summary>
    public sealed record Ends(int Redirects, string At) : RedirectTrail;

    /// <summary>Round and round.</summary>
    /// <param name="Redirects">How many there are in the circle and before it.</param>
    /// <param name="Forced">Every rule on the way is forced: no file stops it.</param>
    public sealed record Circle(int Redirects, bool Forced) : RedirectTrail;

    /// <summary>Browsers give up after 20.</summary>
    private const int MaxRedirects = 20;

    public static RedirectTrail Follow(RuleProbe probe, PublishedPaths files)
    {
        var hit = probe.Own!;
        var at = probe.OwnAddress!;
        var forced = true;
        HashSet<(string, string)> seen = [];
        for (var redirects = 0; ; redirects++)
        {
            if (!hit.Force && files.Answers(at.Path))
            {
                return new Ends(redirects, at.Path);
            }

            forced &= hit.Force;
            if (redirects == MaxRedirects || !seen.Add((at.Path.TrimEnd('/'), at.Query)))
            {
                return new Circle(redirects, forced);
            }

            if (Next(hit, at) is not { } next || next.Host != at.Host)
            {
                return new Ends(redirects + 1, hit.To);
            }

            at = next;
            if (probe.Hit(at) is not { Force404: false } following || !IsRedirect(following))
            {
                return new Ends(redirects + 1, at.Path);
            }

            hit = following;
        }
    }

    public static bool IsRedirect(RedirectMatch match) => match.Status is >= 300 and < 400;

    /// <summary>The request's query goes with the visitor when the destination has none.</summary>
    private static ProbeAddress? Next(RedirectMatch hit, ProbeAddress from) =>
        !hit.To.StartsWith('/') ? null
        : ProbeAddress.Parse(hit.To) is not { } to ? null
        : to.Host != ProbeAddress.DefaultHost ? to
        : to with { Scheme = from.Scheme, Host = from.Host, Query = to.Query.Length == 0 ? from.Query : to.Query };
}
