using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>What a deploy consists of, as Netlify counts it: addresses with the SHA-1 of their contents.</summary>
internal sealed class NetlifyManifest
{
    private readonly ImmutableDictionary<string, ReleaseFile> _bySha1;

    private NetlifyManifest(ImmutableArray<(ReleaseFile File, string Sha1)> files)
    {
        Files = files;
        _bySha1 = files.DistinctBy(file => file.Sha1, StringComparer.Ordinal).ToImmutableDictionary(
            file => file.Sha1, file => file.File, StringComparer.Ordinal);
    }

    public ImmutableArray<(ReleaseFile File, string Sha1)> Files { get; }

    public JsonObject Document() =>
        new(Files.Select(file => KeyValuePair.Create(file.File.Address, (JsonNode?)JsonValue.Create(file.Sha1))));

    /// <summary>Contents are sent once, whatever number of addresses they have.</summary>
    public ReleaseFile? Find(string sha1) => _bySha1.GetValueOrDefault(sha1);

    /// <summary>Every file whose SHA-1 was not taken when the release was made is read and held against its digests; nothing is sent.</summary>
    public static Asked<NetlifyManifest> Of(Release release, CancellationToken cancel)
    {
        var foresight = release.Foresight;
        if (foresight.Facts.FirstOrDefault(fact => fact.Name is "functions" or "edge-functions" && fact.Value is not null) is { } code)
        {
            return Replies.Refuse(
                "netlify.has-functions", $"the site has {code.Name} in '{code.Value}', which Netlify's own tools must bundle",
                "deploy it with Netlify's own command");
        }

        if (release.Files.FirstOrDefault(file => !IsSendable(file)) is { } odd)
        {
            return Replies.Refuse("netlify.file-name", $"Netlify takes no file of the name '{odd.Address}'",
                "rename it: no '#', no '?', no control characters, no empty part");
        }

        // A rule that Netlify does not obey as foreseen would be found by visitors first.
        var published = release.Files.FirstOrDefault(file => file.Address == DeployedConfig.Address);
        var own = published?.Read();
        if (published is not null && own is null)
        {
            return Changed(published);
        }

        if (DeployedConfig.Of(foresight, own, cancel) is not { } config)
        {
            return Replies.Refuse("netlify.rules-inexpressible", "no netlify.toml says the rules as they were foreseen",
                "write the rules that are odd in another way, as the findings say");
        }

        var sent = release.Files.Where(file => file.Address != DeployedConfig.Address && !DeployedConfig.OtherRules.Contains(file.Address))
            .Append(new ReleaseFile(DeployedConfig.Address, config.Length, Digests.Of(config), () => config));
        var files = sent.AsParallel().AsOrdered().WithCancellation(cancel).Select(
            file => (File: file, Sha1: file.Sha1 ?? (file.Read() is { } bytes ? Sha1(bytes) : null))).ToList();
        return files.FirstOrDefault(file => file.Sha1 is null) is { File: { } changed }
            ? Changed(changed)
            : new NetlifyManifest([.. files.Select(file => (file.File, file.Sha1!))]);
    }

    public static Reply Changed(ReleaseFile file) => Replies.Refuse(
        "netlify.file-changed", $"{file.Address} has changed or gone since the release was made; visitors see none of it",
        "plan the deploy anew");

    [SuppressMessage("Security", "CA5350", Justification = "Netlify's digest; it says what to send, and Chimera's own say what it is.")]
    private static string Sha1(byte[] bytes) => Convert.ToHexStringLower(SHA1.HashData(bytes));

    private static bool IsSendable(ReleaseFile file) => file.IsPath && !file.Address.AsSpan().ContainsAny('#', '?');
}
