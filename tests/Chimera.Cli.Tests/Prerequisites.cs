namespace Chimera.Cli.Tests;

/// <summary>Programs that a test cannot do without.</summary>
internal static class Prerequisites
{
    public static void Need(params string[] programs)
    {
        var missing = programs.Where(program => Find(program) is null).ToList();
        Assert.SkipUnless(missing.Count == 0, $"not installed here: {string.Join(", ", missing)}");
    }

    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin")
        .Split(':')
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
