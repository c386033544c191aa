namespace Chimera.Cli.Composition;

/// <summary>Who works with this program: a person's login and machine. Told by the record and by the hosts that are held.</summary>
internal static class Actor
{
    public static string OfThisProcess() => $"{Clean(User())}@{Clean(Environment.MachineName)}";

    // A container may run under a number that no user has.
    private static string User()
    {
        try
        {
            return Environment.UserName;
        }
        catch (IOException)
        {
            return Environment.GetEnvironmentVariable("USER") is { Length: > 0 } name ? name : "unknown";
        }
    }

    private static string Clean(string name) =>
        new([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')]);
}
