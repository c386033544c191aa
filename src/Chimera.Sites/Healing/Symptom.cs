using System.Text.RegularExpressions;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Healing;

/// <summary>What makes a finding the same one after other lines of its file were changed: all but where its line stands.</summary>
internal sealed record Symptom(string Code, string Message, string? File, string? Subject, string? Line)
{
    private const int LongestLine = 400;

    private static readonly Regex Places = new(":[0-9]+:[0-9]+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    public static Symptom Of(SiteFinding finding, SiteFolder folder) =>
        new(finding.Kind.Code, WithoutPlaces(finding.Message), finding.Place?.File, finding.Subject, LineOf(finding, folder));

    /// <summary>A message may name the place of another line, which moves as this one's does.</summary>
    public static string WithoutPlaces(string message) => Places.Replace(message, "");

    private static string? LineOf(SiteFinding finding, SiteFolder folder)
    {
        if (finding.Place is not { Line: > 0 } place || Texts.Of(folder, place.File) is not { } source
            || source.StartOfLine(place.Line) is not { } start)
        {
            return null;
        }

        var length = source.Text.AsSpan(start).IndexOf('\n');
        return source.Text.Substring(start, Math.Min(length < 0 ? source.Text.Length - start : length, LongestLine));
    }
}
