using System.Globalization;
using Chimera.RollbackBench;

if (args is not [var chimera, var work, var address, var roundsText, var visitorsText]
    || !int.TryParse(roundsText, CultureInfo.InvariantCulture, out var rounds) || !int.TryParse(visitorsText, CultureInfo.InvariantCulture, out var visitors))
{
    Console.Error.WriteLine("chimera-rollback-bench CHIMERA WORK ADDRESS ROUNDS VISITORS");
    return 2;
}

Controller controller = new(chimera, work);
controller.Write("release 0");
controller.Run("key", "new");
if (controller.Run("deploy", "--certify", "--yes") != 0)
{
    Console.Error.WriteLine("the first release was not kept");
    return 1;
}

using Crowd crowd = new(new Uri(address + "/index.html"), visitors);
List<(DateTimeOffset Begun, DateTimeOffset Shown, DateTimeOffset Found, DateTimeOffset Last)> seen = [];
for (var round = 1; round <= rounds; round++)
{
    // What stands in the comment's place is told by the configuration of a person; the release is another one in each round.
    controller.Write($"release {round} <!--ads-->");
    crowd.Forget();
    var begun = DateTimeOffset.UtcNow;
    if (controller.Run("deploy", "--certify", "--yes") != Controller.TakenBack)
    {
        Console.Error.WriteLine($"round {round}: the release was kept");
        return 1;
    }

    if (await crowd.SeenAsync($"release {round} <script src=/ads.js></script>") is not var (shown, last))
    {
        Console.Error.WriteLine($"round {round}: nobody ever saw the release");
        return 1;
    }

    seen.Add((begun, shown, controller.Found(), last));
}

var checks = controller.Checks();
Console.WriteLine("| to the last visitor who got what is wrong | median | p99 | worst | aim |");
Console.WriteLine("|---|---|---|---|---|");
Row("from the first check that saw it", one => checks.First(check => check >= one.Begun), "p99 under 1,200 ms");
Row("from the first visitor who got it", one => one.Shown, "");
Row("of that, from `step.failed` in the record: the way back alone", one => one.Found, "");
Console.WriteLine();
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{rounds} rounds. Requests of {visitors} visitors meanwhile: {crowd.Answered} answered, {crowd.Failed} failed (aim: none). Asked once more, and answered then: {crowd.Again}{(crowd.Again == 0 ? "" : $" ({string.Join(", ", crowd.Why)})")}."));
return crowd.Failed == 0 ? 0 : 1;

void Row(string what, Func<(DateTimeOffset Begun, DateTimeOffset Shown, DateTimeOffset Found, DateTimeOffset Last), DateTimeOffset> from, string aim)
{
    var times = seen.Select(one => Math.Max(0, (one.Last - from(one)).TotalMilliseconds)).Order().ToList();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {At(0.5):0} ms | {At(0.99):0} ms | {times[^1]:0} ms | {aim} |"));

    double At(double share) => times[Math.Min(times.Count - 1, (int)Math.Ceiling(share * times.Count) - 1)];
}
