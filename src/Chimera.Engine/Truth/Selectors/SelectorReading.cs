namespace Chimera.Engine.Truth.Selectors;

/// <summary>What came of reading a selector. A closed set.</summary>
public abstract record SelectorReading
{
    private SelectorReading()
    {
    }

    public sealed record Read(Selector Selector) : SelectorReading;

    /// <param name="Column">Where in the text, from 1.</param>
    public sealed record Wrong(int Column, string Message, string Remedy) : SelectorReading;
}
