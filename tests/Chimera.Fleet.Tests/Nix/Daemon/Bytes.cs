using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Chimera.Fleet.Nix;
using Chimera.Fleet.Nix.Daemon;
using Chimera.Fleet.Nix.Exports;
using Chimera.Fleet.Tests.Declaration;

namespace Chimera.Fleet.Tests.Nix.Daemon;

/// <summary>What Nix serialises, written by hand: a number is a number, a text is a text.</summary>
internal static class Bytes
{
    public const string Top = "/nix/store/gn3x8m7yvib2v8gc5k99hx58v827maf5-top-1.0";
    public const string Lib = "/nix/store/ss71jcbyb32d5lpfribpsis2w7glzkhl-lib-1.2";

    public static byte[] Of(params object[] values)
    {
        using MemoryStream bytes = new();
        foreach (var value in values)
        {
            if (value is string text)
                WriteText(bytes, Encoding.UTF8.GetBytes(text));
            else if (value is byte[] raw)
                bytes.Write(raw);
            else
                bytes.Write(BitConverter.GetBytes(Convert.ToInt64(value)));
        }

        return bytes.ToArray();
    }

    /// <summary>An archive with all that one can have.</summary>
    public static byte[] Archive => Of(
        "nix-archive-1", "(", "type", "directory",
        "entry", "(", "name", "bin", "node", "(", "type", "directory",
        "entry", "(", "name", "run", "node", "(", "type", "regular", "executable", "", "contents", "#!/bin/sh\n", ")", ")", ")", ")",
        "entry", "(", "name", "empty", "node", "(", "type", "directory", ")", ")",
        "entry", "(", "name", "link", "node", "(", "type", "symlink", "target", "bin/run", ")", ")",
        "entry", "(", "name", "nothing", "node", "(", "type", "regular", ")", ")",
        ")");

    public static byte[] File => Of("nix-archive-1", "(", "type", "regular", "contents", new string('x', 40_001), ")");

    /// <summary>As <c>nix-store --export</c> writes it: a library and what refers to it.</summary>
    public static byte[] Export => Of(1, File, 0x4558494e, Lib, 0, "", 0, 1, Archive, 0x4558494e, Top, 2, Lib, Top, "/nix/store/6cqll09xy9h5l7id784nan79bfbl1j9z-top-1.0.drv", 0, 0);

    public static ImmutableArray<StorePathInfo> Known =>
    [
        new(Lib, "sha256-" + Convert.ToBase64String(SHA256.HashData(File)), File.Length, []),
        new(Top, "sha256-" + Convert.ToBase64String(SHA256.HashData(Archive)), Archive.Length, [Lib, Top]),
    ];

    public static ExportSpool Spool(TemporaryFolder folder)
    {
        var name = Path.Combine(folder.Path, Path.GetRandomFileName());
        System.IO.File.WriteAllBytes(name, Export);
        return new ExportSpool(name);
    }

    private static void WriteText(MemoryStream bytes, byte[] text)
    {
        bytes.Write(BitConverter.GetBytes((long)text.Length));
        bytes.Write(text);
        bytes.Write(new byte[(8 - (text.Length % 8)) % 8]);
    }
}
