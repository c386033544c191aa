using System.Text;

namespace Chimera.Cli.Tests;

/// <summary>What visitors of a host got after which trouble at which event.</summary>
internal sealed class HostFaultTable
{
    private readonly List<(string Trouble, string At, string End)> _rows = [];

    public void Add(string trouble, string at, string end) => _rows.Add((trouble, at, end));

    public string Write()
    {
        StringBuilder text = new();
        foreach (var trouble in HostTrouble.All.Prepend(HostTrouble.Killed))
        {
            text.Append(null, $"- *{trouble.Name}*: {trouble.What}\n");
        }

        text.Append("\n| trouble | at | ended |\n|---|---|---|\n");
        foreach (var (trouble, at, end) in _rows)
        {
            text.Append(null, $"| {trouble} | `{at}` | {end} 1 |\n");
        }

        return text.ToString();
    }
}
