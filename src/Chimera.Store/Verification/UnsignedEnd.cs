namespace Chimera.Store.Verification;

/// <summary>What stands after the last signed entry. A crash leaves it, or a writer at work; nothing vouches for it.</summary>
/// <param name="FirstEntry">The index that the first of it has or would have.</param>
/// <param name="Entries">How many whole entries there are.</param>
/// <param name="File">Where it begins, relative to the ledger's folder.</param>
/// <param name="Offset">The byte at which it begins.</param>
/// <param name="Bytes">How much there is in all, torn bytes included.</param>
public sealed record UnsignedEnd(long FirstEntry, long Entries, string File, long Offset, long Bytes);
