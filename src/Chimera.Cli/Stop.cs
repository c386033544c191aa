using Chimera.Engine.Validation;

namespace Chimera.Cli;

/// <summary>A command ends here, for reasons a person can do something about.</summary>
internal sealed class Stop(ExitCode code, IReadOnlyCollection<Finding> findings) : Exception
{
    public Stop(ExitCode code, Finding finding)
        : this(code, [finding])
    {
    }

    public ExitCode Code => code;

    public IReadOnlyCollection<Finding> Findings => findings;
}
