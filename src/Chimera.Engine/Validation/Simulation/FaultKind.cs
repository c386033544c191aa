namespace Chimera.Engine.Validation.Simulation;

/// <summary>The kinds of things that go wrong in a simulation. A closed set; a new kind is drawn for itself and leaves what the others draw alone.</summary>
public enum FaultKind
{
    /// <summary>Messages to a target and from it take up to twelve seconds each way.</summary>
    Slow,

    /// <summary>Calls break off: before the target has heard them, or before its reply is here.</summary>
    Lost,

    /// <summary>A target takes no connections, for a while or for good.</summary>
    Unreachable,

    /// <summary>A target loses its power in the middle of something, and comes back later or never.</summary>
    Power,

    /// <summary>A target has no room for the new generation.</summary>
    Disk,

    /// <summary>The activation of the new generation fails, or never ends.</summary>
    Activation,

    /// <summary>The new generation fails its health checks on a target or on all: always, late, at first, or now and then.</summary>
    Health,

    /// <summary>Somebody has brought a target elsewhere since the plan was made.</summary>
    Edit,

    /// <summary>The controller is killed in the middle, once or several times, and started again.</summary>
    Crash,

    /// <summary>A person asks the controller to stop, and resumes later.</summary>
    Stop,

    /// <summary>The controller's own disk is full for a while, so that nothing can be recorded.</summary>
    Record,

    /// <summary>A second controller, with a record of its own, wants some of the same targets.</summary>
    Rival,
}
