using System.Text.Json.Nodes;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Truth.Selectors;

/// <summary>Selectors in documents.</summary>
public static class SelectorShape
{
    private const string Noun = "a selector such as 'web and not (eu or @canary)'";

    public static readonly ScalarShape<Selector> Instance = new(Noun, new Schema.Text(Noun), Parse, selector => JsonValue.Create(selector.Text));

    private static Parsed<Selector> Parse(string text) => SelectorParser.Parse(text) switch
    {
        SelectorReading.Read { Selector: var selector } => new Parsed<Selector>.Value(selector),
        SelectorReading.Wrong wrong => new Parsed<Selector>.Wrong(
            wrong.Remedy, $"selector {Wording.Quote(text)}, column {wrong.Column}: {wrong.Message}"),
        _ => throw new InvalidOperationException("a selector reading has two cases"),
    };
}
