namespace Chimera.Store.Files;

/// <summary>A file that only grows.</summary>
internal interface IAppendFile : IDisposable
{
    /// <exception cref="IOException">Not all of it could be written; the file may end with a part of it.</exception>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>When it returns, everything appended survives a crash of the machine.</summary>
    /// <exception cref="IOException">It may or may not survive. Trying again would prove nothing: the system may have dropped what it could not write.</exception>
    void Flush();
}
