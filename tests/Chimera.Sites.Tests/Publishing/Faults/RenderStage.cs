using System.Collections.Concurrent;
using Chimera.Engine.Planning;
using Chimera.Sites.Declaration;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Publishing.Rollouts;
using Chimera.Sites.Tests.Render.Deploying;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>A site in a working tree of git, whose commits Render's double builds.</summary>
internal sealed class RenderStage : CloudStage
{
    private const string KeyVariable = "CHIMERA_TEST_RENDER_KEY";

    private readonly ConcurrentDictionary<string, GenerationId> _commits = new(StringComparer.Ordinal);
    private readonly bool _byHook;

    private RenderStage(bool byHook)
        : base(Platform.Render)
    {
        _byHook = byHook;
        Render.IsReadOnly = byHook;
        Environment.SetEnvironmentVariable(KeyVariable, RenderDouble.Token);
        // Its port is the double's own, so each stage has its variable.
        Environment.SetEnvironmentVariable(HookVariable, Render.Hook.AbsoluteUri);
        GitCommand.Run(Folder, "init", "--quiet");
    }

    public RenderDouble Render { get; } = new();

    public override GenerationId? Live => Render.Live is { } commit && _commits.TryGetValue(commit, out var generation) ? generation : null;

    protected override Connection Connection => new Connection.Render(
        RenderDouble.Service, Render.Api, new TokenSource.Variable(KeyVariable), _byHook ? new TokenSource.Variable(HookVariable) : null);

    // Beside git's own folder.
    protected override string SiteFolderOf => Directory.CreateDirectory(Path.Combine(Folder, "site")).FullName;

    private string HookVariable => $"CHIMERA_TEST_RENDER_HOOK_{Render.Api.Port}";

    public static FaultySite Open(bool byHook)
    {
        RenderStage stage = new(byHook);
        Troubles troubles = new(stage.Time);
        stage.Render.Between = troubles.For("api");
        return new FaultySite(byHook ? "Render, by its hook" : "Render, by its API", stage, troubles, stage.Read, [RenderDouble.Token, RenderDouble.Key]);
    }

    public override void Dispose()
    {
        base.Dispose();
        Render.Dispose();
    }

    protected override void WriteFiles(string text)
    {
        foreach (var (name, content) in FaultySite.Files(text))
        {
            Put(name, content);
        }

        GitCommand.Run(Folder, "add", "-A");
        GitCommand.Run(Folder, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", text);
    }

    protected override void Note(GenerationId generation) => _commits[GitCommand.Run(Folder, "rev-parse", "HEAD").Trim()] = generation;

    private string? Read(string file) => Render.Live is { } commit ? GitCommand.Run(Folder, "show", $"{commit}:site/{file}") : null;
}
