namespace Chimera.Documents.Toml;

/// <summary>One thing that is wrong with a TOML text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">What a person should look at.</param>
/// <param name="At">
/// Where a reader that goes from left to right stands when it notices: the first character that does not fit, or, where something whole
/// does not fit (a key that is taken, a date that does not exist), the start of that.
/// </param>
/// <param name="Message">What is wrong, on one line.</param>
/// <param name="Remedy">What to do, as an instruction.</param>
public sealed record TomlProblem(TomlProblemKind Kind, TextSpan Span, int At, string Message, string Remedy);
