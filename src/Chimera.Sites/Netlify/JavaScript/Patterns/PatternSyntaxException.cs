namespace Chimera.Sites.Netlify.JavaScript.Patterns;

/// <summary>A text is not a regular expression; the message is V8's.</summary>
internal sealed class PatternSyntaxException(string message) : Exception(message);
