using System.Collections.Immutable;
using System.Text;
using Chimera.Cli.Commands;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Store;
using Chimera.Store.Keys;

namespace Chimera.Cli.Composition;

/// <summary>Whose certificates count here: those of the own keys, and of the keys that a person named.</summary>
internal static class Trust
{
    /// <param name="source">What its truth file says under <c>trust:</c> counts; null for none.</param>
    /// <param name="named">Public keys in PEM, trusted to certify and for nothing else.</param>
    /// <exception cref="Stop">A named key cannot be read, or the section is wrong.</exception>
    public static async Task<TrustList> ReadAsync(
        StateFolder? state, IHistory? record, TruthSource? source, IEnumerable<FileInfo> named, CancellationToken cancel)
    {
        // The first that has signed counts, so those who may do more come first.
        List<TrustedSigner> signers = [.. state is null ? [] : Own(state)];
        if (source?.File?.Sections.FirstOrDefault(section => section.Name == TrustSection.Name) is { } section)
        {
            Findings findings = new();
            if (!TrustSection.Shape.TryRead(section.Value, new Reading(findings, TrustSection.Name), out var entries))
            {
                throw new Stop(ExitCode.Truth, [.. findings.ByPlace()]);
            }

            foreach (var entry in entries)
            {
                signers.Add(TrustedSigner.Of(await KeyAsync(new FileInfo(Path.GetFullPath(entry.Key.Value, source.Folder)), ExitCode.Truth, entry.Key.Place, cancel), entry.For));
            }
        }

        foreach (var file in named)
        {
            signers.Add(TrustedSigner.Of(await KeyAsync(file, ExitCode.Usage, place: null, cancel), Purpose.Certify));
        }

        return await ListAsync(signers, state, record, cancel);
    }

    /// <summary>The own keys, and those that the truth file names.</summary>
    /// <exception cref="Stop">A named key cannot be read, or the section is wrong.</exception>
    public static Task<TrustList> ReadAsync(StateFolder state, IHistory record, TruthSource source, CancellationToken cancel) =>
        ReadAsync(state, record, source, [], cancel);

    private static async Task<TrustList> ListAsync(List<TrustedSigner> signers, StateFolder? state, IHistory? record, CancellationToken cancel) =>
        new([.. signers], record is null ? ImmutableDictionary<string, string>.Empty : await Revocations.ReadAsync(record, cancel))
        {
            Keys = await OwnKeys.HistoryAsync(state, record, cancel),
        };

    private static IEnumerable<TrustedSigner> Own(StateFolder state) =>
        OwnKeys.Of(state).Select(key => TrustedSigner.Of(key.Public, Purpose.Certify, Purpose.Revoke) with { State = OwnKeys.StateOf(key) });

    private static async Task<EcdsaVerifier> KeyAsync(FileInfo file, ExitCode code, Place? place, CancellationToken cancel) =>
        EcdsaVerifier.FromPem(Encoding.UTF8.GetString(await InputFile.ReadAsync(file, cancel)), KeyUse.Certify) ?? throw new Stop(
            code, Finding.Error("key.unreadable", $"{file} is no P-256 public key in PEM", "give the certify.pub.pem of the signer", place));
}
