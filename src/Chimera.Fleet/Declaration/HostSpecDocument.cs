using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Declaration;

/// <summary>A host spec as JSON and back, without loss. Spans are whole milliseconds.</summary>
public static class HostSpecDocument
{
    public static JsonObject Write(HostSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new JsonObject
        {
            ["access"] = HostAccessDocument.Write(spec.Access),
            ["system"] = WriteSource(spec.System),
            ["profile"] = spec.Profile,
            ["checks"] = new JsonArray([.. spec.Checks.Select(WriteCheck)]),
            ["substitute"] = spec.Substitute,
            ["proveLogin"] = spec.ProveLogin switch { LoginProof.Every => "every", _ => "first" },
        };
    }

    /// <exception cref="FormatException">The document is no host spec.</exception>
    public static HostSpec Read(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        try
        {
            return new HostSpec(
                HostAccessDocument.Read(document.Part("access")),
                ReadSource(document.Part("system")),
                document.Text("profile"),
                [.. document.Parts("checks").Select(ReadCheck)],
                document.Flag("substitute"))
            {
                ProveLogin = ReadProof(document.TextOrNull("proveLogin")),
            };
        }
        catch (FormatException e)
        {
            throw new FormatException($"this is no host spec: {e.Message}", e);
        }
    }

    // Plans of before there was a choice do not have it.
    private static LoginProof ReadProof(string? text) => text switch
    {
        null or "first" => LoginProof.First,
        "every" => LoginProof.Every,
        var other => throw new FormatException($"'{other}' is no way to prove a login"),
    };

    private static JsonObject WriteSource(SystemSource source) => source switch
    {
        SystemSource.Flake flake => new JsonObject { ["flake"] = flake.Reference },
        SystemSource.Expression expression => new JsonObject { ["file"] = expression.File, ["attribute"] = expression.Attribute },
        SystemSource.StorePath path => new JsonObject { ["path"] = path.Path },
        _ => throw new InvalidOperationException($"no way to write {source.GetType().Name}"),
    };

    private static SystemSource ReadSource(JsonObject source) =>
        source.TextOrNull("flake") is { } flake ? new SystemSource.Flake(flake)
        : source.TextOrNull("file") is { } file ? new SystemSource.Expression(file, source.Text("attribute"))
        : new SystemSource.StorePath(source.Text("path"));

    private static JsonObject WriteCheck(HealthCheck check)
    {
        var written = check switch
        {
            HealthCheck.Command command => new JsonObject { ["command"] = command.Line },
            HealthCheck.Tcp tcp => new JsonObject { ["tcp"] = tcp.Port, ["from"] = Origin(tcp.From) },
            HealthCheck.Http http => new JsonObject { ["http"] = http.Url, ["status"] = http.Status, ["from"] = Origin(http.From) },
            HealthCheck.Unit unit => new JsonObject { ["unit"] = unit.Name },
            _ => throw new InvalidOperationException($"no way to write {check.GetType().Name}"),
        };
        written["timeoutMs"] = Milliseconds(check.Timeout);
        return written;
    }

    private static HealthCheck ReadCheck(JsonObject check)
    {
        var timeout = check.Milliseconds("timeoutMs");
        return check.TextOrNull("command") is { } command ? new HealthCheck.Command(command, timeout)
            : check.WholeOrNull("tcp") is { } tcp ? new HealthCheck.Tcp(tcp, Origin(check), timeout)
            : check.TextOrNull("http") is { } http ? new HealthCheck.Http(http, check.Whole("status"), Origin(check), timeout)
            : new HealthCheck.Unit(check.Text("unit"), timeout);
    }

    private static string Origin(ProbeOrigin origin) => origin == ProbeOrigin.Controller ? "controller" : "host";

    private static ProbeOrigin Origin(JsonObject check) => check.Text("from") switch
    {
        "host" => ProbeOrigin.Host,
        "controller" => ProbeOrigin.Controller,
        var other => throw new FormatException($"'{other}' is no place to check from"),
    };

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}
