namespace Chimera.Sites.Netlify.Config.Validation;

/// <summary>A value that <see cref="TomlExample"/> cannot write. Its text becomes the platform's error.</summary>
internal sealed class TomlExampleException(string message) : Exception(message);
