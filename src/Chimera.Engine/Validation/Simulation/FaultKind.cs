namespace Chimera.Engine.Validation.Simulation;

/// <summary>
/// The kinds of things that go wrong in a simulation. A closed set; a new kind is drawn for itself and leaves what the others draw alone.
/// </summary>
public enum FaultKind
{
    /// <summary>Messages to a target and from it take up to twelve seconds each way.</summary>
    Slow,

    /// <summary>Calls break off: before the target has heard them, or before its reply is here.</summary>
    Lost,

    /// <summary>Replies come too late: the target does what it was asked, and nobody hears of it.</summary>
    Late,

    /// <summary>A target carries some calls out twice, the second time up to a minute later.</summary>
    Doubled,

    /// <summary>Calls reach a target up to a minute after they were given up, so that earlier ones may come behind later ones.</summary>
    Reordered,

    /// <summary>Connections are dead and do not say so: the target hears nothing, and the controller waits until its own deadline.</summary>
    HalfOpen,

    /// <summary>A target takes no connections, for a while or for good.</summary>
    Unreachable,

    /// <summary>A target loses its power in the middle of something, and comes back later or never.</summary>
    Power,

    /// <summary>A target restarts in the middle of something, and does not always come up in the generation it should.</summary>
    Reboot,

    /// <summary>A target's own supervisor is killed, so that nothing goes back by itself until somebody asks.</summary>
    Supervisor,

    /// <summary>A target has no room for the new generation.</summary>
    Disk,

    /// <summary>A target's disk takes nothing more for a while, full or read-only, so that the target cannot write down what it is told.</summary>
    ReadOnly,

    /// <summary>A target lies: it says that something is done and it is not, claims another generation, or gives answers that cannot be read.</summary>
    Lie,

    /// <summary>A target is another one than before: it shows another host key, or was installed anew and has forgotten everything.</summary>
    Identity,

    /// <summary>A target's clock jumps during a trial, so that its supervisor's deadline comes early or late.</summary>
    HostClock,

    /// <summary>The activation of the new generation fails, or never ends.</summary>
    Activation,

    /// <summary>The new generation fails its health checks on a target or on all: always, late, at first, or now and then.</summary>
    Health,

    /// <summary>The new generation is wrong on a target, and its checks say so for good.</summary>
    Wrong,

    /// <summary>Somebody has brought a target elsewhere since the plan was made.</summary>
    Edit,

    /// <summary>The controller is killed in the middle, once or several times, and started again.</summary>
    Crash,

    /// <summary>A person asks the controller to stop, and resumes later.</summary>
    Stop,

    /// <summary>The controller's own disk is full for a while, so that nothing can be recorded.</summary>
    Record,

    /// <summary>The controller's clock jumps by hours, forward or back.</summary>
    Clock,

    /// <summary>A second controller, with a record of its own, wants something else for some of the same targets.</summary>
    Rival,

    /// <summary>A second controller makes a plan of its own in the middle of the rollout, towards the same generations or towards others.</summary>
    Twin,

    /// <summary>A person panics, in the middle of the rollout or after it: everything is taken back at once.</summary>
    Panic,
}
