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
controller.Run("key", "new", "-f", "good.yaml");
controller.Run("deploy", "-f", "good.yaml", "--certify", "--yes");

using Crowd crowd = new(new Uri(address + "/index.html"), visitors);
List<double> times = [];
for (var round = 1; round <= rounds; round++)
{
    controller.Write($"release {round}");
    crowd.Forget();
    controller.Run("deploy", "-f", "bad.yaml", "--certify", "--yes");
    var failed = controller.LastFailure();
    if (await crowd.LastSeenAsync($"release {round}") is not { } last)
    {
        Console.Error.WriteLine($"round {round}: nobody ever saw the release");
        return 1;
    }

    times.Add(Math.Max(0, (last - failed).TotalMilliseconds));
}

times.Sort();
Console.WriteLine("| what | median | p99 | worst | aim |");
Console.WriteLine("|---|---|---|---|---|");
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"| from the failing check to the last visitor who got what failed ({rounds} rounds) | {At(0.5):0} ms | {At(0.99):0} ms | {times[^1]:0} ms | p99 under 1,200 ms |"));
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"| requests of {visitors} visitors meanwhile: {crowd.Answered} answered, {crowd.Again} of them when asked once more | | | {crowd.Failed} failed | none failed |"));
return 0;

double At(double share) => times[Math.Min(times.Count - 1, (int)Math.Ceiling(share * times.Count) - 1)];
