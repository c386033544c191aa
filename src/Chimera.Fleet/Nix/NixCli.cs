using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Processes;

namespace Chimera.Fleet.Nix;

/// <summary>
/// Nix by its own commands, from 2.8 on. Where there is an old command (<c>nix-instantiate</c>, <c>nix-store</c>) it is used, for its output
/// has not changed; the new one (<c>nix</c>) is for flakes only, and asks for its experimental features itself.
/// </summary>
internal sealed class NixCli(NixSettings settings) : INix
{
    // A flake's lock is the person's to write: evaluating must leave the working tree as it is.
    private static readonly ImmutableArray<string> FlakeOptions =
        ["--extra-experimental-features", "nix-command flakes", "--no-write-lock-file", "--show-trace"];

    // Far below the 2 MiB that Linux takes as arguments, at about 90 bytes a path.
    private const int PathsPerCall = 8192;

    public async Task<NixAnswer<string>> VersionAsync(CancellationToken cancel) =>
        Then(await AskAsync(Command("nix", ["--version"]), NixFindings.Unexpected, cancel), output => Done(output.Trim().Split(' ')[^1]));

    public Task<NixAnswer<string>> EvaluateAsync(SystemSource source, Action<long>? onPeakMemory, CancellationToken cancel) => source switch
    {
        SystemSource.Flake flake => EvaluateAsync(
            flake.Reference,
            NixArguments.Check("flake reference", flake.Reference),
            () => Command("nix", ["path-info", .. FlakeOptions, "--derivation", "--", flake.Reference]) with { OnPeakMemory = onPeakMemory },
            cancel),
        SystemSource.Expression file => EvaluateAsync(
            file.Attribute.Length > 0 ? $"{file.File} ({file.Attribute})" : file.File,
            NixArguments.Check("file", file.File) ?? (file.Attribute.Length > 0 ? NixArguments.Check("attribute", file.Attribute) : null),
            () => Command("nix-instantiate", ["--show-trace", .. Selection(file)]) with { OnPeakMemory = onPeakMemory },
            cancel),
        SystemSource.StorePath built => Task.FromResult(
            StorePath.Parse(built.Path) is null ? NixFindings.NotAStorePath(built.Path).As<string>() : Done(built.Path)),
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    public async Task<NixAnswer<string>> BuildAsync(string derivation, string? root, Action<string>? onLine, CancellationToken cancel)
    {
        if (StorePath.Parse(derivation.Split('!')[0]) is null)
            return NixFindings.NotAStorePath(derivation).As<string>();
        // Nix names the output it means unless that is 'out'; without a name here, every output would be built and printed.
        var wanted = derivation.EndsWith(".drv", StringComparison.Ordinal) ? derivation + "!out" : derivation;
        var command = Command("nix-store", ["--realise", wanted, .. root is null ? Array.Empty<string>() : ["--add-root", root]]) with { OnErrorLine = onLine };
        var answer = await AskAsync(
            command, error => wanted == derivation && !wanted.Contains('!') ? NixFindings.PathMissing(derivation) : BuildErrors.Explain(derivation, error), cancel);
        // With a root Nix prints the link; what it points to is the path.
        return Then(answer, output => Done(root is null ? output.Trim() : new FileInfo(root).LinkTarget!));
    }

    public async Task<NixAnswer<ImmutableArray<Closure>>> ClosuresOfAsync(IReadOnlyCollection<string> paths, CancellationToken cancel)
    {
        if (paths.FirstOrDefault(path => StorePath.Parse(path) is null) is { } wrong)
            return NixFindings.NotAStorePath(wrong).As<ImmutableArray<Closure>>();
        var answer = await AskAsync(Command("nix-store", ["--query", "--requisites", .. paths]), _ => NixFindings.PathMissing(paths.First()), cancel);
        if (answer is NixAnswer<string>.Failed failed)
            return failed.Why.As<ImmutableArray<Closure>>();
        var names = ((NixAnswer<string>.Done)answer).Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, StorePathInfo> known = new(names.Length, StringComparer.Ordinal);
        foreach (var batch in names.Distinct().Chunk(PathsPerCall))
        {
            var dump = await AskAsync(Command("nix-store", ["--dump-db", .. batch]), NixFindings.Unexpected, cancel);
            if (dump is NixAnswer<string>.Failed failure)
                return failure.Why.As<ImmutableArray<Closure>>();
            try
            {
                foreach (var path in Registration.Read(((NixAnswer<string>.Done)dump).Value))
                    known[path.Path] = path;
            }
            catch (FormatException e)
            {
                return NixFindings.Unreadable(string.Join(' ', paths), e.Message).As<ImmutableArray<Closure>>();
            }
        }

        // What Nix names and does not describe is as unreadable as what it describes badly.
        var missing = known.Values.SelectMany(path => path.References).Concat(paths).FirstOrDefault(path => !known.ContainsKey(path));
        return missing is null
            ? new NixAnswer<ImmutableArray<Closure>>.Done([.. paths.Select(path => Closure.Of(path, known))])
            : NixFindings.Unreadable(missing, "its registration is missing").As<ImmutableArray<Closure>>();
    }

    public async Task<NixAnswer<JsonNode?>> EvaluateJsonAsync(string reference, string apply, CancellationToken cancel)
    {
        if (NixArguments.Check("flake reference", reference) is { } refused)
            return refused.As<JsonNode?>();
        var command = Command("nix", ["eval", .. FlakeOptions, "--json", "--apply", apply, "--", reference]);
        return Then(
            await AskAsync(command, error => NixFindings.EvaluationFailed(reference, error, settings.Folder), cancel),
            output => NixJson.Read(reference, output));
    }

    public async Task<Finding?> ExportAsync(IReadOnlyCollection<string> paths, Stream output, CancellationToken cancel)
    {
        if (paths.FirstOrDefault(path => StorePath.Parse(path) is null) is { } wrong)
            return NixFindings.NotAStorePath(wrong);
        var command = Command("nix-store", ["--export", .. paths]) with { Output = output };
        return await AskAsync(command, NixFindings.ExportFailed, cancel) is NixAnswer<string>.Failed failed ? failed.Why : null;
    }

    private async Task<NixAnswer<string>> EvaluateAsync(string what, Finding? refused, Func<ChildCommand> command, CancellationToken cancel)
    {
        if (refused is not null)
            return refused.As<string>();
        var answer = await AskAsync(command(), error => NixFindings.EvaluationFailed(what, error, settings.Folder), cancel);
        return Then(answer, output => output.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var one]
            ? Done(one)
            : NixFindings.NotOneDerivation(what, output).As<string>());
    }

