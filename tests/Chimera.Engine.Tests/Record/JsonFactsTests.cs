using System.Text;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;

namespace Chimera.Engine.Tests.Record;

/// <summary>Documents that Chimera wrote are read member by member, and whatever they do not say is told by its name.</summary>
public sealed class JsonFactsTests
{
    private const string Half = "\\ud800";

    /// <summary>Every way to read a member, by what it is told to be.</summary>
    private static readonly Dictionary<string, Func<JsonObject, object?>> Readers = new(StringComparer.Ordinal)
    {
        ["text"] = document => document.Text("it"),
        ["truth value"] = document => document.Flag("it"),
        ["whole number of 32 bits"] = document => document.Whole("it"),
        ["whole number of 64 bits"] = document => document.Long("it"),
        ["object"] = document => document.Part("it"),
        ["list"] = document => document.List("it"),
    };

    private static readonly Dictionary<string, Func<JsonObject, object?>> Optional = new(StringComparer.Ordinal)
    {
        ["text"] = document => document.TextOrNull("it"),
        ["whole number of 32 bits"] = document => document.WholeOrNull("it"),
        ["object"] = document => document.PartOrNull("it"),
        ["list"] = document => document.ListOrNull("it"),
    };

    public static TheoryData<string> Kinds => [.. Readers.Keys];

    public static TheoryData<string> OptionalKinds => [.. Optional.Keys];

