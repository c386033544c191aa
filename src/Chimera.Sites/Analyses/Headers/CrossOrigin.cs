using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>Headers that are right each by itself, and wrong together (Fetch standard, "CORS check").</summary>
internal static class CrossOrigin
{
    public static IEnumerable<SiteFinding> Check(HeaderSurvey survey)
    {
        var first = survey.Files.FirstOrDefault(file =>
            file.Values("Access-Control-Allow-Origin").Any(value => value.Trim() == "*")
            && file.Values("Access-Control-Allow-Credentials").Any(value => value.Trim() == "true"));
        if (first is not null)
        {
            yield return new SiteFinding(
                HeaderFindings.CorsInvalid,
                $"'{SafeText.Line(first.Visited)}' is sent with Access-Control-Allow-Origin '*' and Access-Control-Allow-Credentials "
                    + "'true': browsers refuse that pair",
                survey.RuleOf("Access-Control-Allow-Credentials", first.Values("Access-Control-Allow-Credentials").First(), first)?.Place,
                Remedy: "name the one origin that may send credentials, or drop Access-Control-Allow-Credentials",
                Subject: "Access-Control-Allow-Credentials");
        }
    }
}
