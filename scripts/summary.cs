// dotnet run scripts/summary.cs -- RESULTS-FOLDER MINIMUM-PERCENT
// Adds up the test results (trx) and the line coverage (Cobertura) of all test projects; a line counts as covered when any of
// them ran it. Prints both and fails when a test failed, when no test ran, or when coverage is below the minimum.
#:property PublishAot=false
using System.Globalization;
using System.Xml.Linq;

var folder = args[0];
var minimum = double.Parse(args[1], CultureInfo.InvariantCulture);

int passed = 0, failed = 0, skipped = 0;
foreach (var file in Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories))
{
    var counters = XDocument.Load(file).Descendants().First(element => element.Name.LocalName == "Counters");
    int Count(string name) => int.Parse(counters.Attribute(name)!.Value, CultureInfo.InvariantCulture);
    passed += Count("passed");
    failed += Count("failed") + Count("error") + Count("timeout") + Count("aborted");
    skipped += Count("total") - Count("executed");
}

var lines = new Dictionary<(string File, string Line), bool>();
foreach (var file in Directory.EnumerateFiles(folder, "coverage.cobertura.xml", SearchOption.AllDirectories))
{
    foreach (var type in XDocument.Load(file).Descendants("class").Where(type => !type.Attribute("filename")!.Value.Contains("/obj/", StringComparison.Ordinal)))
    {
        var name = Path.GetFileName(Path.GetDirectoryName(type.Attribute("filename")!.Value)) + "/" + Path.GetFileName(type.Attribute("filename")!.Value);
        var package = type.Ancestors("package").First().Attribute("name")!.Value;
        foreach (var line in type.Descendants("line"))
        {
            var key = ($"{package}:{name}", line.Attribute("number")!.Value);
            lines[key] = lines.GetValueOrDefault(key) || line.Attribute("hits")!.Value != "0";
        }
    }
}

foreach (var package in lines.GroupBy(line => line.Key.File.Split(':')[0]).OrderBy(package => package.Key, StringComparer.Ordinal))
{
    Console.WriteLine($"coverage {package.Key,-20} {Percent(package.Select(line => line.Value).ToList()),6:0.0} %");
}

var all = Percent([.. lines.Values]);
Console.WriteLine($"coverage {"in all",-20} {all,6:0.0} % of {lines.Count} lines (at least {minimum} %)");
Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
return failed > 0 || passed == 0 || all < minimum ? 1 : 0;

static double Percent(List<bool> lines) => lines.Count == 0 ? 0 : 100.0 * lines.Count(covered => covered) / lines.Count;
