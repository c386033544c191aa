using System.Collections.Immutable;

namespace Chimera.Engine.Record;

/// <summary>The names of the events. Stable: they are in ledgers for good.</summary>
public static class EventTypes
{
    /// <summary>A person, or a policy, said yes to a plan; data: its digest and its reach.</summary>
    public const string PlanApproved = "plan.approved";

    /// <summary>A rollout of a plan begins; data: rollout, plan digest.</summary>
    public const string RolloutStarted = "rollout.started";

    /// <summary>A controller took up an unfinished rollout.</summary>
    public const string RolloutResumed = "rollout.resumed";

    /// <summary>A rollout starts no further target; data: why.</summary>
    public const string RolloutStopped = "rollout.stopped";

    /// <summary>Every target has its outcome; data: outcome per target.</summary>
    public const string RolloutEnded = "rollout.ended";

    public const string WaveStarted = "wave.started";

    /// <summary>Intent, before the effect: a target is about to be changed.</summary>
    public const string StepApplying = "step.applying";
    public const string StepPrepared = "step.prepared";
    public const string StepApplied = "step.applied";

    /// <summary>The new generation was caught failing on the target; data: why.</summary>
    public const string StepFailed = "step.failed";
    public const string StepHealthy = "step.healthy";

    /// <summary>Intent, before the effect.</summary>
    public const string StepCommitting = "step.committing";
    public const string StepCommitted = "step.committed";

    /// <summary>Intent, before the effect.</summary>
    public const string StepReverting = "step.reverting";
    public const string StepReverted = "step.reverted";
    public const string StepUnchanged = "step.unchanged";
    public const string StepRefused = "step.refused";
    public const string StepUnreachable = "step.unreachable";
    public const string StepLost = "step.lost";
    public const string StepNotReached = "step.not-reached";

    /// <summary>A generation failed on a target; no plan may lead to it until it is released.</summary>
    public const string GenerationQuarantined = "generation.quarantined";
    public const string GenerationReleased = "generation.released";

    /// <summary>A person has looked into a generation in quarantine and will not try it again; data: why.</summary>
    public const string GenerationDiscarded = "generation.discarded";

    /// <summary>The generations of all known targets after a rollout or a panic: something to go back to.</summary>
    public const string WorldRecorded = "world.recorded";

    public const string PanicStarted = "panic.started";
    public const string PanicEnded = "panic.ended";

    /// <summary>The ledger was found with an unsigned end after a crash; data: what was found, and where what could not be kept was put.</summary>
    public const string LedgerRecovered = "ledger.recovered";

    /// <summary>A simulation begins; data: of what.</summary>
    public const string SimulateStart = "chimera.simulate.start";

    /// <summary>A simulation ended; data: what it found, in numbers.</summary>
    public const string SimulateComplete = "chimera.simulate.complete";

    /// <summary>Intent, before files are healed; data: their digests before and after.</summary>
    public const string HealIntent = "deploy.heal.intent";

    /// <summary>Healing ended; data: what was tried, and whether it worked.</summary>
    public const string HealComplete = "deploy.heal.complete";

    /// <summary>A key for certificates was made; data: its name.</summary>
    public const string KeyCreated = "key.created";

    /// <summary>A key for certificates took the place of another; data: both names.</summary>
    public const string KeyRotated = "key.rotated";

    /// <summary>A key that a command prints counts as one's own from now on; data: its name, and that of the one before it.</summary>
    public const string KeyAdopted = "key.adopted";

    /// <summary>A key was taken back: nothing that it signed counts; data: its name, and why.</summary>
    public const string KeyRevoked = "key.revoked";

    /// <summary>Something is about to be certified; data: what.</summary>
    public const string CertifyStart = "chimera.certify.start";

    /// <summary>Certifying ended; data: whether there is a certificate, and if not, why.</summary>
    public const string CertifyComplete = "chimera.certify.complete";

    /// <summary>Something was certified; data: the certificate itself.</summary>
    public const string Certified = "deploy.certified";

    /// <summary>A certificate was taken back; data: its nonce, and why.</summary>
    public const string CertificateRevoked = "certificate.revoked";

    /// <summary>A certified release is on its way to where it shall be shown; data: target, generation, rollout.</summary>
    public const string DeployInitiated = "deploy.initiated";

    /// <summary>A certified release was brought where it can be asked and no visitor sees it; data: target, generation, where, and why not if it failed.</summary>
    public const string DeployDrafted = "deploy.drafted";

    /// <summary>Intent, before visitors get another release; data: target, generation, rollout.</summary>
    public const string DeployStart = "chimera.deploy.start";

    /// <summary>What visitors get is settled; data: target, generation, rollout, outcome.</summary>
    public const string DeployComplete = "chimera.deploy.complete";

    /// <summary>Intent, before visitors get the release before it again; data: target, generations, rollout.</summary>
    public const string RollbackTriggered = "chimera.rollback.triggered";

    /// <summary>A live site is watched from now on; data: the watch, the site, its platform and address, how many answers.</summary>
    public const string WatchStarted = "site.watch.started";

    /// <summary>Two looks in a row saw the same thing wrong, or a certificate is about to end; data: findings, the cause as far as it is known.</summary>
    public const string DriftFound = "site.drift.found";

    /// <summary>What was found is right again; data: the findings.</summary>
    public const string DriftEnded = "site.drift.ended";

    /// <summary>A watch ended; data: how many looks, how the site stood, what was counted.</summary>
    public const string WatchEnded = "site.watch.ended";

    /// <summary>A watched site showed another TLS certificate; data: its fingerprint, and when the one before and this one end.</summary>
    public const string TlsReplaced = "site.tls.replaced";

    /// <summary>Intent, before a watched site that failed gets its release again; data: target, generation, plan, attempt, cause.</summary>
    public const string SiteHealIntent = "site.heal.intent";

    /// <summary>Healing a watched site ended; data: target, generation, rollout, outcome.</summary>
    public const string SiteHealComplete = "site.heal.complete";

    /// <summary>A watched site that fails was left as it is; data: target, generation, why.</summary>
    public const string SiteHealDeclined = "site.heal.declined";

    /// <summary>Health moved a site's visitors from one platform or host to another; data: weights before and after, in hundredths of a percent.</summary>
    public const string BalanceShifted = "site.balance.shifted";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<string> All =
    [
        PlanApproved, RolloutStarted, RolloutResumed, RolloutStopped,
        RolloutEnded, WaveStarted, StepApplying, StepPrepared,
        StepApplied, StepFailed, StepHealthy, StepCommitting,
        StepCommitted, StepReverting, StepReverted, StepUnchanged,
        StepRefused, StepUnreachable, StepLost, StepNotReached,
        GenerationQuarantined, GenerationReleased, GenerationDiscarded, WorldRecorded, PanicStarted,
        PanicEnded, LedgerRecovered, SimulateStart, SimulateComplete,
        HealIntent, HealComplete, KeyCreated, KeyRotated, KeyAdopted, KeyRevoked,
        CertifyStart, CertifyComplete, Certified, CertificateRevoked,
        DeployInitiated, DeployDrafted, DeployStart, DeployComplete, RollbackTriggered,
        WatchStarted, DriftFound, DriftEnded, WatchEnded,
        TlsReplaced, SiteHealIntent, SiteHealComplete, SiteHealDeclined, BalanceShifted,
    ];
}
