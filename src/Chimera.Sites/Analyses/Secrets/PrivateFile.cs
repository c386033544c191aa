namespace Chimera.Sites.Analyses.Secrets;

/// <summary>What a file's name says of whom it is for.</summary>
internal enum PrivateFile
{
    Ordinary,

    /// <summary>Variables with values: <c>.env</c>.</summary>
    Environment,

    /// <summary>Something that opens something: a key, a password file, a tool's login.</summary>
    Credentials,

    /// <summary>The content of a database.</summary>
    Dump,

    /// <summary>Left by an editor, a desktop or a build.</summary>
    Leftover,

    /// <summary>The sources of a script or style sheet.</summary>
    SourceMap,
}
