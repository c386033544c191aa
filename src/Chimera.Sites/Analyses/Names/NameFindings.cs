using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Names;

/// <summary>What can be wrong with the published files as such.</summary>
public static class NameFindings
{
    public static readonly FindingKind CaseCollision = new(
        "site.case-collision", Severity.Warning, "two published files differ in letter case alone",
        """
        Netlify answers a path in any letter case with the file in lower case, so one of the two is hard to reach; a checkout on macOS or
        Windows keeps only one of them, so a build there publishes another site than a build on Linux.
        """,
        "rename one of them, or remove it",
        """
        `/About.html` and `/about.html`. Keep `/about.html`, and redirect the other if it was linked.
        """,
        "Letter case on Netlify: measured by others (answers.netlify.com 89469); case-insensitive disks: git's core.ignorecase.");

    public static readonly FindingKind IndexMissing = new(
        "site.index-missing", Severity.Warning, "the site has no start page",
        """
        The platform has files to publish, but none answers the site's own address, and no rule does. Most often the publish folder is one
        too high or one too low, or the build has not been run.
        """,
        "set the publish folder to the one that holds index.html, or add one",
        """
        `publish = "."` while the build writes `dist/index.html`. Write `publish = "dist"`.
        """,
        "The answer foreseen for '/' on this platform.");

    public static readonly FindingKind Empty = new(
        "site.empty", Severity.Warning, "the publish folder is empty",
        """
        The folder exists but holds no file, so a deploy of it would replace the site with nothing. A build that failed quietly leaves such
        a folder.
        """,
        "run the build, or correct the publish folder",
        """
        `publish = "dist"` with an empty `dist`. Run the build command and look for its output.
        """,
        "The publish folder.");

    public static readonly FindingKind Refused = new(
        "site.name-refused", Severity.Error, "a file's name is one that the platform refuses",
        """
        Netlify takes no file with `#` or `?` in its path, and one such file makes the whole deploy fail: "Invalid filename. Deployed
        filenames cannot contain # or ? characters".
        """,
        "rename the file",
        """
        `notes/c#.html`. Name it `notes/c-sharp.html`.
        """,
        "Netlify's answer to such a deploy, as users report it (answers.netlify.com, \"Invalid filename\").");

    public static readonly FindingKind Odd = new(
        "site.odd-name", Severity.Note, "a file can be asked for only in encoded form",
        """
        The name holds a character that means something else in an address. A link has to encode it (`%23`, `%3F`, `%25`), and what is
        copied from the name leads elsewhere.
        """,
        "rename the file",
        """
        `100%.html`, which is reached as `/100%25.html` only. Name it `100-percent.html`.
        """,
        "RFC 3986, section 2.2; the URL standard (WHATWG).");

    public static readonly FindingKind Large = new(
        "site.file-large", Severity.Note, "a published file is very large",
        """
        A file of 50 MiB or more slows every deploy that changes it and uses up the platform's transfer with few downloads. Published by
        accident it is mostly an archive, a video at full quality or a build's intermediate result.
        """,
        "keep it in a store for large files, or remove it",
        """
        `/downloads/raw-footage.mov` with 900 MiB. Put it in object storage and link it from there.
        """,
        "A threshold of Chimera; the platforms' plans limit transfer.");

    public static readonly ImmutableArray<FindingKind> All = [CaseCollision, IndexMissing, Empty, Refused, Odd, Large];
}
