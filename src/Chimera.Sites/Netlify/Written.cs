using Chimera.Documents;
using Chimera.Engine.Truth;

namespace Chimera.Sites.Netlify;

/// <summary>Where a value of a configuration file is written.</summary>
internal sealed record Written(Place Place, TextSpan Span);
