using System.Runtime.CompilerServices;
using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Healing;

/// <summary>The files of a site as text, each decoded and parsed once however many findings it has.</summary>
internal static class Texts
{
    private static readonly ConditionalWeakTable<byte[], SourceFile> Sources = [];
    private static readonly ConditionalWeakTable<SourceFile, TomlDocument> Documents = [];

    /// <summary>Null when there is no such file.</summary>
    public static SourceFile? Of(SiteFolder folder, string file)
    {
        if (folder.Read(file) is not { } bytes)
        {
            return null;
        }

        var source = Sources.GetValue(bytes, content => SourceFile.Decode(file, content));
        return source.Name == file ? source : SourceFile.Decode(file, bytes);
    }

    /// <summary>As Netlify reads it: TOML 1.1. It may have problems.</summary>
    public static TomlDocument Toml(SourceFile source) => Documents.GetValue(source, one => TomlDocument.Parse(one, TomlVersion.V11));
}
