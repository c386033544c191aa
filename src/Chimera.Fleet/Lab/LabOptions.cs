using System.Text.RegularExpressions;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Lab;

/// <summary>How the hosts of a lab are set up. Hosts whose lab gets other options are powered off and on.</summary>
/// <param name="User">Who the lab's ssh configuration logs in as: <c>root</c>, or <c>deploy</c>, who may run <c>sudo -n /bin/sh</c>.</param>
/// <param name="SshPort">The port every host listens on, each on an address of its own; 1 to 65535.</param>
/// <param name="KexAlgorithms">As in sshd_config(5). The default costs a twentieth of the CPU time of OpenSSH's own.</param>
/// <param name="MaxStartups">As in sshd_config(5), <c>start</c> or <c>start:rate:full</c>.</param>
/// <param name="Shell">What <c>/bin/sh</c> is.</param>
public sealed partial record LabOptions(
    string User = "root",
    int SshPort = 10022,
    string KexAlgorithms = "curve25519-sha256",
    string MaxStartups = "10:30:100",
    LabShell Shell = LabShell.Machine)
{
    internal IEnumerable<Finding> Check()
    {
        if (User is not ("root" or "deploy"))
            yield return Bad($"a lab has no user '{User}'", "use root or deploy");
        if (SshPort is < 1 or > 65535)
            yield return Bad($"{SshPort} is not a port", "use a port from 1 to 65535");
        if (!AlgorithmList().IsMatch(KexAlgorithms))
            yield return Bad($"'{KexAlgorithms}' is not a list of key exchange algorithms", "name some of `ssh -Q kex`, separated by commas");
        if (!Startups().IsMatch(MaxStartups))
            yield return Bad($"'{MaxStartups}' is not a limit on startups", "write start or start:rate:full, e.g. 10:30:100");
    }

    private static Finding Bad(string message, string remedy) => Finding.Error("lab.bad-option", message, remedy);

    [GeneratedRegex(@"\A[a-z0-9@.+-]+(,[a-z0-9@.+-]+)*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AlgorithmList();

    [GeneratedRegex(@"\A[0-9]{1,5}(:[0-9]{1,3}:[0-9]{1,5})?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Startups();
}
