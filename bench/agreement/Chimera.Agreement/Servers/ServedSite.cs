using System.Collections.Immutable;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Agreement.Servers;

/// <summary>A site that a web server can be told, and what it is asked.</summary>
internal sealed record ServedSite(string Name, Foresight Foresight, IResponder Responder, ImmutableArray<SentRequest> Requests);
