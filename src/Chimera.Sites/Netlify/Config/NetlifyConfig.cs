using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config.Steps;
using Chimera.Sites.Netlify.Config.Warnings;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Config;

/// <summary>
/// Resolves a site's configuration as @netlify/config 25.2.6 does without a network, for a build at the repository's root with nothing set
/// in Netlify's user interface.
/// </summary>
public static class NetlifyConfig
{
    /// <exception cref="OperationCanceledException">The simulation's time is up.</exception>
    public static NetlifyConfigOutcome Resolve(SiteFolder folder, DeployContext context, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(context);
        var warnings = new ConfigWarnings();
        var (outcome, found) = Run(new ConfigPass(folder, context, null, warnings, cancel), warnings);

        // With a base folder Netlify begins anew, with the configuration file of that folder if it has one; what was printed stays printed.
        return found is null ? outcome : Run(new ConfigPass(folder, context, found, warnings, cancel), warnings).Outcome;
    }

    private static (NetlifyConfigOutcome Outcome, string? Next) Run(ConfigPass pass, ConfigWarnings warnings)
    {
        try
        {
            var config = pass.Run();
            var publish = FilePaths.Relative(config["build"]!["publish"]!.GetValue<string>());
            if (config["functionsDirectory"] is { } functions)
            {
                config["build"]!["functions"] = functions.DeepClone();
            }

            return (new NetlifyConfigOutcome.Resolved(new NetlifyConfigResult(
                pass.File, pass.Base ?? "", publish, ConfigRules.HeadersPath(publish), ConfigRules.RedirectsPath(publish), config,
                pass.Rules!.Redirects, pass.Rules.Headers, [.. warnings.Texts], pass.Rules.Findings, pass.Document)), pass.Base);
        }
        catch (ConfigRefusal refusal)
        {
            return (Fatal(pass, refusal), null);
        }
    }

    private static NetlifyConfigOutcome.Fatal Fatal(ConfigPass pass, ConfigRefusal refusal)
    {
        var file = pass.File is null ? "" : $" file {FilePaths.Absolute(pass.File)}";
        var message = Plain.Text($"When resolving config{file}:\n{refusal.Message}");
        var node = refusal.Path is { } path && pass.Document is { } document
            ? new ConfigPlaces(document, refusal.Contexts).Find(path)
            : null;
        var span = refusal.Span ?? (refusal.Kind == NetlifyConfigFindings.UnknownKey ? node?.Entry?.KeySpan : null) ?? node?.Value.Span;
        var place = span is { } at && pass.Source is { } source ? source.PlaceOf(at) : pass.File is { } name ? Place.Of(name) : null;
        var summary = string.Concat(refusal.Summary.Where(c => !char.IsControl(c)));
        return new NetlifyConfigOutcome.Fatal(
            message, refusal.ByDesign, new SiteFinding(refusal.Kind, summary, place, span, refusal.Remedy, refusal.Subject));
    }
}
