using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>Told of what a controller asks, before it is sent, and of what it saw.</summary>
internal interface ICallWatch
{
    void Calling(Order order, Verb verb);

    void Observed(TargetId target, Sighting sighting);

    void Checked(TargetId target, Health health);
}
