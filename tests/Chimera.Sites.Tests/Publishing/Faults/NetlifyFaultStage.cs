using System.Text;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing.Rollouts;

namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>A site of a few files before Netlify's double.</summary>
internal sealed class NetlifyFaultStage : NetlifyStage
{
    public static FaultySite Open()
    {
        NetlifyFaultStage stage = new();
        Troubles troubles = new(stage.Time);
        stage.Netlify.Between = troubles.For("api");
        return new FaultySite("Netlify", stage, troubles, stage.Read, [NetlifyDouble.Token]);
    }

    public override void Dispose()
    {
        base.Dispose();
        Assert.Empty(Netlify.Violations);
    }

    protected override void WriteFiles(string text)
    {
        foreach (var (name, content) in FaultySite.Files(text))
        {
            Put(name, content);
        }
    }

    private string? Read(string file) => Netlify.Deploys.Find(deploy => deploy.Id == Netlify.Published) is { } live
        ? Encoding.UTF8.GetString(Netlify.Contents[live.Files["/" + file]])
        : null;
}
