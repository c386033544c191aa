using Chimera.Engine.Execution;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Declaration;

/// <summary>What must hold between the keys of one system.</summary>
internal static class SystemRules
{
    public static void Check(Table<SystemEntry> systems, RolloutPolicy defaults, Findings findings)
    {
        foreach (var (name, _, system) in systems.Entries)
        {
            if (system.Attribute is { } attribute && system.Source is not SystemSource.Expression)
            {
                findings.Add(Finding.Error(
                    "truth.conflicting-keys", $"system '{name}' has 'attr' without 'file'",
                    "remove it: an attribute of a flake is written after '#'", attribute.Place));
            }

            if (system.Rollout is { } rollout)
                RolloutOverrides.Check(rollout.Value.Over(defaults), $"system '{name}'", rollout.Place, findings);
        }
    }
}