    [Fact]
    public void What_was_written_is_what_is_read()
    {
        var document = JsonFacts.Parse("""
            {"text":"é","flag":true,"whole":-7,"long":9007199254740993,"part":{"a":"b"},"parts":[{"n":1},{"n":2}],"texts":["x","y"],"lists":[["x",2,30000000000]],
             "ms":1500,"span":"1.02:03:04.0000005","time":"2026-01-02T03:04:05.0000006Z","day":"2026-01-02","address":"https://a.test/b","word":"rollback"}
            """);

        Assert.Equal("é", document.Text("text"));
        Assert.True(document.Flag("flag"));
        Assert.Equal(-7, document.Whole("whole"));
        Assert.Equal(9007199254740993, document.Long("long"));
        Assert.Equal("b", document.Part("part").Text("a"));
        Assert.Equal([1, 2], document.Parts("parts").Select(part => part.Whole("n")));
        Assert.Equal(["x", "y"], document.Texts("texts"));
        var row = Assert.Single(document.Lists("lists"));
        Assert.Equal(("x", 2, 30000000000), (row.Text(0), row.Whole(1), row.Long(2)));
        Assert.Equal(TimeSpan.FromSeconds(1.5), document.Milliseconds("ms"));
        Assert.Equal(new TimeSpan(1, 2, 3, 4).Add(TimeSpan.FromTicks(5)), document.Span("span"));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(6), document.Time("time"));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), document.Time("day", "yyyy-MM-dd"));
        Assert.Equal(new Uri("https://a.test/b"), document.Address("address"));
        Assert.Equal(PlanIntent.Rollback, document.Word<PlanIntent>("word"));
        Assert.Equal(["a"], document.Part("part").Names());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_member_that_is_missing_is_named(string kind) => Assert.Equal("'it' is missing", Refusal("{}", Readers[kind]));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_member_that_is_null_is_missing(string kind) => Assert.Equal("'it' is missing", Refusal("""{"it":null}""", Readers[kind]));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_member_of_another_kind_is_named_with_what_it_should_be(string kind)
    {
        string[] values = ["\"7\"", "true", "7", "30000000000", "1.5", "{}", "[]"];
        var refused = values.Select(value => Refusal($$"""{"it":{{value}}}""", Readers[kind])).OfType<string>().ToList();

        Assert.InRange(refused.Count, values.Length - 2, values.Length - 1);
        Assert.All(refused, message => Assert.Equal($"'it' is no {kind}", message));
    }

    [Theory]
    [MemberData(nameof(OptionalKinds))]
    public void What_may_be_missing_is_null_and_never_of_another_kind(string kind)
    {
        Assert.Null(Optional[kind]([]));
        Assert.Null(Optional[kind](JsonFacts.Parse("""{"it":null}""")));
        Assert.Equal($"'it' is no {kind}", Refusal("""{"it":false}""", Optional[kind]));
    }

    [Theory]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    [InlineData("9223372036854775808")]
    [InlineData("1e400")]
    [InlineData("7.0")]
    public void A_number_that_is_too_big_or_not_whole_is_none(string number) =>
        Assert.Equal("'it' is no whole number of 32 bits", Refusal($$"""{"it":{{number}}}""", document => document.Whole("it")));

    [Fact]
    public void A_span_that_does_not_fit_is_too_long()
    {
        Assert.Equal("'it' is too long a time", Refusal("""{"it":9223372036854775807}""", document => document.Milliseconds("it")));
        Assert.Equal("'it' is too long a time", Refusal("""{"it":-9223372036854775808}""", document => document.Milliseconds("it")));
        Assert.Equal("'it' is no span of time", Refusal("""{"it":"99999999999.00:00:00"}""", document => document.Span("it")));
        Assert.Equal(TimeSpan.FromMilliseconds(long.MaxValue / 10_000), JsonFacts.Parse("""{"it":922337203685477}""").Milliseconds("it"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("deploy,heal")]
    [InlineData("99999999999999")]
    public void A_word_is_one_of_its_names(string word) =>
        Assert.Equal("'it' is none of Deploy, Rollback, Heal", Refusal($$"""{"it":"{{word}}"}""", document => document.Word<PlanIntent>("it")));

    [Theory]
    [InlineData("0001-01-01T00:00:00.0000000+14:00")]
    [InlineData("2026-01-02")]
    [InlineData("")]
    public void An_instant_is_one_that_can_be(string time) =>
        Assert.Equal("'it' is no time", Refusal($$"""{"it":"{{time}}"}""", document => document.Time("it")));

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("https://")]
    public void An_address_is_a_whole_one(string address)
    {
        Assert.Equal("'it' is no address", Refusal($$"""{"it":"{{address}}"}""", document => document.Address("it")));
        Assert.Equal("'it' is no address", Refusal($$"""{"it":"{{address}}"}""", document => document.AddressOrNull("it")));
    }

    [Fact]
    public void What_stands_in_a_list_is_of_its_kind()
    {
        Assert.Equal("'it' is no list of objects", Refusal("""{"it":[{},null]}""", document => document.Parts("it")));
        Assert.Equal("'it' is no list of texts", Refusal("""{"it":["a",1]}""", document => document.Texts("it")));
        Assert.Equal("'it' is no list of texts", Refusal($$"""{"it":["{{Half}}"]}""", document => document.Texts("it")));
        Assert.Equal("'it' is no list of lists", Refusal("""{"it":[[],{}]}""", document => document.Lists("it")));
        Assert.Equal("number 2 of a list is no text", Refusal("""{"it":["a"]}""", document => document.List("it").Text(1)));
        Assert.Equal("number 1 of a list is no whole number of 32 bits", Refusal("""{"it":["a"]}""", document => document.List("it").Whole(0)));
        Assert.Equal("number 1 of a list is no whole number of 64 bits", Refusal("""{"it":[null]}""", document => document.List("it").Long(0)));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text() =>
        Assert.Equal("'it' is no text", Refusal($$"""{"it":"{{Half}}"}""", document => document.Text("it")));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_no_text()
    {
        byte[] document = [.. "{\"it\":\""u8, 0xff, .. "\"}"u8];

        Assert.Equal("'it' is no text", Assert.Throws<FormatException>(() => JsonFacts.Parse(document).Text("it")).Message);
    }

    /// <summary>The framework notices both only when the object is first looked at.</summary>
    [Theory]
    [InlineData("""{"it":1,"it":1}""", "a member stands there twice")]
    [InlineData($$"""{"it":1,"{{Half}}":1}""", "the name of a member is no text")]
    public void An_object_that_was_parsed_elsewhere_is_refused_when_it_is_looked_at(string text, string message)
    {
        Func<JsonObject, object?>[] readers = [.. Readers.Values, .. Optional.Values, document => document.Names(), document => document.Has("it")];

        Assert.All(readers, read =>
        {
            var document = JsonNode.Parse(text)!.AsObject();
            Assert.Equal(message, Assert.Throws<FormatException>(() => read(document)).Message);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{"a":{"it":1,"it":1}}""")]
    [InlineData("""{"a":{"\ud800":1}}""")]
    public void What_is_no_document_is_refused_as_such(string text)
    {
        Assert.Throws<FormatException>(() => JsonFacts.Parse(text));
        Assert.Throws<FormatException>(() => JsonFacts.Parse(Encoding.UTF8.GetBytes(text).AsSpan()));
        Assert.Throws<FormatException>(() => JsonFacts.ParseParts(Encoding.UTF8.GetBytes(text == "[]" ? "[1]" : text)));
    }

    [Fact]
    public void A_text_with_half_a_character_is_no_document() => Assert.Throws<FormatException>(() => JsonFacts.Parse($"{{\"{'\ud800'}\":1}}"));

    [Fact]
    public void A_document_that_is_nested_too_deep_is_refused()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);

        Assert.Throws<FormatException>(() => JsonFacts.Parse(Nested(65)));
        Assert.Throws<FormatException>(() => JsonFacts.Parse(Nested(4), depth: 3));
        Assert.NotNull(JsonFacts.Parse(Nested(64)));
    }

    [Fact]
    public void A_list_of_objects_is_read_whole()
    {
        Assert.Equal([1, 2], JsonFacts.ParseParts("""[{"n":1},{"n":2}]"""u8).Select(part => part.Whole("n")));
        Assert.Empty(JsonFacts.ParseParts("[]"u8));
    }

    /// <summary>A document need not have been written before it is read: then a number is of the type in which it was given.</summary>
    [Fact]
    public void A_number_in_memory_is_read_as_one_that_was_parsed()
    {
        JsonObject document = new() { ["small"] = 7, ["large"] = 7L, ["larger"] = 1L << 40 };

        Assert.Equal((7, 7L), (document.Whole("small"), document.Long("small")));
        Assert.Equal((7, 7L), (document.Whole("large"), document.Long("large")));
        Assert.Equal(1L << 40, document.Long("larger"));
        Assert.Throws<FormatException>(() => document.Whole("larger"));
    }

    [Fact]
    public void A_fault_of_the_program_is_not_taken_for_a_document_of_another_form()
    {
        RecordedEvent happened = new(3, "s", 1, DateTimeOffset.UnixEpoch, "a", "t", []);

        Assert.Throws<InvalidOperationException>(() => happened.Read<int>(_ => throw new InvalidOperationException("a fault")));
        Assert.Throws<NullReferenceException>(() => happened.Read(facts => facts["target"]!.GetValueKind()));
    }

    [Fact]
    public void An_event_that_does_not_say_what_it_must_is_named_with_what_it_lacks()
    {
        RecordedEvent happened = new(3, "s", 1, DateTimeOffset.UnixEpoch, "a", "step.lost", []);

        var refusal = Assert.Throws<RecordUnavailableException>(() => happened.Read(facts => facts.Text("target")));

        Assert.Equal("event 3 of the record (step.lost) does not say what it must: 'target' is missing", refusal.Message);
    }

    private static string? Refusal(string text, Func<JsonObject, object?> read)
    {
        try
        {
            read(JsonFacts.Parse(text));
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
