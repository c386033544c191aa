using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Tests.Publishing.States;

/// <summary>What comes in a state of a site's rollout on a platform with an API.</summary>
/// <param name="Arrange">Makes the platform do it.</param>
internal sealed record Situation(string State, string Comes, Action<StatedDeploys> Arrange)
{
    public static readonly GenerationId Old = new("sha256:old");
    public static readonly GenerationId New = new("sha256:new");
    public static readonly GenerationId Other = new("deploy:theirs");

    private static readonly DeploysLook.Unseen Unseen = new(StatedDeploys.Why);

    /// <summary>What visitors get does not answer as foreseen.</summary>
    public bool IsBroken { get; init; }

    /// <summary>The platform keeps releases where no visitor sees them, and this one does not answer as foreseen there.</summary>
    public bool IsDraftBroken { get; init; }

    /// <summary>Nothing was published before.</summary>
    public bool IsFirst { get; init; }

    public static readonly IReadOnlyList<Situation> All =
    [
        new("Observe", "the platform does not say what it shows", deploys => deploys.OnLook = _ => Unseen),
        new("Observe", "somebody else published since it was planned", deploys => deploys.Live = Other),
        new("Observe", "the new release is shown already", deploys => deploys.Live = New),
        new("Prepare", "it is staged", _ => { }),
        new("Prepare", "a first release answers otherwise where no visitor sees it, until the deadline", _ => { }) { IsFirst = true, IsDraftBroken = true },
        new("Prepare", "staging is refused", deploys => deploys.OnStage = _ => new Reply.Refused(StatedDeploys.Why)),
        new("Prepare", "the platform is not reached", deploys => deploys.OnStage = _ => new Reply.Unreachable(StatedDeploys.Why)),
        new("Prepare", "nobody knows whether it was staged", deploys => deploys.OnStage = _ => new Reply.Lost(StatedDeploys.Why)),
        new("Apply", "it is shown", _ => { }),
        new("Apply", "the platform does not say what it shows", deploys => deploys.OnLook = state => state == "Apply" ? Unseen : null),
        new("Apply", "somebody else published meanwhile", deploys => deploys.OnLook = state =>
        {
            deploys.Live = state == "Apply" ? Other : deploys.Live;
            return null;
        }),
        new("Apply", "showing is refused, or building it fails", deploys => deploys.OnShow = (state, _) => In("Apply", state, new Reply.Refused(StatedDeploys.Why))),
        new("Apply", "the platform is not reached", deploys => deploys.OnShow = (state, _) => In("Apply", state, new Reply.Unreachable(StatedDeploys.Why))),
        new("Apply", "nobody knows whether it is shown, and it is", deploys => deploys.OnShow = (state, generation) =>
        {
            deploys.Live = generation;
            return In("Apply", state, new Reply.Lost(StatedDeploys.Why));
        }),
        new("Apply", "nobody knows whether it is shown, and it is not", deploys => deploys.OnShow = (state, _) => In("Apply", state, new Reply.Lost(StatedDeploys.Why))),
        new("Verify", "everything answers as foreseen", _ => { }),
        new("Verify", "something answers otherwise until the deadline", _ => { }) { IsBroken = true },
        new("Verify", "the platform says no more what it shows", deploys =>
        {
            var isDown = false;
            deploys.OnLook = state => (isDown |= state == "Verify") ? Unseen : null;
        }),
        new("Verify", "somebody shows the old release again", deploys => Once(deploys, "Verify", Old)),
        new("Verify", "somebody else publishes", deploys => Once(deploys, "Verify", Other)),
        new("Commit", "it is shown", _ => { }),
        new("Commit", "the platform says no more what it shows", deploys =>
        {
            var isDown = false;
            deploys.OnLook = state => (isDown |= state == "Commit") ? Unseen : null;
        }),
        new("Commit", "the platform does not say what it shows, once", deploys =>
        {
            var left = 1;
            deploys.OnLook = state => state == "Commit" && left-- > 0 ? Unseen : null;
        }),
        new("Commit", "somebody shows the old release again", deploys => Once(deploys, "Commit", Old)),
        new("Commit", "somebody else publishes", deploys => Once(deploys, "Commit", Other)),
        new("Revert", "the old release is shown again", _ => { }) { IsBroken = true },
        new("Revert", "showing it is refused once", deploys =>
        {
            var left = 1;
            deploys.OnShow = (state, _) => state == "Revert" && left-- > 0 ? new Reply.Refused(StatedDeploys.Why) : null;
        }) { IsBroken = true },
        new("Revert", "showing it is refused for good", deploys => deploys.OnShow = (state, _) => In("Revert", state, new Reply.Refused(StatedDeploys.Why))) { IsBroken = true },
        new("Revert", "the platform is not reached any more", deploys => deploys.OnShow = (state, _) => In("Revert", state, new Reply.Unreachable(StatedDeploys.Why))) { IsBroken = true },
        new("Revert", "somebody else has published", deploys => Once(deploys, "Revert", Other)) { IsBroken = true },
        new("Revert", "nothing was published before", _ => { }) { IsBroken = true, IsFirst = true },
    ];

    private static Reply? In(string wanted, string state, Reply reply) => state == wanted ? reply : null;

    /// <summary>When that state is first looked at, something else is shown.</summary>
    private static void Once(StatedDeploys deploys, string wanted, GenerationId shown)
    {
        var isDone = false;
        deploys.OnLook = state =>
        {
            if (state == wanted && !isDone)
            {
                (isDone, deploys.Live) = (true, shown);
            }

            return null;
        };
    }
}
