using System.Globalization;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Balancing;

/// <summary>A controller that lays shifts over balancers.</summary>
/// <param name="Who">For a person: whose it is, and which process.</param>
/// <param name="Began">When it began to watch, by its own clock.</param>
public sealed record ShiftHand(string Who, DateTimeOffset Began)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{OutsideText.Shown(Who)}, since {Began.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");

    /// <summary>Of two that both live one goes on, whoever compares them: the one that began first.</summary>
    internal bool GivesWayTo(ShiftHand other) => other.Began < Began || (other.Began == Began && string.CompareOrdinal(other.Who, Who) < 0);

    internal JsonObject Write() => new() { ["who"] = Who, ["began"] = Began.UtcDateTime.ToString("O") };

    /// <exception cref="FormatException">The document is none.</exception>
    internal static ShiftHand Read(JsonObject document) => new(document.Text("who"), document.Time("began"));
}
