namespace Chimera.Fleet.Tests.Declaration;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("chimera-truth-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
