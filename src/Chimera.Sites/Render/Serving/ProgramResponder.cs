using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Render.Serving;

/// <summary>Answers for a Blueprint without a static site: by saying that a program will.</summary>
internal sealed class ProgramResponder : IResponder
{
    public SiteResponse Respond(SiteRequest request) => new(
        ServedBy.Function, 0, null, null, null, [], null, Evidence.Unknown,
        [new Reason(ReasonKind.Decided,
        "no service of the Blueprint is a static site; a program answers, and what it answers cannot be foreseen")]);
}
