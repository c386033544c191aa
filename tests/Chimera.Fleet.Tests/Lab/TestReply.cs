using System.Text;

namespace Chimera.Fleet.Tests.Lab;

internal sealed record TestReply(int ExitCode, byte[] Bytes, string Error)
{
    public string Output => Encoding.UTF8.GetString(Bytes).Trim();

    /// <summary>The output of a command that must have worked.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        return Output;
    }
}
