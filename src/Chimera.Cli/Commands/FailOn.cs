namespace Chimera.Cli.Commands;

/// <summary>From where on a simulated site makes a command fail.</summary>
internal enum FailOn
{
    Warning,
    Error,
    Broken,
}
