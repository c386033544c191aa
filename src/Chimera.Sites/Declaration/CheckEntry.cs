using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Balancing;

namespace Chimera.Sites.Declaration;

/// <summary>How it is seen whether a backend of a balancer serves, as it is written.</summary>
internal sealed record CheckEntry(string Path, Placed<TimeSpan>? Every, int UnhealthyAfter, int HealthyAfter)
{
    private const int Least = 2;
    private const int Most = 100;

    private static readonly ScalarShape<string> RequestPath = Scalars.Pattern(
        "a path", @"/([A-Za-z0-9._~!$&'()*+,;=:@%?-][A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?", "write / or /health.html");

    public static readonly CheckEntry Usual = new("/", Every: null, BalanceRules.Usual.UnhealthyAfter, BalanceRules.Usual.HealthyAfter);

    public static readonly Shape<CheckEntry> Shape = Shapes.Object(fields => new CheckEntry(
        fields.Optional("path", RequestPath, Usual.Path, "what each backend is asked for; it serves when it answers 200 to 399"),
        fields.Maybe("every", Scalars.Timeout.WithPlace(),
            "the interval, from one second to one hour; five seconds unless you say otherwise"),
        fields.Optional("unhealthy_after", Scalars.Count(Least, Most), Usual.UnhealthyAfter, "so many failures in a row take a backend out"),
        fields.Optional("healthy_after", Scalars.Count(Least, Most), Usual.HealthyAfter, "so many successes in a row let it return")));
}
