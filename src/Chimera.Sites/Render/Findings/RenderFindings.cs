using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Render.Findings;

/// <summary>What can be wrong with a site that Render builds.</summary>
public static partial class RenderFindings
{
    private const string Spec = "https://render.com/docs/blueprint-spec";
    private const string Schema = "the Blueprint schema that Render published in May 2026, https://render.com/schema/render.yaml.json";

    public static readonly ImmutableArray<FindingKind> All;

    [SuppressMessage(
        "Performance", "CA1810:Initialize reference type static fields inline",
        Justification = "the order over several files is not defined")]
    static RenderFindings() => All =
    [
        NotYaml, MisnamedBlueprint, MissingKey, UnknownKey, NewerThanSchema, WrongType, UnknownWord, OutOfRange, BooleanEnvValue,
        OldSpelling, OldBesideNew,
        DuplicateName, NoBuildCommand, NoStartCommand, MisspeltPlan, UnknownPlan, PlanOfAnotherKind, FreePlan, DiskWithFreePlan,
        DiskWithScaling,
        ScalingRange, RootDirMissing, BranchBreaksPreviews,
        UnknownReference, UnknownProperty, NothingReferred, SyncInGroup, NoInterpolation,
        DiskSize, HighAvailability, TooManyReplicas, ReplicasRemoved, MixedDatabasePlans,
        StaticType, NotOnStaticSite, NoPublishPath, PublishFolderMissing, PublishFolderElsewhere, RouteSource, RouteDestination, HeaderPath,
        RulesFileNotRead, NoStaticSite,
    ];
}
