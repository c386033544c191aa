namespace Chimera.Documents.Toml;

/// <summary>The edition of the TOML specification a text is held against (https://toml.io/en/v1.0.0, https://toml.io/en/v1.1.0).</summary>
public enum TomlVersion
{
    V10,

    /// <summary>Adds line breaks and trailing commas in inline tables, \e and \xHH, and times without seconds.</summary>
    V11,
}
