using System.Text;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Publishing.Http;

/// <summary>A token in a file that only its owner may read or write.</summary>
public sealed class FileToken(string path) : IToken
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const int MostBytes = 64 * 1024;

    public async Task<TokenReading> ReadAsync(CancellationToken cancel)
    {
        try
        {
            await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            // Asked of what was opened: the name could lead elsewhere by now.
            if ((File.GetUnixFileMode(file.SafeFileHandle) & Others) != UnixFileMode.None)
            {
                return Unread("token.file-open-to-others", $"{path} is open to others than its owner",
                    $"chmod 600 {path}, and renew the token if somebody may have read it");
            }

            var buffer = new byte[MostBytes];
            var length = await file.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, cancel);
            return TokenReading.Of(Encoding.UTF8.GetString(buffer.AsSpan(0, length)), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unread("token.file-unreadable", $"{path} cannot be read: {e.Message}",
                "write the platform's token there, with mode 0600");
        }
    }

    private static TokenReading.Unread Unread(string code, string message, string remedy) => new(Finding.Error(code, message, remedy));
}
