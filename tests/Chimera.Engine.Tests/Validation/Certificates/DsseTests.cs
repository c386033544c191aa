using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Chimera.Engine.Record.Signing;
using Chimera.Engine.Validation.Certificates;

namespace Chimera.Engine.Tests.Validation.Certificates;

/// <summary>The test vector of DSSE 1.0.2, <see href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md"/>.</summary>
public sealed class DsseTests
{
    private const string Envelope = """
        {"payload": "aGVsbG8gd29ybGQ=",
         "payloadType": "http://example.com/HelloWorld",
         "signatures": [{"sig": "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}]}
        """;

    [Fact]
    public void The_specifications_vector_verifies_under_its_key()
    {
        using var key = new VectorKey();
        var envelope = DsseEnvelope.Read(Encoding.UTF8.GetBytes(Envelope))!;

        Assert.Equal("hello world", Encoding.UTF8.GetString(envelope.Payload.Span));
        Assert.True(envelope.IsSignedBy(key));
        Assert.False((envelope with { PayloadType = "http://example.com/Other" }).IsSignedBy(key));
        Assert.False((envelope with { Payload = "hello world!"u8.ToArray() }).IsSignedBy(key));
    }

    [Fact]
    public void What_is_signed_is_the_specifications_encoding() => Assert.Equal(
        "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
        Encoding.UTF8.GetString(DsseEnvelope.PreAuthenticationEncoding("http://example.com/HelloWorld", "hello world"u8)));

    [Fact]
    public void Lengths_count_bytes_and_not_letters() => Assert.Equal(
        "DSSEv1 2 é 3 €", Encoding.UTF8.GetString(DsseEnvelope.PreAuthenticationEncoding("é", Encoding.UTF8.GetBytes("€"))));

    [Fact]
    public void Both_alphabets_of_base64_and_unknown_members_are_taken()
    {
        var standard = Read("""{"payload":"+/8=","payloadType":"t","signatures":[{"sig":"AA=="}]}""")!;
        var forUrls = Read("""{"payload":"-_8=","payloadType":"t","signatures":[{"sig":"AA==","keyid":null,"more":1}],"more":[]}""")!;

        Assert.Equal(standard.Payload.ToArray(), forUrls.Payload.ToArray());
        Assert.Equal("", forUrls.Signatures[0].KeyId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"payload":"","payloadType":"t"}""")]
    [InlineData("""{"payload":"","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"","payloadType":"t","signatures":[{}]}""")]
    [InlineData("""{"payload":"","payloadType":"t","signatures":[{"sig":"!"}]}""")]
    [InlineData("""{"payload":" AA==","payloadType":"t","signatures":[{"sig":"AA=="}]}""")]
    [InlineData("""{"payload":"","payloadType":1,"signatures":[{"sig":"AA=="}]}""")]
    [InlineData("""{"payload":"","payload":"AA==","payloadType":"t","signatures":[{"sig":"AA=="}]}""")]
    [InlineData("""{"payload":"","payloadType":"\ud800","signatures":[{"sig":"AA=="}]}""")]
    public void What_is_no_envelope_is_not_read(string json) => Assert.Null(Read(json));

    private static DsseEnvelope? Read(string json) => DsseEnvelope.Read(Encoding.UTF8.GetBytes(json));

    /// <summary>The vector's key, whose signatures are r and s in a row.</summary>
    private sealed class VectorKey : IVerifier, IDisposable
    {
        private readonly ECDsa _key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = Bytes("46950820868899156662930047687818585632848591499744589407958293238635476079160"),
                Y = Bytes("5640078356564379163099075877009565129882514886557779369047442380624545832820"),
            },
        });

        public string Name => "vector";

        public string Algorithm => "ecdsa-p256-sha256";

        public uint KeyId => 0;

        public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
            _key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

        public void Dispose() => _key.Dispose();

        private static byte[] Bytes(string number)
        {
            var bytes = BigInteger.Parse(number, null).ToByteArray(isUnsigned: true, isBigEndian: true);
            return [.. new byte[32 - bytes.Length], .. bytes];
        }
    }
}
