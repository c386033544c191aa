namespace Chimera.Cli;

/// <summary>What <c>chimera</c> says to the shell. Documented in docs/cli.md; a test holds the two together.</summary>
internal enum ExitCode
{
    /// <summary>Everything asked for is so.</summary>
    Ok = 0,

    /// <summary>An error that Chimera did not foresee; please report it.</summary>
    Unexpected = 1,

    /// <summary>The command line was not understood.</summary>
    Usage = 2,

    /// <summary>The truth file or a setting is wrong; nothing was done.</summary>
    Truth = 3,

    /// <summary>A system could not be evaluated or built; nothing was done.</summary>
    Evaluation = 4,

    /// <summary>The plan may not run: stale, quarantined, declined, or held by somebody else; nothing was done.</summary>
    Refused = 5,

    /// <summary>Some targets arrived, some did not.</summary>
    Partial = 6,

    /// <summary>No target arrived; each is what it was or says what became of it.</summary>
    Failed = 7,

    /// <summary>Stopped by a person; <c>chimera deploy --resume</c> finishes it.</summary>
    Interrupted = 8,

    /// <summary>What is differs from what is declared.</summary>
    Differs = 9,

    /// <summary>The record does not verify, or cannot be written.</summary>
    Record = 10,

    /// <summary>A program that is needed is not there.</summary>
    Missing = 11,

    /// <summary>The site would be deployed, with defects: errors or warnings were found.</summary>
    Findings = 12,

    /// <summary>The platform would refuse to deploy the site.</summary>
    Broken = 13,

    /// <summary>These are not the bytes that were certified, or the certificate is worth nothing.</summary>
    Uncertified = 14,
}
