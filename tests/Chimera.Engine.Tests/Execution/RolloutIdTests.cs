using Chimera.Engine.Execution;
using Chimera.Engine.Record;

namespace Chimera.Engine.Tests.Execution;

public sealed class RolloutIdTests
{
    [Fact]
    public void A_rollout_is_found_again_by_its_stream() =>
        Assert.Equal(new RolloutId("r1"), RolloutId.OfStream(new RolloutId("r1").Stream));

    [Theory]
    [InlineData("")]
    [InlineData("rollout")]
    [InlineData("sites/docs/netlify")]
    public void The_stream_of_something_else_is_a_damaged_record_and_no_fault_of_the_program(string stream)
    {
        RecordedEvent started = new(3, stream, 1, DateTimeOffset.UnixEpoch, "a", EventTypes.RolloutStarted, []);

        Assert.Throws<RecordUnavailableException>(() => started.Read(_ => RolloutId.OfStream(started.Stream)));
    }
}
