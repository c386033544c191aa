using System.CommandLine;
using System.CommandLine.Parsing;

namespace Chimera.Cli.Commands;

/// <summary>The option that says where a site is live.</summary>
internal static class SiteAddress
{
    public static Option<Uri?> Option(string description, bool required = false) => new("--url")
    {
        Description = description, HelpName = "URL", Required = required, CustomParser = Parse,
    };

    private static Uri? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
        {
            result.AddError($"'{text}' is no address; write https://www.example.org");
            return null;
        }

        if (parsed.UserInfo.Length > 0)
        {
            // What is on a command line is seen by everybody on the machine.
            result.AddError("an address must hold no name and no password; write https://www.example.org");
            return null;
        }

        return parsed;
    }
}
