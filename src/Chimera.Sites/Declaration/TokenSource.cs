using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Declaration;

/// <summary>Where a platform's token is read from when it is used. A closed set; the token itself is never in a truth, a plan or the record.</summary>
public abstract record TokenSource
{
    internal static readonly Shape<TokenSource> Shape = Shapes.Quiet(Shapes.ByKey(
        ("env", Shapes.Object<TokenSource>(fields => new Variable(
            fields.Required("env", SiteScalars.Variable, "the environment variable that holds the token")))),
        ("file", Shapes.Object<TokenSource>(fields => new InFile(
            fields.Required("file", SiteScalars.Folder, "the file that holds the token, open to nobody but its owner; relative to this file")))),
        ("command", Shapes.Object<TokenSource>(fields => new Command(
            fields.Required("command", Scalars.Line, "run with /bin/sh -c; prints the token"))))));

    private TokenSource()
    {
    }

    public sealed record Variable(string Name) : TokenSource;

    /// <param name="Path">Absolute, once it is in a spec.</param>
    public sealed record InFile(string Path) : TokenSource;

    public sealed record Command(string Line) : TokenSource;

    internal TokenSource In(string folder) => this is InFile file ? new InFile(Path.GetFullPath(file.Path, folder)) : this;

    internal IToken Open(TimeProvider time) => this switch
    {
        Variable variable => new EnvironmentToken(variable.Name),
        InFile file => new FileToken(file.Path),
        Command command => new CommandToken(command.Line, time),
        _ => throw new InvalidOperationException("no such source of tokens"),
    };

    internal JsonObject Write() => this switch
    {
        Variable variable => new JsonObject { ["env"] = variable.Name },
        InFile file => new JsonObject { ["file"] = file.Path },
        Command command => new JsonObject { ["command"] = command.Line },
        _ => throw new InvalidOperationException("no such source of tokens"),
    };

    /// <exception cref="FormatException">It is none.</exception>
    internal static TokenSource Read(JsonObject document) =>
        document.TextOrNull("env") is { } name ? new Variable(name)
        : document.TextOrNull("file") is { } file ? new InFile(file)
        : new Command(document.Text("command"));
}
