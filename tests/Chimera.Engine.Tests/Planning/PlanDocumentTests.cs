using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;

namespace Chimera.Engine.Tests.Planning;

public sealed class PlanDocumentTests
{
    private static readonly Plan Example = new(PlanIntent.Deploy, "sha256:abc", [Targets.Step("a", "one", "two"), Targets.Step("b", null, "two")]);

    [Fact]
    public void A_plan_survives_being_written_and_read()
    {
        var read = PlanDocument.Read(JsonNode.Parse(CanonicalJson.Write(PlanDocument.Write(Example)))!.AsObject());

        Assert.Equal(Example.Digest, read.Digest);
        Assert.Equal(CanonicalJson.WriteText(PlanDocument.Write(Example)), CanonicalJson.WriteText(PlanDocument.Write(read)));
        Assert.Null(read.Steps[1].From);
    }

    [Fact]
    public void The_digest_covers_every_field()
    {
        var text = CanonicalJson.WriteText(PlanDocument.Write(Example));
        string[] edits =
        [
            text.Replace("\"deploy\"", "\"rollback\""),
            text.Replace("sha256:abc", "sha256:abd"),
            text.Replace("\"from\":\"one\"", "\"from\":\"zero\""),
            text.Replace("\"live\":\"one\"", "\"live\":\"zero\""),
            text.Replace("\"to\":\"two\"", "\"to\":\"three\""),
            text.Replace("\"sizeDelta\":12", "\"sizeDelta\":13"),
            text.Replace("\"canary\":1", "\"canary\":2"),
            text.Replace("\"autoRevert\":true", "\"autoRevert\":false"),
            text.Replace("\"address\":\"a\"", "\"address\":\"b\""),
            text.Replace("\"tag\"", "\"tags\""),
        ];

        var digests = edits.Select(edit => PlanDocument.Read(JsonNode.Parse(edit)!.AsObject()).Digest).Append(Example.Digest).ToList();

        Assert.Equal(digests.Count, digests.Distinct().Count());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"intent":"deploy","truth":"x","steps":[{}]}""")]
    [InlineData("""{"intent":"conquer","truth":"x","steps":[]}""")]
    [InlineData("""{"intent":"deploy","truth":1,"steps":[]}""")]
    public void What_is_no_plan_is_refused_as_such(string document) =>
        Assert.Throws<FormatException>(() => PlanDocument.Read(JsonNode.Parse(document)!.AsObject()));

    [Fact]
    public void The_blast_radius_counts_only_what_changes()
    {
        var plan = Example with { Steps = [.. Example.Steps, Targets.Step("c", "two", "two")] };

        Assert.Equal(2, plan.BlastRadius);
        Assert.False(plan.AtRest);
        Assert.True((Example with { Steps = [Targets.Step("c", "two", "two")] }).AtRest);
    }
}
