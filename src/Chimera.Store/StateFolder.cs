using System.Text;
using Chimera.Store.Files;

namespace Chimera.Store;

/// <summary>The folder where everything that Chimera remembers is: the ledger, its keys, and the database over both.</summary>
/// <param name="Path">An absolute path.</param>
public sealed record StateFolder(string Path)
{
    /// <summary>The folder's name when nothing else was asked for.</summary>
    public const string Name = ".chimera";

    /// <summary>The append-only record; see <c>docs/ledger.md</c>.</summary>
    public string Ledger => In("ledger");

    /// <summary>Private keys, and the public ones beside them.</summary>
    public string Keys => In("keys");

    /// <summary>The SQLite file. Its events can be rebuilt from the ledger; its plans cannot.</summary>
    public string Database => In("state.db");

    internal string Lock => In("lock");

    internal string LeaseOf(string name) => In($"{name}.lock");

    /// <summary>The state folder that belongs to a truth: beside its file.</summary>
    public static StateFolder Beside(string truthFile) =>
        new(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(truthFile))!, Name));

    /// <summary>Makes the folder where it is missing: for its owner only (mode 0700), and invisible to git.</summary>
    public void Create()
    {
        Durable.CreateDirectory(Path);
        if (!File.Exists(In(".gitignore")))
        {
            Durable.Write(In(".gitignore"), Encoding.UTF8.GetBytes("*\n"), Durable.OwnerAndReaders);
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
