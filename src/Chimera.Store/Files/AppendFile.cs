using Microsoft.Win32.SafeHandles;

namespace Chimera.Store.Files;

internal sealed class AppendFile : IAppendFile
{
    private readonly SafeFileHandle _file;
    private long _length;

    private AppendFile(SafeFileHandle file)
    {
        _file = file;
        _length = RandomAccess.GetLength(file);
    }

    /// <summary>Opens the file at its end; makes it, durably, where it is missing.</summary>
    public static IAppendFile Open(string path)
    {
        var isNew = !File.Exists(path);
        Durable.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = new AppendFile(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read));
        if (isNew)
        {
            Libc.SyncDirectory(Path.GetDirectoryName(path)!);
        }

        return file;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, _length);
        _length += bytes.Length;
    }

    public void Flush() => Libc.SyncFile(_file);

    public void Dispose() => _file.Dispose();
}
