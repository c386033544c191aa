namespace Chimera.Engine.Truth.Documents;

/// <summary>Something that can say what it may be. Made when asked for: most runs only read.</summary>
public interface IDescribed
{
    Schema Schema { get; }
}
