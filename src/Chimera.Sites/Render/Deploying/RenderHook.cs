using Chimera.Engine.Validation;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Render.Deploying;

/// <summary>
/// The address of a service's deploy hook: whoever has it can start deploys, so it is kept as a token is. It says nothing of what came of
/// them; that is looked up by the API.
/// </summary>
/// <param name="address">Where it comes from: <c>https://api.render.com/deploy/srv-…?key=…</c>, as Render's dashboard shows it.</param>
public sealed class RenderHook(IToken address)
{
    /// <summary>As a token that leads to one service and nowhere else.</summary>
    internal IToken Of(RenderService service) => new Checked(address, service);

    internal static Uri AddressOf(Secret hook, string commit) => new($"{hook.Reveal()}&ref={Uri.EscapeDataString(commit)}");

    private sealed class Checked(IToken address, RenderService service) : IToken
    {
        public async Task<TokenReading> ReadAsync(CancellationToken cancel) => await address.ReadAsync(cancel) switch
        {
            TokenReading.Read read when !Leads(read.Token.Reveal()) => new TokenReading.Unread(Finding.Error(
                "render.hook-malformed", $"what is given is not the deploy hook of the service {service.Id}",
                "copy the Deploy Hook from the service's settings at Render, whole")),
            var reading => reading,
        };

        private bool Leads(string text) => Uri.TryCreate(text, UriKind.Absolute, out var hook)
            && hook.GetLeftPart(UriPartial.Authority) == service.Api.GetLeftPart(UriPartial.Authority) && hook.UserInfo.Length == 0
            && hook.AbsolutePath == $"/deploy/{service.Id}" && hook.Query.StartsWith("?key=", StringComparison.Ordinal)
            && hook.Fragment.Length == 0;
    }
}
