using Chimera.Fleet.Lab;

namespace Chimera.Fleet.Tests.Lab;

internal static class LabAssert
{
    /// <summary>The outcome is Done; otherwise the test fails with what was found.</summary>
    public static LabOutcome.Done Done(LabOutcome outcome)
    {
        var why = outcome switch
        {
            LabOutcome.Failed failed => failed.Why,
            LabOutcome.Refused refused => refused.Why,
            _ => [],
        };
        Assert.True(outcome is LabOutcome.Done, string.Join('\n', why));
        return (LabOutcome.Done)outcome;
    }
}
