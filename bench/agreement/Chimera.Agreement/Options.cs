using System.Collections.Immutable;
using System.Globalization;

namespace Chimera.Agreement;

/// <summary>What a person asked for.</summary>
/// <param name="Oracle">The folder with Netlify's packages.</param>
/// <param name="Corpus">Folders with an index, or any others.</param>
/// <param name="Fuzz">How many sites to make up.</param>
/// <param name="Require">The least percentage that is success.</param>
/// <param name="Shown">Differences printed per kind.</param>
/// <param name="Server">The web server that a plain host is held against; null for Netlify's own code.</param>
/// <param name="Log">A file for every difference, as NDJSON.</param>
internal sealed record Options(
    string Oracle,
    ImmutableArray<string> Corpus,
    int Fuzz,
    ulong Seed,
    double? Require,
    bool Keep,
    int Shown,
    int? MostRequests,
    string? Log,
    string? Server)
{
    public const int DefaultFuzz = 500;
    public const ulong DefaultSeed = 1;

    public const string Usage =
        """
        bench/agreement/run [--server nginx|caddy] [--corpus DIR] [--sites DIR] [--fuzz N] [--seed S] [--requests N]
                            [--require PERCENT] [--show N] [--log FILE] [--keep]
          --server NAME  hold a real web server with the generated configuration of a plain host against what is foreseen of one
          --corpus DIR   real configuration: a folder with index.tsv, or any other; may be given again
          --sites DIR    the same: folders of sites, loose files, cases in JSON, in any nesting
          --fuzz N       make up N sites, and spoil the given files (default 500 when nothing else is given, else 0)
          --seed S       which ones (default 1)
          --requests N   at most so many made-up requests per site (default 240 for real, 60 for made-up sites)
          --require P    exit with 1 below so many percent
          --show N       differences shown per kind (default 4)
          --log FILE     every difference, one JSON object a line
          --keep         leave the sites on disk and say where
        """;

    /// <returns>Null, and why, when the arguments are wrong.</returns>
    public static Options? Parse(IReadOnlyList<string> arguments, out string? error)
    {
        var oracle = "";
        var corpus = ImmutableArray.CreateBuilder<string>();
        int? fuzz = null;
        int? requests = null;
        ulong seed = DefaultSeed;
        double? require = null;
        var keep = false;
        var shown = 4;
        string? log = null;
        string? server = null;
        error = null;
        for (var i = 0; i < arguments.Count && error is null; i++)
        {
            var name = arguments[i];
            if (name == "--keep")
            {
                keep = true;
                continue;
            }

            if (i + 1 == arguments.Count)
            {
                error = $"'{name}' needs a value, or is unknown";
                break;
            }

            var value = arguments[++i];
            switch (name)
            {
                case "--oracle":
                    oracle = value;
                    break;
                case "--corpus" or "--sites" when Directory.Exists(value) || File.Exists(value):
                    corpus.Add(Path.GetFullPath(value));
                    break;
                case "--corpus" or "--sites":
                    error = $"'{value}' does not exist";
                    break;
                case "--fuzz" when Count(value) is { } count:
                    fuzz = count;
                    break;
                case "--requests" when Count(value) is { } count:
                    requests = count;
                    break;
                case "--show" when Count(value) is { } count:
                    shown = count;
                    break;
                case "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out var number):
                    seed = number;
                    break;
                case "--require" when double.TryParse(value, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100:
                    require = percent;
                    break;
                case "--server" when value is "nginx" or "caddy":
                    server = value;
                    break;
                case "--log":
                    log = Path.GetFullPath(value);
                    break;
                default:
                    error = $"'{name} {value}' is not understood";
                    break;
            }
        }

        return error is not null ? null
            : new Options(oracle, corpus.ToImmutable(), fuzz ?? (corpus.Count == 0 ? DefaultFuzz : 0), seed, require, keep, shown, requests,
                log, server);
    }

    private static int? Count(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : null;
}
