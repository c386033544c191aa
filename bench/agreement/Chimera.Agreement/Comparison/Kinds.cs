using System.Collections.Immutable;
using Chimera.Sites.Requests;

namespace Chimera.Agreement.Comparison;

/// <summary>What is compared, in the order in which it is reported.</summary>
internal static class Kinds
{
    public const string Config = "config";
    public const string Fatal = "fatal";
    public const string Warnings = "warnings";
    public const string Redirects = "redirects";
    public const string RedirectErrors = "redirect errors";
    public const string Headers = "headers";
    public const string HeaderErrors = "header errors";
    public const string MatchDecoded = "match decoded";
    public const string MatchRaw = "match raw";
    public const string Response = "response";

    /// <summary>Of a web server: each foreseen answer by what makes it.</summary>
    public static readonly ImmutableArray<string> OfServers = [.. Enum.GetNames<ServedBy>()];

    public static readonly ImmutableArray<string> All =
        [Config, Fatal, Warnings, Redirects, RedirectErrors, Headers, HeaderErrors, MatchDecoded, MatchRaw, Response];
}
