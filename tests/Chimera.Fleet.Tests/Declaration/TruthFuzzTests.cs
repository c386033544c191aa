using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Fleet.Tests.Declaration;

/// <summary>Whatever is in a truth file, it ends as a truth or as findings.</summary>
public sealed class TruthFuzzTests
{
    private static readonly string Example = File.ReadAllText(Snapshot.PathOf(ReferenceTests.Example));

    [Fact]
    public void Random_bytes_become_findings() =>
        Prop.ForAll<byte[]>(bytes => Ends([.. "version: 1\nfleet:\n  "u8, .. bytes])).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void The_example_changed_at_random_becomes_a_truth_or_findings() =>
        Prop.ForAll(Changed.ToArbitrary(), text => Ends(Encoding.UTF8.GetBytes(text))).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    // Lines and words change places, vanish and appear twice: that stays YAML more often than changed characters do.
    private static Gen<string> Changed =>
        from count in Gen.Choose(1, 4)
        from edits in Gen.Choose(0, int.MaxValue).ArrayOf(count * 3)
        select Change(edits);

    private static string Change(int[] edits)
    {
        var lines = Example.Split('\n').ToList();
        foreach (var edit in edits.Chunk(3))
        {
            var (at, other) = (edit[1] % lines.Count, edit[2] % lines.Count);
            switch (edit[0] % 5)
            {
                case 0:
                    lines.RemoveAt(at);
                    break;
                case 1:
                    lines.Insert(at, lines[other]);
                    break;
                case 2:
                    (lines[at], lines[other]) = (lines[other], lines[at]);
                    break;
                case 3:
                    lines[at] = "  " + lines[at];
                    break;
                default:
                    var values = lines[other].Split(": ", 2);
                    lines[at] = lines[at].Split(": ", 2)[0] + ": " + values[^1];
                    break;
            }
        }

        return string.Join('\n', lines);
    }

    private static bool Ends(byte[] yaml)
    {
        var fleet = Fleet.Of(yaml).GetAwaiter().GetResult();
        return fleet.Truth is not null || fleet.Lines.Length > 0;
    }
}
