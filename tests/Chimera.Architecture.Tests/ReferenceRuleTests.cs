using System.Xml.Linq;

namespace Chimera.Architecture.Tests;

/// <summary>References point one way; see docs/architecture.md, "Rooms".</summary>
public sealed class ReferenceRuleTests
{
    /// <summary>What each room may know. A room that is not listed here may not exist.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Chimera.Engine"] = [],
        ["Chimera.Documents"] = ["Chimera.Engine"],
        ["Chimera.Fleet"] = ["Chimera.Engine", "Chimera.Documents"],
        ["Chimera.Sites"] = ["Chimera.Engine", "Chimera.Documents"],
        ["Chimera.Store"] = ["Chimera.Engine"],
        ["Chimera.Cli"] = ["Chimera.Engine", "Chimera.Documents", "Chimera.Fleet", "Chimera.Sites", "Chimera.Store"],
    };

    public static TheoryData<string> Rooms => [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_it_may(string room)
    {
        Assert.True(Allowed.ContainsKey(room), $"src/{room} is not in the reference rule; add it there and to docs/architecture.md");

        var known = Project(room).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Empty(known.Except(Allowed[room]));
    }

    [Fact]
    public void The_engine_uses_no_package() => Assert.Empty(Project("Chimera.Engine").Descendants("PackageReference"));

    [Fact]
    public void Only_the_command_line_composes_realms_and_stores()
    {
        var composers = Allowed.Where(rule => rule.Value.Contains("Chimera.Fleet") && rule.Value.Contains("Chimera.Store")).Select(rule => rule.Key);

        Assert.Equal(["Chimera.Cli"], composers);
    }

    private static XDocument Project(string room) => XDocument.Load(Path.Combine(Repository.Root, "src", room, room + ".csproj"));
}
