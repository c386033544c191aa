namespace Chimera.Engine.Validation;

/// <summary>How much a finding weighs. Only an error stops a plan.</summary>
public enum Severity
{
    Note,
    Warning,
    Error,
}
