using System.Globalization;
using Chimera.SitesDeployBench;

if (args is ["site", var folder])
{
    new SiteMaker(folder).Make();
    return 0;
}

if (args is ["change", var made, var change] && int.TryParse(change, CultureInfo.InvariantCulture, out var which))
{
    new SiteMaker(made).Change(which);
    return 0;
}

if (args is not [var chimera, var cli, var work, var roundsText] || !int.TryParse(roundsText, CultureInfo.InvariantCulture, out var rounds) || rounds < 1)
{
    Console.Error.WriteLine("chimera-sites-deploy-bench CHIMERA NETLIFY-CLI WORK ROUNDS, or to look closer: site FOLDER, change FOLDER NUMBER");
    return 2;
}

using CpuGroups groups = new();
Commands commands = new(groups);
SiteMaker site = new(Path.Combine(work, "site"));
Directory.CreateDirectory(site.Folder);
site.Make();
var all = Directory.GetFiles(site.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(site.Folder, file)).Where(file => file != "_redirects").ToList();

var lab = Path.Combine(work, "lab");
try
{
    using NetlifyPart netlify = new(commands, site, chimera, cli, work);
    // What is started in the host's group is counted as the host's.
    commands.Run(new Command(chimera, ["lab", "up", "1", "--dir", lab], work), "host");
    commands.Run(new Command(Environment.GetEnvironmentVariable("NGINX_ON") ?? "nginx-on.sh", [Path.Combine(lab, "ssh_config"), "lab1"], work));
    using HostPart host = new(commands, site, chimera, lab, work);

    Round(0, all, netlify.First, host.First);
    for (var round = 1; round <= rounds; round++)
    {
        Round(round, site.Change(round), netlify.Later, host.Later);
    }

    var size = all.Sum(file => new FileInfo(Path.Combine(site.Folder, file)).Length) / 1e6;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{all.Count} files, {size:0} MB, of which {SiteMaker.Changed} changed each round; {rounds} rounds, in turns; the median, and least and most where they differ by more than 2 %"));
    netlify.Later.Write(Console.Out, $"Netlify: {SiteMaker.Changed} of {all.Count} files changed");
    WriteAsked(netlify);
    netlify.First.Write(Console.Out, "Netlify: the first deploy");
    host.Later.Write(Console.Out, $"A host: {SiteMaker.Changed} of {all.Count} files changed");
    host.First.Write(Console.Out, "A host: the first deploy");
    foreach (var odd in netlify.Undocumented.Distinct(StringComparer.Ordinal))
    {
        Console.WriteLine($"\nNot documented: {odd}");
    }

    return 0;

    // Who begins changes with each round.
    void Round(int number, IReadOnlyList<string> brought, Figures atNetlify, Figures onHost)
    {
        List<Action> turns =
        [
            .. new[] { NetlifyPart.Mine, NetlifyPart.Theirs }.Select(who => new Action(() => netlify.Deploy(who, brought, atNetlify))),
            .. new[] { HostPart.Mine, HostPart.InPlace, HostPart.Checksums, HostPart.Releases }.Select(who => new Action(() => host.Deploy(who, brought, onHost))),
        ];
        for (var turn = 0; turn < turns.Count; turn++)
        {
            turns[(turn + number) % turns.Count]();
        }

        host.MeasureLogin();
        netlify.SayFloor(atNetlify, brought);
        host.SayFloor(onHost, brought);
        Console.Error.WriteLine($"round {number} of {rounds}");
    }
}
finally
{
    if (Directory.Exists(lab))
    {
        commands.Run(new Command(chimera, ["lab", "down", "--dir", lab], work));
    }
}

static void WriteAsked(NetlifyPart netlify)
{
    Console.WriteLine($"\n| requests of the last round | {NetlifyPart.Mine} | {NetlifyPart.Theirs} |\n|---|---|---|");
    foreach (var (operation, counts) in netlify.Asked)
    {
        Console.WriteLine($"| `{operation}` | {counts.GetValueOrDefault(NetlifyPart.Mine)} | {counts.GetValueOrDefault(NetlifyPart.Theirs)} |");
    }
}
