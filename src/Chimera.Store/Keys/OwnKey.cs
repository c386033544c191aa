namespace Chimera.Store.Keys;

/// <summary>The public half of a key for certificates.</summary>
/// <param name="Public">The caller disposes of it.</param>
/// <param name="File">Where it stands.</param>
public sealed record OwnKey(EcdsaVerifier Public, KeyPlace Place, string File);
