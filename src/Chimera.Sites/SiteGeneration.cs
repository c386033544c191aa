using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Chimera.Engine.Planning;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites;

/// <summary>What identifies a site's state on a platform: one digest over every published byte and every rule that is obeyed.</summary>
internal static class SiteGeneration
{
    public static GenerationId Of(Foresight foresight) => Of(foresight, path => SHA256.HashData(foresight.Published.Read(path, int.MaxValue) ?? []));

    /// <param name="sha256">Of the file at an address; of nothing, for one that cannot be read.</param>
    public static GenerationId Of(Foresight foresight, Func<string, byte[]> sha256)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(digest, foresight.Platform.Name());
        foreach (var file in foresight.Published.All)
        {
            var path = foresight.Published.UrlPathOf(file);
            Add(digest, path);
            digest.AppendData(sha256(path));
        }

        Add(digest, "redirects");
        foreach (var rule in foresight.Redirects)
        {
            Add(digest, rule);
        }

        Add(digest, "headers");
        foreach (var rule in foresight.Headers)
        {
            Add(digest, rule.For);
            foreach (var (name, value) in rule.Values)
            {
                Add(digest, name);
                Add(digest, value);
            }
        }

        return new GenerationId($"sha256:{Convert.ToHexStringLower(digest.GetHashAndReset())}");
    }

    private static void Add(IncrementalHash digest, RedirectRule rule)
    {
        Add(digest, rule.From);
        Add(digest, rule.To ?? "");
        Add(digest, string.Create(CultureInfo.InvariantCulture, $"{rule.Status} {rule.Force} {rule.Signed}"));
        foreach (var (name, value) in rule.Query)
        {
            Add(digest, name);
            Add(digest, value ?? "");
        }

        foreach (var condition in rule.Conditions)
        {
            Add(digest, condition.Name);
            Add(digest, string.Join(',', condition.Values));
        }

        foreach (var (name, value) in rule.Headers)
        {
            Add(digest, name);
            Add(digest, value);
        }

        Add(digest, rule.Odd?.ToJsonString() ?? "");
    }

    // Each text carries its length, so that no two lists of texts look alike.
    private static void Add(IncrementalHash digest, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        digest.AppendData(length);
        digest.AppendData(bytes);
    }
}
