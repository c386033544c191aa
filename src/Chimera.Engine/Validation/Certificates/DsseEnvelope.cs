using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Engine.Record.Signing;

namespace Chimera.Engine.Validation.Certificates;

/// <summary>
/// Bytes with their type and signatures: <see href="https://github.com/secure-systems-lab/dsse">DSSE 1.0.2</see>. What was verified is
/// <see cref="Payload"/> itself, and nothing else is to be parsed.
/// </summary>
public sealed record DsseEnvelope(string PayloadType, ReadOnlyMemory<byte> Payload, ImmutableArray<DsseSignature> Signatures)
{
    private const int MostSignatures = 64;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    public static DsseEnvelope Sign(string payloadType, ReadOnlyMemory<byte> payload, ISigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return new DsseEnvelope(
            payloadType, payload, [new DsseSignature(signer.Verifier.Name, signer.Sign(PreAuthenticationEncoding(payloadType, payload.Span)))]);
    }

    /// <summary>Reads an envelope in JSON. Unknown members are ignored and both alphabets of base64 are taken, as the specification demands.</summary>
    /// <returns>Null when the bytes are no envelope.</returns>
    public static DsseEnvelope? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Malformed, a member twice, or half a surrogate pair.
            return null;
        }
    }

    /// <summary>What is signed: <c>DSSEv1 LEN(type) type LEN(payload) payload</c>, lengths in bytes and decimal.</summary>
    public static byte[] PreAuthenticationEncoding(string payloadType, ReadOnlySpan<byte> payload)
    {
        var type = Encoding.UTF8.GetBytes(payloadType);
        return [.. Encoding.UTF8.GetBytes($"DSSEv1 {type.Length} {payloadType} {payload.Length} "), .. payload];
    }

    public bool IsSignedBy(IVerifier verifier)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        var signed = PreAuthenticationEncoding(PayloadType, Payload.Span);
        return Signatures.Any(signature => verifier.Verifies(signed, signature.Value.Span));
    }

    /// <summary>One line of JSON with a newline; the one form in which Chimera writes an envelope.</summary>
    public byte[] ToBytes()
    {
        JsonObject envelope = new()
        {
            ["payloadType"] = PayloadType,
            ["payload"] = Convert.ToBase64String(Payload.Span),
            ["signatures"] = new JsonArray([.. Signatures.Select(signature => new JsonObject
            {
                ["keyid"] = signature.KeyId,
                ["sig"] = Convert.ToBase64String(signature.Value.Span),
            })]),
        };
        return [.. Record.CanonicalJson.Write(envelope), (byte)'\n'];
    }

    private static DsseEnvelope? Read(JsonElement envelope)
    {
        if (TextOf(envelope, "payloadType") is not { } type || BytesOf(envelope, "payload") is not { } payload
            || !envelope.TryGetProperty("signatures", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostSignatures)
        {
            return null;
        }

        var signatures = list.EnumerateArray().Select(ReadSignature).OfType<DsseSignature>().ToImmutableArray();
        return signatures.Length == list.GetArrayLength() && signatures.Length > 0 ? new DsseEnvelope(type, payload, signatures) : null;
    }

    private static DsseSignature? ReadSignature(JsonElement signature) =>
        signature.ValueKind == JsonValueKind.Object && BytesOf(signature, "sig") is { } value
        && (!signature.TryGetProperty("keyid", out var id) || id.ValueKind is JsonValueKind.String or JsonValueKind.Null)
            ? new DsseSignature(TextOf(signature, "keyid") ?? "", value)
            : null;

    private static string? TextOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static byte[]? BytesOf(JsonElement parent, string name)
    {
        if (TextOf(parent, name) is not { } text || text.Any(char.IsWhiteSpace))
        {
            return null;
        }

        try
        {
            return text.AsSpan().ContainsAny('-', '_') ? Base64Url.DecodeFromChars(text) : Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
