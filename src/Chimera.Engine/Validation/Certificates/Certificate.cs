using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Chimera.Engine.Validation.Certificates;

/// <summary>
/// A statement that exactly these subjects passed exactly this policy. It is worth something only inside an envelope whose signature was verified
/// (<see cref="CertificateCheck"/>).
/// </summary>
/// <param name="Resource">What it was made for, a URI; a certificate for one resource says nothing about another.</param>
/// <param name="Verifier">Who says so, a URI. A key may speak for certain verifiers only.</param>
/// <param name="Version">The version of the program that verified.</param>
/// <param name="Policy">What had to hold, a URI.</param>
/// <param name="Verified">When it was verified, to the second.</param>
/// <param name="Expires">From then on it is worth nothing.</param>
/// <param name="Nonce">256 random bits as 64 lower-case hexadecimal digits: no two certificates are alike.</param>
/// <param name="Evidence">What was found, in the realm's words.</param>
/// <param name="Subjects">In ordinal order of their names, each name once; at least one.</param>
public sealed record Certificate(
    string Resource,
    string Verifier,
    string Version,
    string Policy,
    DateTimeOffset Verified,
    DateTimeOffset Expires,
    string Nonce,
    JsonObject Evidence,
    ImmutableArray<Subject> Subjects);
