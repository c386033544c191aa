using Chimera.Documents;
using Chimera.Sites.Render.Blueprints;

namespace Chimera.Sites.Tests.Render;

/// <summary>
/// A Blueprint that is right, changed in a few places by chance: what the schema refuses is found, and repairs do no harm.
/// </summary>
public sealed class ChangedBlueprintTests
{
    private const string Right =
        """
        # the site and its friends
        previews: {generation: automatic, expireAfterDays: 3}
        services:
          - type: web # the site
            name: site
            runtime: static
            rootDir: .
            buildCommand: npm run build # slow
            staticPublishPath: dist
            headers:
              - path: /*
                name: X-Frame-Options
                value: DENY
            routes:
              # the app decides
              - type: rewrite
                source: /*
                destination: /index.html
          - name: api
            type: web
            runtime: node
            plan: starter
            region: oregon
            buildCommand: npm ci
            startCommand: npm start
            numInstances: 2
            envVars: # all of them
              - key: A
                value: a
              - {key: B, sync: false}
              - key: DB
                fromDatabase:
                  name: db
                  property: connectionString
              - fromGroup: group
          # kept for later
          - {type: keyvalue, name: cache, plan: free, ipAllowList: [], maxmemoryPolicy: noeviction}
        databases:
          - name: db
            plan: basic-256mb
            postgresMajorVersion: "16"
            diskSizeGB: 15 # enough
        envVarGroups:
          - name: group
            envVars:
              - key: C
                value: "true"
        # the end
        """;

    private static readonly string[] Words =
    [
        "env", "runtime", "type", "name", "plan", "region", "value", "key", "description", "static", "web", "redis",
        "Starter", "true", "12", "~", "[]", "{}", "autoDeploy",
        "previewsEnabled", "basic_256mb", "'quoted'", "&a x", "*a", "", "# note", "a: b", "- a", "nodejs",
        "pullRequestPreviewsEnabled", "previewPlan", "\"\"", "|",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_the_schema_refuses_is_found_and_repairs_do_no_harm(int seed)
    {
        var random = new Random(seed);
        for (var count = 0; count < 40; count++)
        {
            var text = Changed(random);
            var before = Verdict(text);
            var findings = RenderSite.Foresee(text).Findings;
            Assert.True(before.Effective || findings.Length > 0, text);

            var healed = RenderSite.Heal(text);
            var after = Verdict(healed);
            var unharmed = after.IsYaml == before.IsYaml && (after.Strict || !before.Strict) && (after.Effective || !before.Effective);
            Assert.True(unharmed, $"{text}\n=====\n{healed}");
            Assert.Equal(healed, RenderSite.Heal(healed));
            Assert.All(Comments(text), comment => Assert.Contains(comment, healed, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_Blueprint_that_is_changed_is_right()
    {
        Assert.Equal(new BlueprintVerdict(true, true, true), Verdict(Right));
        Assert.Equal(Right, RenderSite.Heal(Right));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("services: [")]
    [InlineData("- ")]
    [InlineData("a: ")]
    [InlineData("services:\n")]
    [InlineData("\"")]
    [InlineData("*a ")]
    [InlineData("{? ")]
    public void A_megabyte_of_one_thing_is_an_answer(string unit) =>
        Assert.NotEmpty(RenderSite.Foresee(string.Concat(Enumerable.Repeat(unit, (1 << 20) / unit.Length))).Findings);

    private static string Changed(Random random)
    {
        List<string> lines = [.. Right.ReplaceLineEndings("\n").Split('\n')];
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(lines.Count);
            var line = lines[at];
            var indent = line[..^line.TrimStart().Length];
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var word = Words[random.Next(Words.Length)];
            switch (random.Next(9))
            {
                case 0:
                    lines.RemoveAt(at);
                    break;
                case 1 or 2 or 3 or 4 when colon > 0:
                    lines[at] = $"{line[..colon]}: {word}";
                    break;
                case 5 or 6 when colon > 0 && line.TrimStart() is [not ('-' or '#'), ..]:
                    lines[at] = $"{indent}{word}{line[colon..]}";
                    break;
                case 7:
                    lines.Insert(at, $"{indent}{word}: {Words[random.Next(Words.Length)]}");
                    break;
                default:
                    lines.Insert(at, line);
                    break;
            }
        }

        return string.Join(random.Next(5) == 0 ? "\r\n" : "\n", lines);
    }

    private static BlueprintVerdict Verdict(string text) =>
        BlueprintVerdict.Of(new SourceFile("render.yaml", text), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Comments(string text) =>
        text.Split('\n').Where(line => line.Contains(" # ", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(" # ", StringComparison.Ordinal) + 1)..].TrimEnd('\r'));
}
