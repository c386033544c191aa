using Chimera.Engine.Execution;

namespace Chimera.Sites.Publishing.Http;

/// <summary>What came of asking a platform: a value, or what is to be replied instead.</summary>
internal readonly record struct Asked<T>(T? Value, Reply? Trouble)
    where T : class
{
    public static implicit operator Asked<T>(T value) => new(value, null);

    public static implicit operator Asked<T>(Reply trouble) => new(null, trouble);
}
