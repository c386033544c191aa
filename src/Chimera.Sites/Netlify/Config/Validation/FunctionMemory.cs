using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Validation;

/// <summary>How much memory a function may ask for: a whole number of megabytes from 1024 to 4096, or a text with a unit.</summary>
internal static partial class FunctionMemory
{
    private const double MegabytesPerGigabyte = 1024;

    public static bool IsValid(JsonNode? value)
    {
        var megabytes = JsNumber.Of(value);
        if (JsValue.AsString(value) is { } text)
        {
            var match = Pattern().Match(JsText.Trim(text));
            megabytes = match.Success ? double.Parse(match.Groups["size"].ValueSpan, CultureInfo.InvariantCulture) : null;
            megabytes *= match.Groups["unit"].Value.Equals("gb", StringComparison.OrdinalIgnoreCase) ? MegabytesPerGigabyte : 1;
        }

        return megabytes is { } size && JsNumber.IsInteger(size) && size is >= 1024 and <= 4096;
    }

    [GeneratedRegex(@"\A(?<size>[0-9]+(?:\.[0-9]+)?)[\s\ufeff]*(?<unit>[mMgG][bB])?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
