using System.Runtime.InteropServices;
using SQLitePCL;

namespace Chimera.Store.Sqlite;

/// <summary>Binds SQLite to the system's own library, once, when the first connection is opened.</summary>
internal static class NativeSqlite
{
    private static readonly Lazy<bool> Bound = new(Bind);

    /// <exception cref="DllNotFoundException">The system has no SQLite.</exception>
    public static void Load() => _ = Bound.Value;

    private static bool Bind()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, static (name, assembly, path) =>
            name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", assembly, path, out var library) ? library : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    }
}
