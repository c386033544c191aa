using System.Collections.Immutable;
using System.Net.Sockets;
using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Activation;

/// <summary>Network checks from where the controller runs. An answer is taken as it comes: no proxy, no redirect, no body.</summary>
public sealed class ControllerChecks(TimeProvider time) : IDisposable
{
    private const int LongestHeadersInKiB = 64;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        // A check must see whether a new connection is accepted.
        PooledConnectionLifetime = TimeSpan.Zero,
        MaxResponseHeadersLength = LongestHeadersInKiB,
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    internal static bool Makes(HealthCheck check) =>
        check is HealthCheck.Tcp { From: ProbeOrigin.Controller } or HealthCheck.Http { From: ProbeOrigin.Controller };

    /// <summary>All are made; null when all pass.</summary>
    public async Task<Finding?> FirstFailureAsync(ImmutableArray<HealthCheck> checks, string address, CancellationToken cancel) =>
        (await Task.WhenAll(checks.Select(check => CheckAsync(check, address, cancel)))).FirstOrDefault(why => why is not null);

    public void Dispose() => _http.Dispose();

    private async Task<Finding?> CheckAsync(HealthCheck check, string address, CancellationToken cancel)
    {
        using CancellationTokenSource limit = new(check.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return check switch
            {
                HealthCheck.Tcp tcp => await TcpAsync(tcp, address, either.Token),
                HealthCheck.Http http => await HttpAsync(http, either.Token),
                _ => throw new InvalidOperationException("not a check from the controller"),
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return CheckFindings.Timeout(check);
        }
    }

    private static async Task<Finding?> TcpAsync(HealthCheck.Tcp check, string address, CancellationToken cancel)
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(address, check.Port, cancel);
            return null;
        }
        catch (SocketException failure)
        {
            return Finding.Error("health.tcp-refused", $"{address}:{check.Port} cannot be connected to: {Printable.Line(failure.Message)}");
        }
    }

    private async Task<Finding?> HttpAsync(HealthCheck.Http check, CancellationToken cancel)
    {
        if (!Uri.TryCreate(check.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return CheckFindings.Unanswered(check, "it is no http or https URL");
        }

        try
        {
            using var answer = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancel);
            return (int)answer.StatusCode == check.Status ? null : CheckFindings.Status(check, ((int)answer.StatusCode).ToString());
        }
        catch (HttpRequestException failure)
        {
            return CheckFindings.Unanswered(check, failure.Message);
        }
    }
}
