namespace Chimera.Sites.Tests.Publishing;

/// <param name="CutAt">After how many bytes of the body the connection ends; null when it does not.</param>
internal sealed record RawAnswer(int Status, byte[] Body, Dictionary<string, string> Headers, int? CutAt = null);
