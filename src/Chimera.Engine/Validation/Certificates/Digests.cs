using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Engine.Validation.Certificates;

/// <summary>One content under two hash functions of different make, so that the fall of one is not the fall of the certificate. Both must be right.</summary>
/// <param name="Sha256">FIPS 180-4, 64 lower-case hexadecimal digits.</param>
/// <param name="Sha3">SHA3-256 of FIPS 202, 64 lower-case hexadecimal digits.</param>
public sealed record Digests(string Sha256, string Sha3)
{
    // The names in an in-toto DigestSet.
    private const string Sha256Name = "sha256";
    private const string Sha3Name = "sha3_256";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>False where the system's cryptography has no SHA-3 (OpenSSL before 1.1.1).</summary>
    public static bool Supported => SHA3_256.IsSupported;

    public static Digests Of(ReadOnlySpan<byte> content) =>
        new(Convert.ToHexStringLower(SHA256.HashData(content)), Convert.ToHexStringLower(SHA3_256.HashData(content)));

    internal JsonObject Write() => new() { [Sha256Name] = Sha256, [Sha3Name] = Sha3 };

    /// <returns>Null when the document has not both, well-formed.</returns>
    internal static Digests? Read(JsonNode? document) =>
        document is JsonObject map && map[Sha256Name].TextOrNull() is { } first && map[Sha3Name].TextOrNull() is { } second
            && IsDigest(first) && IsDigest(second)
            ? new Digests(first, second)
            : null;

    internal static bool IsDigest(string text) => text.Length == 64 && !text.AsSpan().ContainsAnyExcept(Digits);
}
