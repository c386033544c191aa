using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Render.Findings;

public static partial class RenderFindings
{
    public static readonly FindingKind NotYaml = new(
        "render.not-yaml", Severity.Error, "render.yaml is not YAML",
        "Render cannot read the Blueprint, so no service in it is created or updated.",
        "correct the line, and look at the indentation, colons and quotes around it",
        "```yaml\nservices:\n  - type: web\n   name: site   # one space too few\n```\nEvery key of a map begins in the same column.",
        "YAML 1.2, https://yaml.org/spec/1.2.2/");

    public static readonly FindingKind MisnamedBlueprint = new(
        "render.misnamed-blueprint", Severity.Warning, "the Blueprint has a name that Render does not look for",
        "Render looks for `render.yaml` in the repository's root unless another path is given when the Blueprint is created; "
        + "`render.yml` is not read by itself.",
        "rename it to render.yaml",
        "`render.yml` should be `render.yaml`.", Spec);

    public static readonly FindingKind MissingKey = new(
        "render.missing-key", Severity.Error, "a key that Render requires is missing",
        "The schema of the Blueprint requires the key; Render refuses to sync a Blueprint without it.",
        "add the key",
        "```yaml\n- type: cron\n  name: nightly\n  runtime: node   # and schedule: \"0 3 * * *\"\n```", Schema);

    public static readonly FindingKind UnknownKey = new(
        "render.unknown-key", Severity.Warning, "a key that Render's schema does not know",
        "The schema of May 2026 refuses the key. The live platform moves on and may know it, so this is a warning; if it does not, the "
        + "Blueprint is refused "
        + "or the key is without effect.",
        "correct its spelling, or remove it",
        "```yaml\nenvVars:\n  - key: TOKEN\n    description: for the API   # write it as a comment\n    sync: false\n```", Schema);

    public static readonly FindingKind NewerThanSchema = new(
        "render.newer-than-schema", Severity.Note, "something newer than the published schema",
        "Render introduced it after the schema of May 2026; the live platform takes it, but editors and validators that use the schema "
        + "refuse it.",
        "leave it if Render takes it",
        "`persistenceMode: snapshot` of a key value store.", "Blueprints of users, 2026-09");

    public static readonly FindingKind WrongType = new(
        "render.wrong-type", Severity.Error, "a value of the wrong type",
        "The schema wants another type here; Render refuses to sync the Blueprint.",
        "write a value of the type that is wanted; put quotes around a text that looks like a number",
        "`postgresMajorVersion: 16` should be `postgresMajorVersion: \"16\"`.", Schema);

    public static readonly FindingKind UnknownWord = new(
        "render.unknown-word", Severity.Error, "a word that is not allowed here",
        "The schema allows only some words here; Render refuses to sync the Blueprint. Letter case counts.",
        "write one of the words that are allowed",
        "`region: Oregon` should be `region: oregon`.", Schema);

    public static readonly FindingKind OutOfRange = new(
        "render.out-of-range", Severity.Error, "a number beyond its bounds",
        "The schema bounds the number; Render refuses to sync the Blueprint.",
        "write a number within the bounds",
        "`targetCPUPercent: 95` should be at most 90.", Schema);

    public static readonly FindingKind BooleanEnvValue = new(
        "render.boolean-env-value", Severity.Error, "the value of an environment variable is a boolean",
        "The value of a variable is a text or a number. An unquoted `true` is neither, and the schema refuses it.",
        "put it in quotes",
        "`value: true` should be `value: \"true\"`.", Schema);

    public static readonly FindingKind OldSpelling = new(
        "render.old-spelling", Severity.Warning, "a spelling that Render has replaced",
        "Render still takes it, but no longer documents it as the way to write this; the published schema refuses some of the old "
        + "spellings (`env`), "
        + "so editors and validators stumble over them.",
        "write it as today",
        "`env: node` is `runtime: node`, `type: redis` is `type: keyvalue`, `autoDeploy: false` is `autoDeployTrigger: off`.", Spec);

    public static readonly FindingKind OldBesideNew = new(
        "render.old-beside-new", Severity.Warning, "an old key beside the one that replaced it",
        "Both say the same thing and Render follows the new one: `autoDeployTrigger` before `autoDeploy`, `runtime` before `env`.",
        "remove the old one",
        "`env: python` beside `runtime: python`.", Spec);
}
