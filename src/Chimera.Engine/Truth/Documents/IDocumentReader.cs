using Chimera.Engine.Validation;

namespace Chimera.Engine.Truth.Documents;

/// <summary>Reads a file of some format into nodes. A port: the engine itself opens no file.</summary>
public interface IDocumentReader
{
    /// <summary>Reads the one document of a file. Never throws for what the file holds or for its absence.</summary>
    /// <param name="path">The file to open.</param>
    /// <param name="name">How the person called it: the file name of every place.</param>
    /// <param name="findings">Gets every error that could be found.</param>
    /// <returns>The document, or null when no faithful tree could be made. A tree can come with errors: they still refuse the file.</returns>
    Task<Node?> ReadAsync(string path, string name, Findings findings, CancellationToken cancel);
}
