namespace Chimera.Store.Sqlite;

/// <summary>The database was written by a later version of Chimera, whose tables this one does not know.</summary>
internal sealed class NewerSchemaException(int found, int known)
    : Exception($"the database has schema version {found}; this version of Chimera knows {known}");