    private IEnumerable<string> Selection(SystemSource.Expression source)
    {
        string[] attribute = source.Attribute.Length > 0 ? ["--attr", source.Attribute] : [];
        return [.. attribute, Path.GetFullPath(source.File, settings.Folder)];
    }

    private ChildCommand Command(string program, ImmutableArray<string> arguments) => new(program, arguments)
    {
        Environment = settings.Environment.SetItem("NO_COLOR", "1"),
        Folder = settings.Folder,
    };

    private static async Task<NixAnswer<string>> AskAsync(ChildCommand command, Func<string, Finding> explain, CancellationToken cancel) =>
        await ChildProcess.RunAsync(command, cancel) switch
        {
            ChildOutcome.Exited { Code: 0 } exited => Done(exited.Output),
            ChildOutcome.Exited exited => (NixErrors.StoreTrouble(exited.ErrorTail) ?? explain(exited.ErrorTail)).As<string>(),
            ChildOutcome.NotFound missing => NixFindings.NotFound(missing.Program).As<string>(),
            ChildOutcome.NotStarted stuck => NixFindings.NotStarted(stuck.Program, stuck.Why).As<string>(),
            ChildOutcome.OutputTooLarge large => NixFindings.OutputTooLarge(large.Program, large.Limit).As<string>(),
            var other => throw new InvalidOperationException($"{other} is no outcome of a child process"),
        };

    private static NixAnswer<T> Then<T>(NixAnswer<string> answer, Func<string, NixAnswer<T>> next) => answer switch
    {
        NixAnswer<string>.Done done => next(done.Value),
        NixAnswer<string>.Failed failed => failed.Why.As<T>(),
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static NixAnswer<string> Done(string value) => new NixAnswer<string>.Done(value);
}
