using System.Collections.Immutable;
using System.Globalization;

namespace Chimera.Agreement.Speed;

/// <summary>What to measure with.</summary>
/// <param name="Chimera">The program as it is shipped, for cold starts; empty to leave them out.</param>
/// <param name="Checkout">The program as a checkout builds it, the same; empty to leave it out.</param>
/// <param name="Runs">Cold starts of each side.</param>
/// <param name="Rounds">Warm rounds over all sites.</param>
internal sealed record SpeedOptions(
    string Oracle, string Chimera, string Checkout, ImmutableArray<string> Corpus, int Sites, int Runs, int Rounds)
{
    public const string Usage =
        """
        bench/sites/run [--corpus DIR] [--count N] [--runs N] [--rounds N]
          --corpus DIR   real sites for the warm figures (default: made-up ones); may be given again
          --count N      so many of them (default 150)
          --runs N       cold starts of each side (default 15)
          --rounds N     warm rounds over all sites (default 7)
        """;

    public static SpeedOptions? Parse(IReadOnlyList<string> arguments, out string? error)
    {
        var options = new SpeedOptions("", "", "", [], 150, 15, 7);
        error = null;
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : "";
            var count = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
                : (int?)null;
            SpeedOptions? next = arguments[i] switch
            {
                "--oracle" => options with { Oracle = value },
                "--chimera" => options with { Chimera = value },
                "--checkout" => options with { Checkout = value },
                "--corpus" or "--sites" when Directory.Exists(value) =>
                options with { Corpus = options.Corpus.Add(Path.GetFullPath(value)) },
                "--count" when count is { } sites => options with { Sites = sites },
                "--runs" when count is { } runs => options with { Runs = runs },
                "--rounds" when count is { } rounds => options with { Rounds = rounds },
                _ => null,
            };
            if (next is null)
            {
                error = $"'{arguments[i]} {value}' is not understood";
                return null;
            }

            options = next;
        }

        return options;
    }
}
