using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Secrets;

/// <summary>What a site tells everybody that it should not.</summary>
public static class SecretFindings
{
    private const string ByForm = "The issuers' documentation of their tokens' forms; what has a checksum is held against it.";

    public static readonly FindingKind InPublicFile = new(
        "secret.in-public-file", Severity.Error, "a secret can be read by everybody",
        """
        A published file holds a private key, a token or a password that is meant for servers alone. Published files are fetched by scanners
        within minutes, and keep being found in caches and archives after they are gone. Bundlers put every variable into a script that the
        code names, and some put in all that begin with a prefix such as `VITE_` or `NEXT_PUBLIC_`. The finding shows four characters of the
        secret and its length, never more.
        """,
        "revoke the secret first, then take it out of the file and of what the file is built from",
        """
        `const key = "sk_live_…"` in `/assets/app.js`. Call the service from a function, where the key is a variable of the server.
        """,
        ByForm);

    public static readonly FindingKind KeyInPublicFile = new(
        "secret.key-in-public-file", Severity.Note, "a key that may be meant to be public can be read by everybody",
        """
        A Google API key in a page is ordinary, but is everybody's to use unless it is restricted to the site's address and to the services
        it needs. The id of an AWS access key opens nothing without its secret, but tells whose it is.
        """,
        "restrict the key to this site, or take it out",
        """
        `AIza…` in a script that shows a map. Restrict it to the site's address in the Google Cloud console.
        """,
        ByForm);

    public static readonly FindingKind PrivateFile = new(
        "site.private-file-published", Severity.Error, "a private file is published",
        """
        The file's name and content say that it holds credentials, the values of environment variables or the content of a database. It is
        in the publish folder, and the platform serves it to whoever asks for its path; these paths are the first that scanners ask for.
        """,
        "move it out of the publish folder, and change the passwords and keys in it",
        """
        `publish = "."` with a `.env` beside `index.html`. Publish a folder that holds the site alone, e.g. `publish = "dist"`.
        """,
        "What a platform publishes is the whole publish folder, as its documentation says; what it leaves out is taken into account.");

    public static readonly FindingKind StrayFile = new(
        "site.stray-file-published", Severity.Note, "a file that a tool left is published",
        """
        Copies made by editors and files made by a desktop or a package manager do no harm to visitors, but tell names of files and older
        texts that were not meant to be seen.
        """,
        "remove it, and list it in '.gitignore'",
        """
        `.DS_Store`, `index.html~`, `config.js.bak` in the publish folder.
        """,
        "The publish folder.");

    public static readonly FindingKind SourceMaps = new(
        "site.source-map-published", Severity.Note, "source maps are published",
        """
        A source map holds the sources of a script or style sheet with their comments and names. That is wanted for an open project, and for
        others it should be a decision.
        """,
        "leave it if the sources are open; otherwise build without source maps",
        """
        `/assets/app.js.map` made by `build.sourcemap = true`. Set it to `false`, or to `'hidden'` and upload the map to the error tracker
        alone.
        """,
        "ECMA-426 (source map format).");

    public static readonly ImmutableArray<FindingKind> All = [InPublicFile, KeyInPublicFile, PrivateFile, StrayFile, SourceMaps];
}
