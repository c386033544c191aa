using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation;

/// <summary>Something that a check, a simulation or a failed step found.</summary>
/// <param name="Code">Stable and documented, <c>area.what-is-wrong</c> in lower case, e.g. <c>ssh.host-key-unknown</c>.</param>
/// <param name="Message">What is wrong and why, one line, no full stop.</param>
/// <param name="Remedy">What to do about it, one line, as an instruction.</param>
public sealed record Finding(string Code, Severity Severity, string Message, string? Remedy = null, Place? Place = null, TargetId? Target = null)
{
    public static Finding Error(string code, string message, string? remedy = null, Place? place = null, TargetId? target = null) =>
        new(code, Severity.Error, message, remedy, place, target);

    public static Finding Warning(string code, string message, string? remedy = null, Place? place = null, TargetId? target = null) =>
        new(code, Severity.Warning, message, remedy, place, target);
}
