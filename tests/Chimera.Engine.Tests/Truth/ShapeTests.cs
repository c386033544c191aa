using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Tests.Truth;

public sealed class ShapeTests
{
    private static readonly Shape<Pet> PetShape = Shapes.Object(fields => new Pet(
        fields.Required("name", Scalars.Line, "what it is called"),
        fields.Optional("legs", Scalars.Count(0, 8), 4, "how many legs it has"),
        fields.Optional("kind", Scalars.Choice(("cat", 'c'), ("dog", 'd')), 'c', "what it is"),
        fields.MaybeValue("tame", Scalars.Boolean, "whether it bites"),
        fields.Optional("friends", Shapes.OneOrMany(Scalars.Line), [], "whom it likes")));

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var (pet, errors) = Yaml.Read(PetShape, "name: Tom\n");

        Assert.Empty(errors);
        Assert.Equal(("Tom", 4, 'c', (bool?)null, 0), (pet!.Name, pet.Legs, pet.Kind, pet.Tame, pet.Friends.Length));
    }

    [Theory]
    [InlineData("friends: Jim", 1)]
    [InlineData("friends: [Jim, Jo]", 2)]
    public void One_or_many_takes_both(string line, int count) =>
        Assert.Equal(count, Yaml.Read(PetShape, $"name: Tom\n{line}\n").Value!.Friends.Length);

    [Fact]
    public void Every_error_of_an_object_is_told_at_once()
    {
        var (_, errors) = Yaml.Read(PetShape, "nmae: Tom\nlegs: four\nkind: cta\ntame: yes\nfriends: [[Jim], Jo]\n");

        Assert.Equal(
            [
                "f.yaml:1:1 truth.missing-key name is missing: what it is called; add 'name: …'",
                "f.yaml:1:1 truth.unknown-key nmae is not a known key; did you mean 'name'?",
                "f.yaml:2:7 truth.bad-value legs: 'four' is not a whole number from 0 to 8; write a whole number from 0 to 8",
                "f.yaml:3:7 truth.bad-value kind: 'cta' is not cat or dog; did you mean 'cat'?",
                "f.yaml:4:7 truth.bad-value tame: 'yes' is not true or false; write true",
                "f.yaml:5:11 truth.wrong-type friends[0] is a list, not one line of text; write one line of text",
            ],
            errors);
    }

    [Theory]
    [InlineData("[1]", "f.yaml:1:1 truth.wrong-type the file is a list, not a map; write one 'key: value' per line, or {} for none")]
    [InlineData("", "f.yaml:1:1 truth.wrong-type the file is empty, not a map; write one 'key: value' per line, or {} for none")]
    [InlineData("name:", "f.yaml:1:6 truth.wrong-type name is empty, not one line of text; write one line of text")]
    [InlineData("name: {a: b}", "f.yaml:1:7 truth.wrong-type name is a map, not one line of text; write one line of text")]
    public void A_wrong_kind_of_value_is_named(string yaml, string expected) => Assert.Equal([expected], Yaml.Read(PetShape, yaml).Errors);

    [Theory]
    [InlineData("08")]
    [InlineData("0x4")]
    [InlineData("+4")]
    [InlineData("4.0")]
    [InlineData("9")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public void A_number_has_one_way_to_be_written_and_its_limits(string text) =>
        Assert.Single(Yaml.Read(PetShape, $"name: Tom\nlegs: {text}\n").Errors);

    [Fact]
    public void A_broken_entry_of_a_map_hides_none_of_the_others()
    {
        var shape = Shapes.Map("PET", Scalars.Pattern("a pet name", "[a-z]+", "use lower case"), PetShape);

        var (table, errors) = Yaml.Read(shape, "tom: {name: Tom}\nJim: {name: Jim}\njo: {legs: 9}\nann: {name: Ann}\n");

        Assert.Equal(["tom", "ann"], table!.Entries.Select(entry => entry.Name));
        Assert.True(table.Knows("jo"));
        Assert.False(table.Knows("bob"));
        Assert.Equal(
            [
                "f.yaml:2:1 truth.bad-value Jim: 'Jim' is not a pet name; use lower case",
                "f.yaml:3:5 truth.missing-key jo.name is missing: what it is called; add 'name: …'",
                "f.yaml:3:12 truth.bad-value jo.legs: '9' is not a whole number from 0 to 8; write a whole number from 0 to 8",
            ],
            errors);
    }

    [Fact]
    public void Alternatives_are_told_apart_by_their_key()
    {
        var shape = Shapes.ByKey(
            ("tcp", Shapes.Object(fields => $"tcp {fields.Required("tcp", Scalars.Count(1, 9), "a port")}")),
            ("unit", Shapes.Object(fields => $"unit {fields.Required("unit", Scalars.Line, "a unit")}")));

        Assert.Equal("tcp 8", Yaml.Read(shape, "tcp: 8").Value);
        Assert.Equal("unit a", Yaml.Read(shape, "unit: a").Value);
        Assert.Equal(
            ["f.yaml:1:10 truth.conflicting-keys the file has tcp and unit; make them entries of their own"],
            Yaml.Read(shape, "{tcp: 8, unit: a}").Errors);
        Assert.Equal(["f.yaml:1:1 truth.missing-key the file has none of tcp or unit; add exactly one of tcp or unit"], Yaml.Read(shape, "{}").Errors);
        Assert.Equal(["f.yaml:1:1 truth.unknown-key tpc is not a known key; did you mean 'tcp'?"], Yaml.Read(shape, "tpc: 8").Errors);
    }

    [Fact]
    public void Exactly_one_of_several_keys_must_be_there()
    {
        var shape = Shapes.Object(fields => fields.ExactlyOne<string>(("a", Scalars.Line, "one way"), ("b", Scalars.Line, "another")));

        Assert.Equal("x", Yaml.Read(shape, "b: x").Value);
        Assert.Equal(["f.yaml:1:1 truth.missing-key the file has none of a or b; add exactly one of a or b"], Yaml.Read(shape, "{}").Errors);
        Assert.Equal(["f.yaml:2:1 truth.conflicting-keys the file has a and b; keep exactly one of them"], Yaml.Read(shape, "a: x\nb: y\n").Errors);
    }

    [Fact]
    public void A_message_stays_on_its_line_and_holds_nothing_a_terminal_obeys()
    {
        var error = Assert.Single(Yaml.Read(PetShape, "name: Tom\nkind: \"\\e[31m\\n" + new string('x', 500) + "\"\n").Errors);

        Assert.DoesNotContain(error, char.IsControl);
        Assert.True(error.Length < 250);
    }

    [Fact]
    public void A_shape_describes_itself_without_a_document()
    {
        var schema = Assert.IsType<Schema.Structure>(PetShape.Schema);

        Assert.Equal(["name", "legs", "kind", "tame", "friends"], schema.Fields.Select(field => field.Key));
        Assert.Equal([true, false, false, false, false], schema.Fields.Select(field => field.Required));
        Assert.Equal("4", schema.Fields[1].Default!.ToJsonString());
        Assert.Equal(["cat", "dog"], Assert.IsType<Schema.Choice>(schema.Fields[2].Schema).Values);
    }

    private sealed record Pet(string Name, int Legs, char Kind, bool? Tame, ImmutableArray<string> Friends);
}
