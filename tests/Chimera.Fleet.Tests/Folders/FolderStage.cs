using System.Globalization;
using System.Text.Json.Nodes;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Folders;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Tests.Activation;
using Chimera.Fleet.Tests.Declaration;
using Chimera.Fleet.Tests.Hosts;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Folders;

/// <summary>A folder on a host of this machine, with generations that say on the disk which of them is live.</summary>
internal sealed class FolderStage : IAsyncDisposable
{
    private static readonly string[] Tools = ["chmod", "cp", "dd", "find", "gzip", "sed", "sha256sum", "sort", "tar", "xargs"];

    private readonly TemporaryFolder _cache = new();
    private readonly ControllerChecks _checks = new(TimeProvider.System);

    public FolderStage(string kind, Func<IHostChannel, IHostChannel>? around = null)
    {
        var busybox = kind.StartsWith("busybox", StringComparison.Ordinal);
        Host = busybox ? new LocalHost(kind) : new LocalHost(kind, Tools);
        foreach (var tool in busybox ? Tools : [])
            if (!File.Exists(Host.In($"bin/{tool}")))
                File.CreateSymbolicLink(Host.In($"bin/{tool}"), "/usr/bin/busybox");
        Channels = new CountedChannels(new LocalChannels(around?.Invoke(Host) ?? Host));
        Folder = Controller(_cache.Path);
        Folders = Memory(_cache.Path);
    }

    /// <summary>A shell with the tools that go with it.</summary>
    public static TheoryData<string> Kinds => ["dash setsid", "busybox setsid"];

    public LocalHost Host { get; }

    public CountedChannels Channels { get; }

    public HostFolders Folders { get; }

    public HostFolder Folder { get; }

    public static JsonObject Access => HostAccessDocument.Write(LocalLoop.Access);

    /// <summary>What the last activation has written; null where none has, or it was taken away.</summary>
    public string? Live => File.Exists(Host.In("live")) ? File.ReadAllText(Host.In("live")).Trim() : null;

    public string Releases => Host.In("var/lib/chimera/folders/site/releases");

    public IReadOnlyList<string> Standing => [.. Directory.GetFileSystemEntries(Releases).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Another controller, with a memory of its own.</summary>
    public HostFolder Controller(string cache) => Memory(cache).At(Access, "site");

    public static GenerationId Generation(int number) => new($"sha256:{number.ToString("x64", CultureInfo.InvariantCulture)}");

    public string PathOf(GenerationId generation, string path = "") => Path.Combine(Releases, generation.Value["sha256:".Length..], path);

    /// <summary>The files with an activation that writes the name down, and one that takes it away.</summary>
    public TestFiles Site(string name, TestFiles? files = null, string before = ":", string deactivate = "rm -f live") => (files ?? TestFiles.None)
        .With("bin/activate", $"#!{Host.In("bin/sh")}\ncd '{Host.Root}' || exit 1\n{before}\necho '{name}' >live\n", executable: true)
        .With("bin/deactivate", $"#!{Host.In("bin/sh")}\ncd '{Host.Root}' || exit 1\n{deactivate}\n", executable: true);

    public static Order Order(string rollout, GenerationId? from, GenerationId to, TimeSpan? window = null) => new(
        new RolloutId(rollout),
        new Step(new DeclaredTarget(new TargetId("sites", "site"), "site", [], [], RolloutPolicy.Default, new JsonObject()), from, from, to, Difference.None),
        window ?? TimeSpan.FromMinutes(5), "tester@here", Wave.Canary);

    public Task<Reply> PrepareAsync(Order order, TestFiles files, IProgress<string>? progress = null) =>
        Folder.PrepareAsync(order, files.Content, progress ?? new Told<string>(), Cancel);

    /// <summary>Prepares and applies: afterwards the generation is on trial.</summary>
    public async Task<Reply> TryAsync(Order order, TestFiles files) =>
        await PrepareAsync(order, files) is var reply and not Reply.Done ? reply : await Folder.ApplyAsync(order, new Told<string>(), Cancel);

    public async Task DeployAsync(string rollout, GenerationId? from, GenerationId to, TestFiles files)
    {
        var order = Order(rollout, from, to);
        Stage.AssertDone(await TryAsync(order, files));
        Stage.AssertDone(await Folder.CommitAsync(order, Cancel));
    }

    public async Task<Sighting.Seen> SeeAsync() => Assert.IsType<Sighting.Seen>(await Folder.ObserveAsync(Cancel));

    /// <summary>Exactly these files with these bytes and modes stand there, a manifest that the host's own program accepts, and nothing half done.</summary>
    public async Task AssertHoldsAsync(GenerationId generation, TestFiles files)
    {
        var root = PathOf(generation);
        var there = Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal);
        Assert.Equal([.. files.Files.Keys.Append("manifest").Order(StringComparer.Ordinal)], there);
        foreach (var (path, bytes) in files.Files)
        {
            Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(root, path), Cancel));
            Assert.Equal(files.Executable.Contains(path) ? 0b101_101_101 : 0b100_100_100, (int)File.GetUnixFileMode(Path.Combine(root, path)));
        }

        var check = await Commands.RunAsync("/bin/sh", ["-c", "cd \"$1\" && sha256sum --strict --quiet -c manifest", "check", root], new Dictionary<string, string>());
        Assert.True(check.ExitCode == 0, check.Error + check.Output);
        Assert.DoesNotContain(Standing, name => name.StartsWith('.'));
    }

    /// <summary>The host's tool stops before its so-manieth start from now, until <c>go</c> is there.</summary>
    /// <returns>Makes the tool again what it was.</returns>
    public Action HangAt(string tool, int time)
    {
        var (name, real, count) = (Host.In($"bin/{tool}"), Host.In($"bin/real-{tool}"), Host.In("starts"));
        File.Move(name, real);
        File.WriteAllText(name, $"""
            #!{Host.In("bin/sh")}
            echo >>'{count}'
            lines=0; while read -r _; do lines=$((lines + 1)); done <'{count}'
            if [ "$lines" = {time} ]; then : >'{Host.In("hangs")}'; until [ -e '{Host.In("go")}' ]; do sleep 0.01; done; fi
            exec '{real}' "$@"
            """);
        File.SetUnixFileMode(name, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return () => File.Move(real, name, overwrite: true);
    }

    private HostFolders Memory(string cache) => new(Channels, _checks, Path.Combine(cache, "folders")) { Root = Host.Root };

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _checks.Dispose();
        _cache.Dispose();
    }
}
