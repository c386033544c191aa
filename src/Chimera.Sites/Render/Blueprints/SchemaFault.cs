namespace Chimera.Sites.Render.Blueprints;

/// <summary>How a value differs from its shape.</summary>
internal enum SchemaFault
{
    /// <summary>A key that must be there is not.</summary>
    MissingKey,

    /// <summary>A key that is not known there.</summary>
    UnknownKey,

    /// <summary>A value of another type.</summary>
    WrongType,

    /// <summary>A text that is none of those allowed.</summary>
    UnknownWord,

    /// <summary>A number beyond its bounds.</summary>
    OutOfRange,
}
