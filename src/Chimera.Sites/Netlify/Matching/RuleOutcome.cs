namespace Chimera.Sites.Netlify.Matching;

/// <summary>What came of trying one rule on one request; in the order in which it is decided.</summary>
internal enum RuleOutcome
{
    /// <summary>The rule is for another host or scheme.</summary>
    OtherHost,
    OtherPath,

    /// <summary>Filled in from the path, the destination is empty.</summary>
    NoDestination,

    /// <summary>The rule would send visitors to where they already are: no rule at all is tried any more.</summary>
    Guarded,
    QueryMissing,
    ConditionFailed,

    /// <summary>All holds but the visitor's role.</summary>
    RoleMissing,
    Met,
}
