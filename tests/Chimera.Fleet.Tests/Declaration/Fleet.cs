using System.Text;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration;

namespace Chimera.Fleet.Tests.Declaration;

/// <summary>A whole truth file read for a test, as the command line would.</summary>
internal sealed record Fleet(DeclaredTruth? Truth, string[] Lines)
{
    public const string Folder = "/srv/infra";

    /// <summary>Reads a file that begins with <c>version: 1</c> and <c>fleet:</c>; the text stands below, from line 3, indented by two.</summary>
    public static Task<Fleet> OfSection(string section, IFlakeReader? flakes = null, string folder = Folder) =>
        Of("version: 1\nfleet:\n" + string.Concat(section.Split('\n').Select(line => $"  {line}\n")), flakes, folder: folder);

    public static Task<Fleet> Of(
        string yaml, IFlakeReader? flakes = null, Dictionary<string, string>? environment = null, string folder = Folder) =>
        Of(Encoding.UTF8.GetBytes(yaml), flakes, environment, folder);

    public static async Task<Fleet> Of(
        byte[] yaml, IFlakeReader? flakes = null, Dictionary<string, string>? environment = null, string folder = Folder)
    {
        var findings = new Findings();
        var truth = YamlReader.Read(yaml, "infra/chimera.yaml", findings) is { } root
            && TruthFile.Read(root, [FleetDeclaration.Section], findings) is { } file
                ? await DeclareAsync(file, flakes ?? new NoFlakes(), environment ?? [], folder, findings)
                : null;
        return new Fleet(truth, [.. findings.ByPlace().Select(finding => $"{finding.Place} {finding.Code} {finding.Message}; {finding.Remedy}")]);
    }

    public DeclaredTarget this[string id] => Truth!.Targets.Single(target => target.Id.ToString() == id);

    public HostSpec Spec(string id) => HostSpecDocument.Read(this[id].Spec);

    private static Task<DeclaredTruth?> DeclareAsync(
        TruthFile file, IFlakeReader flakes, Dictionary<string, string> environment, string folder, Findings findings)
    {
        var settings = ResolvedSettings.Resolve(new SettingsCatalog([FleetDeclaration.Section]), [], environment, file.Settings, findings);
        var fleet = new FleetDeclaration(new YamlReader(), flakes, settings);
        return TruthReader.ReadAsync(file, folder, settings, [fleet], findings, CancellationToken.None);
    }

    private sealed class NoFlakes : IFlakeReader
    {
        public Task<FlakeReading> ReadAsync(string flake, string attribute, string apply, CancellationToken cancel) =>
            throw new InvalidOperationException("this test has no flakes");
    }
}
