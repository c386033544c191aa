namespace Chimera.Sites.Requests;

/// <summary>Answers requests as a deployed site would. Safe for many threads.</summary>
public interface IResponder
{
    SiteResponse Respond(SiteRequest request);
}
