using Chimera.Sites.Certification;

namespace Chimera.Sites.Watching;

/// <param name="Subject">The request as a person reads it; unique in a watch.</param>
internal sealed record WatchedAnswer(string Subject, ForeseenAnswer Foreseen)
{
    public static WatchedAnswer Of(ForeseenAnswer foreseen)
    {
        var request = foreseen.Request;
        var cookies = request.Cookies.Count > 0 ? $" with the cookie {string.Join(", ", request.Cookies.Keys.Order(StringComparer.Ordinal))}" : "";
        var language = request.Language is { } tag and not "xx" ? $" in {tag}" : "";
        return new WatchedAnswer($"{request.Method} {request.Target}{cookies}{language}", foreseen);
    }
}
