using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation;
using Chimera.Store;

namespace Chimera.Cli.Commands;

/// <summary>The keys that certificates are signed with.</summary>
internal static class KeyCommand
{
    public static Command Create(Streams streams) => new("key", "Make, show, replace and take back the keys that certificates are signed with")
    {
        Changing(
            "new", "Make the key; its private half stays in the state folder, readable by you alone. With certify.key_command: take the key that it prints for one of yours",
            (keys, cancel) => keys.NewAsync(cancel), streams),
        Showing(streams),
        Changing(
            "rotate", "Sign with a new key from now on; what the old one signed holds until it expires, if it is on record here",
            (keys, cancel) => keys.RotateAsync(cancel), streams),
        Revoking(streams),
    };

    private static Command Changing(string verb, string what, Func<KeyKeeping, CancellationToken, Task<string>> change, Streams streams)
    {
        var command = new Command(verb, what);
        command.SetAction((parsed, cancel) => ChangeAsync(parsed, async (keys, stop) =>
        {
            var name = await change(keys, stop);
            var file = (await keys.ListAsync(stop)).First(key => key.Name == name).File!;
            KeyOutput.Write(name, file, parsed.GetValue(GlobalOptions.Output), streams);
        }, cancel));
        return command;
    }

    private static Command Revoking(Streams streams)
    {
        var key = new Argument<string>("KEY") { Description = "Its name, as 'chimera key show' says it, or the hexadecimal digits at its end" };
        var why = new Option<string>("--why") { Description = "Why; it is told to everybody who verifies what it signed here", HelpName = "TEXT", Required = true };
        var command = new Command("revoke", "Take a key back, one of yours or one that the truth file trusts: nothing that it signed counts here, whenever that was")
        {
            key, why,
        };
        command.SetAction((parsed, cancel) => ChangeAsync(parsed, async (keys, stop) =>
        {
            streams.Out.WriteLine($"revoked: {await keys.RevokeAsync(parsed.GetValue(key)!, parsed.GetValue(why)!, stop)}");
            if (!(await keys.ListAsync(stop)).Any(known => known.Signs))
            {
                streams.Err.WriteLine("no key is left to sign with: make another with 'chimera key new', then certify again what shall be shown");
            }
        }, cancel));
        return command;
    }

    private static Command Showing(Streams streams)
    {
        var command = new Command("show", "Show the key that signs, where its public half is, which others need to verify, and what became of those before it");
        command.SetAction(async (parsed, cancel) =>
        {
            var source = await TruthSource.ReadAsync(parsed, RealmCatalog.Sections, cancel);
            await using StateAccess state = new(FolderOf(source), Actor.OfThisProcess(), TimeProvider.System);
            var keys = await new KeyKeeping(source, state).ListAsync(cancel);
            KeyOutput.Write(keys, parsed.GetValue(GlobalOptions.Output), streams);
            return keys.Any(key => key.Signs) ? (int)ExitCode.Ok : throw new Stop(ExitCode.Refused, Finding.Error(
                "key.missing", "there is no key here to sign with",
                CertifyingKey.IsCommanded(source.Settings) ? "take in the one that certify.key_command prints with 'chimera key new'" : "make one with 'chimera key new'"));
        });
        return command;
    }

    private static async Task<int> ChangeAsync(ParseResult parsed, Func<KeyKeeping, CancellationToken, Task> change, CancellationToken cancel)
    {
        var source = await TruthSource.ReadAsync(parsed, RealmCatalog.Sections, cancel);
        Workspace.RefuseWhenDisabled(source.Settings);
        await using StateAccess state = new(FolderOf(source), Actor.OfThisProcess(), TimeProvider.System);
        await state.OpenAsync(cancel);
        await change(new KeyKeeping(source, state), cancel);
        return (int)ExitCode.Ok;
    }

    private static StateFolder FolderOf(TruthSource source) => SiteQuestion.StateOf(source) ?? throw new Stop(
        ExitCode.Usage, Finding.Error("key.no-place", "there is no place for a key: no home, no truth file", "name a folder with --state-dir"));
}
