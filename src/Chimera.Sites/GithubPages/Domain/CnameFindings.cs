using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.GithubPages.Domain;

/// <summary>What can be wrong with the file <c>CNAME</c>.</summary>
public static class CnameFindings
{
    private const string Source =
        "https://docs.github.com/pages/configuring-a-custom-domain-for-your-github-pages-site/"
        + "troubleshooting-custom-domains-and-github-pages";

    private const string Lost = "GitHub then does not take the domain: the site stays at github.io, and the domain answers with 404.";

    public static readonly FindingKind Name = new(
        "pages.cname-name", Severity.Error, "CNAME in another letter case or with an extension",
        "The file must be called CNAME, in capitals and without an extension. " + Lost,
        "rename the file to CNAME",
        "`cname` or `CNAME.txt` should be `CNAME`", Source);

    public static readonly FindingKind Misplaced = new(
        "pages.cname-misplaced", Severity.Warning, "CNAME outside the publish folder",
        "The file is read at the top of the publishing source only. " + Lost,
        "move it to the top of the publish folder",
        "`CNAME` should be `docs/CNAME` when docs is what is published", Source);

    public static readonly FindingKind Malformed = new(
        "pages.cname-malformed", Severity.Error, "CNAME holds something other than a domain",
        "The file holds one bare domain: no scheme, port, path or wildcard. " + Lost,
        "write the bare domain, such as www.example.com",
        "`https://www.example.com/` should be `www.example.com`", Source);

    public static readonly FindingKind SeveralLines = new(
        "pages.cname-several-domains", Severity.Error, "CNAME holds more than one line",
        "Only one domain can be set; www and the bare domain send visitors to each other by themselves when both have DNS records. " + Lost,
        "keep one domain",
        "`example.com` and `www.example.com` on two lines should be one of them", Source);

    public static readonly FindingKind NotPunycode = new(
        "pages.cname-not-ascii", Severity.Error, "CNAME holds letters beyond ASCII",
        "An internationalised domain must be written as DNS has it, in Punycode. " + Lost,
        "write the Punycode form of the domain",
        "`müller.example` should be `xn--mller-kva.example`",
        "https://docs.github.com/pages/configuring-a-custom-domain-for-your-github-pages-site/"
        + "managing-a-custom-domain-for-your-github-pages-site");

    public static readonly FindingKind Reserved = new(
        "pages.cname-reserved", Severity.Error, "CNAME names GitHub's own domain",
        "A name below github.io or github.com cannot be a custom domain: the site is at its github.io address without a CNAME.",
        "remove the file, or write a domain of your own",
        "`someone.github.io`", Source);

    public static readonly FindingKind Ignored = new(
        "pages.cname-ignored", Severity.Note, "CNAME is not read when a workflow publishes",
        "When an Actions workflow publishes the site, the domain is what the repository's settings say, and any CNAME file is ignored.",
        "set the domain in the repository's settings, under Pages",
        "`CNAME` in a repository whose workflow uses actions/deploy-pages", Source);

    public static readonly ImmutableArray<FindingKind> All = [Name, Misplaced, Malformed, SeveralLines, NotPunycode, Reserved, Ignored];
}
