using System.Collections.Immutable;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Nix;
using Chimera.Fleet.Processes;

namespace Chimera.Fleet.Tests.Nix;

/// <summary>The machine's own Nix in a folder of its own. Every derivation of a test has a name that no other test has; what was built is deleted at the end.</summary>
internal sealed class RealNix : IAsyncDisposable
{
    // No channel, no substituter, no build user: what a container without network and systemd can do.
    private static readonly ImmutableDictionary<string, string> Offline = ImmutableDictionary<string, string>.Empty
        .Add("NIX_CONFIG", "sandbox = false\nsubstituters =\nbuild-users-group =\nflake-registry =\n");

    public RealNix()
    {
        Assert.SkipUnless(ProgramPath.Find("nix-store") is not null, "Nix is not installed");
        Assert.SkipUnless(File.Exists("/bin/busybox"), "busybox-static is not installed");
        Folder = Directory.CreateTempSubdirectory("chimera-nix-").FullName;
        Cli = new NixCli(new NixSettings(Folder, Offline));
    }

    internal string Folder { get; }

    internal NixCli Cli { get; }

    /// <summary>In the name of everything this test builds.</summary>
    internal string Tag { get; } = "t" + Guid.NewGuid().ToString("n")[..10];

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        var own = Directory.Exists("/nix/store") ? Directory.GetFileSystemEntries("/nix/store", $"*{Tag}*") : [];
        Directory.Delete(Folder, recursive: true);
        if (own.Length > 0)
            await RunAsync("nix-store", ["--delete", "--ignore-liveness", .. own]);
    }

    /// <summary>An expression for a package: a file in the store that holds <paramref name="text"/>, Nix interpolation and all.</summary>
    internal string Package(string name, string text) => $$"""
        (derivation {
          name = "{{Tag}}-{{name}}"; system = builtins.currentSystem; builder = "/bin/busybox";
          args = [ "sh" "-c" ''echo "{{text}}" > $out'' ];
        })
        """;

    internal string Write(string file, string content)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return file;
    }

    internal async Task<string> BuildAsync(string expression)
    {
        var source = new SystemSource.Expression(Write(Guid.NewGuid().ToString("n") + ".nix", expression), "");
        var derivation = Value(await Cli.EvaluateAsync(source, null, Cancel));
        return Value(await Cli.BuildAsync(derivation, null, null, Cancel));
    }

    internal async Task<Closure> ClosureAsync(string path) => Value(await Cli.ClosuresOfAsync([path], Cancel))[0];

    internal static async Task<ChildOutcome.Exited> RunAsync(string program, ImmutableArray<string> arguments, Stream? input = null) =>
        Assert.IsType<ChildOutcome.Exited>(await ChildProcess.RunAsync(
            new ChildCommand(program, arguments) { Environment = Offline, Input = input }, CancellationToken.None));

    internal static T Value<T>(NixAnswer<T> answer) =>
        answer is NixAnswer<T>.Failed failed ? throw new InvalidOperationException(failed.Why.ToString()) : ((NixAnswer<T>.Done)answer).Value;

    internal static Engine.Validation.Finding Why<T>(NixAnswer<T> answer) => Assert.IsType<NixAnswer<T>.Failed>(answer).Why;
}
