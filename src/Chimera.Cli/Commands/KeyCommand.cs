using System.CommandLine;
using System.Text.Json.Nodes;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Store;
using Chimera.Store.Keys;

namespace Chimera.Cli.Commands;

/// <summary>The keys that certificates are signed with.</summary>
internal static class KeyCommand
{
    public static Command Create(Streams streams) => new("key", "Make, show and replace the key that certificates are signed with")
    {
        Changing("new", "Make the key; its private half stays in the state folder, readable by you alone", EventTypes.KeyCreated, keys => keys.New(), streams),
        Showing(streams),
        Changing("rotate", "Sign with a new key from now on; what the old one signed holds until it expires", EventTypes.KeyRotated, keys => keys.Rotate(), streams),
    };

    private static Command Changing(string verb, string what, string type, Func<CertificationKeys, KeyOpening> change, Streams streams)
    {
        var command = new Command(verb, what);
        command.SetAction(async (parsed, cancel) =>
        {
            var source = await TruthSource.ReadAsync(parsed, RealmCatalog.Sections, cancel);
            Workspace.RefuseWhenDisabled(source.Settings);
            var folder = FolderOf(source);
            await using StateAccess state = new(folder, Actor.OfThisProcess(), TimeProvider.System);
            await state.OpenAsync(cancel);
            CertificationKeys keys = new(folder);
            var before = Name(keys);
            var opening = change(keys);
            using var signer = (opening as KeyOpening.Opened)?.Signer ?? throw new Stop(ExitCode.Refused, ((KeyOpening.Refused)opening).Why);
            await state.Journal.AppendAsync(new DomainEvent("keys", type, new JsonObject { ["key"] = signer.Verifier.Name, ["before"] = before }), cancel);
            Write(signer.Verifier.Name, keys.PublicFile, parsed.GetValue(GlobalOptions.Output), streams);
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command Showing(Streams streams)
    {
        var command = new Command("show", "Show the key's name and where its public half is, which others need to verify");
        command.SetAction(async (parsed, cancel) =>
        {
            var source = await TruthSource.ReadAsync(parsed, RealmCatalog.Sections, cancel);
            CertificationKeys keys = new(FolderOf(source));
            Write(
                Name(keys) ?? throw new Stop(ExitCode.Refused, Finding.Error("key.missing", "there is no key here", "make one with 'chimera key new'")),
                keys.PublicFile, parsed.GetValue(GlobalOptions.Output), streams);
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static StateFolder FolderOf(TruthSource source) => SiteQuestion.StateOf(source) ?? throw new Stop(
        ExitCode.Usage, Finding.Error("key.no-place", "there is no place for a key: no home, no truth file", "name a folder with --state-dir"));

    private static string? Name(CertificationKeys keys)
    {
        var publics = keys.Publics();
        try
        {
            return publics.IsEmpty || !File.Exists(keys.PublicFile) ? null : publics[0].Name;
        }
        finally
        {
            foreach (var key in publics)
            {
                key.Dispose();
            }
        }
    }

    private static void Write(string name, string file, OutputFormat format, Streams streams) => streams.Out.WriteLine(format == OutputFormat.Json
        ? new JsonObject { ["key"] = name, ["public"] = file, ["purposes"] = new JsonArray(nameof(Purpose.Certify).ToLowerInvariant()) }.ToLine()
        : $"{name}\n{file}");
}
