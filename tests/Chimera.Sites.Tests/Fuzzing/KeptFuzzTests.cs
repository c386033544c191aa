using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Sites.Balancing;
using Chimera.Sites.Balancing.Dns;
using Chimera.Sites.Declaration;
using Chimera.Sites.Netlify.Variables;
using Chimera.Sites.Publishing;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Sites.Tests.Fuzzing;

/// <summary>Documents of sites that come back from where they were kept: specs in plans, and notes.</summary>
public sealed class KeptFuzzTests
{
    private const string Place =
        """
        "server":"nginx","listen":"80","names":"a.test","configuration":"/c","address":null,"tls":{"certificate":"/c","key":"/k"}
        """;

    private static readonly string[] Words =
    [
        "null", "{}", "[]", "true", "\"\"", "7", "8e9", "\"\\ud800\"", "\"a\":1,\"a\":1,", "\"token\":", "\"api\":\"a\",", "\"at\":", "\"connection\":", "\"netlify\":\"x\",",
    ];

    [Fact]
    public void A_spec_of_a_site_is_the_one_that_was_written_or_refused() => Reads("site-spec", document => SiteSpec.Read(document).Write(),
    [
        """{"site":"docs","folder":"/f","platform":"netlify","context":"production","branch":"main","connection":{"netlify":"x.test","api":"http://a/","token":{"env":"T"}},"address":"http://b/"}""",
        """{"site":"docs","folder":"/f","platform":"render","context":"production","branch":"main","connection":{"render":"srv-1","token":{"file":"/t"},"hook":{"command":"h"}}}""",
        """{"site":"docs","folder":"/f","platform":"github-pages","context":"production","branch":"main","connection":{"remote":"http://g/","repository":"o/n","branch":"p"}}""",
        """{"site":"docs","folder":"/f","platform":"github-pages","context":"production","branch":"main","connection":{"workflow":"o/n","api":"http://g/","environment":"e","artifact":"a","token":{"env":"T"}}}""",
        $$"""{"site":"docs","folder":"/f","platform":"host","context":"production","branch":"main","connection":{"host":{"address":"h"},{{Place}} } }""",
    ]);

    [Fact]
    public void A_balancer_is_the_one_that_was_written_or_refused()
    {
        var balance = $$"""
            {"site":"docs","backends":[{"name":"netlify","weight":3,"address":"http://n/"},{"name":"host/web1","weight":1,"at":{"host":{"address":"h"},{{Place}} } }],
             "on":["web1"],"floor":5,"step":10,"panic_below":50,"unhealthy_after":3,"healthy_after":2,"every":"00:00:05","path":"/",{{Place}} }
            """;
        Reads("balancer", document => BalanceTarget.Read(document).Write(),
        [
            $$"""{"balance":{{balance}},"edge":{"host":"web1","access":{"address":"h"} } }""",
            $$"""{"balance":{{balance}},"edge":{"dns":{"zone":"a.test","domain":"www.a.test","type":"A","ttl":"00:00:30","answers":{"netlify":"192.0.2.1"},"token":{"env":"T"} } } }""",
        ]);
    }

    [Fact]
    public void Variables_are_those_that_were_written_or_refused() => Reads("variables", document => VariablesTarget.Read(document).Write(),
    [
        """{"site":"docs","connection":{"netlify":"x","token":{"env":"T"}},"variables":{"A":{"value":"1","contexts":["all"],"scopes":[]},"B":{"secret":{"env":"S"},"version":"2","contexts":["production"],"scopes":["builds"]}}}""",
    ]);

    [Fact]
    public void A_dossier_is_the_one_that_was_written_or_refused() => Reads("dossier", document => DossierDocument.Write(DossierDocument.Read(document)),
    [
        """
        {"answers":[{"request":{"method":"GET","scheme":"https","host":"a.test","target":"/a?b","headers":{"accept":"*/*"},"country":null,"language":"de"},
          "by":"File","status":200,"location":null,"proxied":null,"body":"a.html","headers":[["x-a","b"]],"evidence":"computed","bytes":["aa","bb"]}],
         "files":{"a.html":["aa",30000000000]},"commit":"c"}
        """,
    ]);

    [Fact]
    public void A_note_is_what_was_written_or_the_record_is_unavailable() => Fuzzer.Run(
        FuzzTarget.Text("notes",
        [
            """{"rollout":"r1","from":"sha256:a","to":"sha256:b","holder":"me","target":"sites/docs"}""",
            """{"from":"sha256:a","to":"sha256:b"}""",
            """{"A":{"as":"version 2","was":"t1","before":"of t0","is":"t2"}}""",
            """{"A":{"values":{"all":"1"},"scopes":["builds"]},"B":{"contexts":["all"],"as":"version 1","secret":true},"C":null}""",
            """[{"of":"sha256:a","at":"2026-01-02T03:04:05.0000006Z","by":{"who":"me","began":"2026-01-02T03:04:05.0000006Z"},"parts":{"a":100},"shares":{"a":10000}}]""",
        ], text => Unavailable(notes => new TrialMarks(notes).Read(new("sites", "docs")), text)
            ?? Unavailable(notes => new VariablesNotes(notes, "sites/docs").Change(), text)
            ?? Unavailable(notes => new VariablesNotes(notes, "sites/docs").SecretOf(new LiveVariable("A", true, [], ImmutableSortedDictionary<string, string>.Empty, "t1")), text)
            ?? Unavailable(notes => new VariablesNotes(notes, "sites/docs").States(new GenerationId("sha256:a")), text)
            ?? Unavailable(notes => new BalanceNotes(notes).Read(new GenerationId("sha256:a"), BalanceDns.ReadRecords), text)
            ?? Unavailable(notes => new DnsShifts(notes, "docs").Read(), text)
            ?? Unavailable(notes => new Dossiers(notes).Read(new GenerationId($"sha256:{new string('0', 64)}")), text)).With(Words),
        3000);

    private static void Reads(string name, Func<JsonObject, JsonObject> readAndWrite, string[] corpus)
    {
        // What is right is read, so that the rest is made of something that means something.
        Assert.All(corpus, text => readAndWrite(JsonFacts.Parse(text)));
        Fuzzer.Run(FuzzTarget.Text(name, corpus, text =>
        {
            try
            {
                var written = readAndWrite(JsonFacts.Parse(text));
                return JsonNode.DeepEquals(readAndWrite(JsonFacts.Parse(written.ToJsonString())), written) ? null : "it does not read back";
            }
            catch (FormatException)
            {
                return null;
            }
        }).With(Words), 3000);
    }

    private static string? Unavailable(Func<INotes, object?> read, string note)
    {
        try
        {
            read(new OneNote(System.Text.Encoding.UTF8.GetBytes(note)));
        }
        catch (RecordUnavailableException)
        {
            // It says what it lacks.
        }

        return null;
    }

    /// <summary>Whichever note is asked for.</summary>
    private sealed class OneNote(byte[] content) : INotes
    {
        public byte[] Read(string name) => content;

        public void Write(string name, ReadOnlySpan<byte> content)
        {
        }

        public void Remove(string name)
        {
        }
    }
}
