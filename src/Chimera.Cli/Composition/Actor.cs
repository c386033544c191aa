namespace Chimera.Cli.Composition;

/// <summary>Who works with this program: a person's login and machine. Told by the record and by the hosts that are held.</summary>
internal static class Actor
{
    public static string OfThisProcess() => $"{Clean(Environment.UserName)}@{Clean(Environment.MachineName)}";

    private static string Clean(string name) =>
        new([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')]);
}
