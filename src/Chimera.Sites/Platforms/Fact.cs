using Chimera.Engine.Truth;

namespace Chimera.Sites.Platforms;

/// <summary>
/// One thing that a platform reads out of a site's configuration. Nothing that the rest of a <see cref="Foresight"/> shows by itself: no
/// count of files, rules or headers.
/// </summary>
/// <param name="Name">
/// In lower case with hyphens, and for one thing the same on every platform, whatever the key of its file is called:
/// <list type="bullet">
/// <item><c>context</c> and <c>branch</c>: what is deployed;</item>
/// <item><c>config</c>: the configuration file; <c>source</c>: what is published, where no file says it;</item>
/// <item><c>base</c>: the folder in which the site is built (Render's <c>rootDir</c>);</item>
/// <item><c>command</c>: what builds it (Render's <c>buildCommand</c>); <c>ignore</c>: what decides whether it is built;</item>
/// <item><c>publish</c>: the folder that is published (Render's <c>staticPublishPath</c>), relative to the site's;</item>
/// <item><c>functions</c>, <c>edge-functions</c>: the folders of code; <c>plugins</c>: those of the build, with commas;</item>
/// <item><c>environment.NAME</c>: a variable of the build, runtime versions among them;</item>
/// <item><c>domain</c>, <c>base-path</c>: where the site lives; <c>pretty-urls</c>: <c>on</c> or <c>off</c>;</item>
/// <item><c>jekyll</c>, <c>theme</c>: GitHub Pages' own build;</item>
/// <item><c>name</c>, <c>type</c>, <c>runtime</c>, <c>deploy-trigger</c>: Render's site;</item>
/// <item><c>SERVICE.NAME</c>: the same of another service beside the site.</item>
/// </list>
/// </param>
/// <param name="Value">Null when it is not set.</param>
/// <param name="Place">Where it is set; null when it is a default of the platform.</param>
public sealed record Fact(string Name, string? Value, Place? Place, Evidence Evidence);
