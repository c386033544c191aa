using System.Text;

namespace Chimera.Sites.Analyses.Pages;

/// <summary>Paths between their form on the wire and their form on a disk.</summary>
internal static class PathEncoding
{
    private static readonly AsciiSet Plain =
        new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/%[]|\\");

    /// <summary>As a browser sends it: what is encoded already stays so.</summary>
    public static string Encode(string path)
    {
        if (!path.AsSpan().ContainsAnyExcept(Plain))
        {
            return path;
        }

        var encoded = new StringBuilder(path.Length + 16);
        foreach (var value in Encoding.UTF8.GetBytes(path))
        {
            if (value < 0x80 && Plain.Contains((char)value))
            {
                encoded.Append((char)value);
            }
            else
            {
                encoded.Append('%').Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }

    /// <summary>The path of a file, encoded: a percent sign in its name is one.</summary>
    public static string EncodeFile(string path) =>
        Encode(path.Contains('%', StringComparison.Ordinal) ? path.Replace("%", "%25", StringComparison.Ordinal) : path);

    public static string Decode(string path) => path.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(path) : path;
}
