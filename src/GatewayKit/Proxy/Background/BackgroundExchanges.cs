using GatewayKit.Pipeline;
using GatewayKit.Proxy.Draining;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GatewayKit.Proxy.Background;

/// <summary>
/// Runs exchanges whose client doesn't wait for them. They are exchanges like others: failures are reported, and a reload waits for them.
/// Their number and their time are bounded.
/// </summary>
internal sealed class BackgroundExchanges(
    ExchangeRunner runner, ConnectionDrain drain, IServiceScopeFactory scopes, IOptions<RequestTimeoutOptions> timeouts, TimeProvider time)
    : IBackgroundExchanges
{
    private const int MaxRunning = 100;
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private int _running;

    public bool TryStart(Exchange exchange, int index, object? state)
    {
        var http = exchange.Http;
        if (drain.IsDraining || exchange.ClusterId is null || !BackgroundRequest.CanCopy(http)
            || http.GetEndpoint()?.Metadata.GetMetadata<ForwardDelegate>() is not { } endpoint)
            return false;

        if (Interlocked.Increment(ref _running) > MaxRunning || !exchange.CompiledRoute.Snapshot.TryEnter())
        {
            Interlocked.Decrement(ref _running);
            return false;
        }

        var stop = new CancellationTokenSource(BoundOf(http), time);
        var continued = exchange.Continue(BackgroundRequest.Copy(http, stop.Token), index, state);

        // On another thread: the hook that starts it still runs on this one.
        _ = Task.Run(() => RunAsync(continued, endpoint.Forward, stop), CancellationToken.None);
        return true;
    }

    /// <summary>Returns the timeout of the route, if it is shorter than that of each exchange in the background.</summary>
    private TimeSpan BoundOf(HttpContext http)
    {
        var route = http.GetEndpoint()?.Metadata.GetMetadata<RequestTimeoutAttribute>() switch
        {
            { PolicyName: { } name } => timeouts.Value.Policies.TryGetValue(name, out var policy) ? policy.Timeout : null,
            { Timeout: var timeout } => timeout,
            null => null,
        };
        return route is { } bound && bound > TimeSpan.Zero && bound < s_longest ? bound : s_longest;
    }

    private async Task RunAsync(Exchange exchange, RequestDelegate forward, CancellationTokenSource stop)
    {
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                exchange.Http.RequestServices = scope.ServiceProvider;
                await runner.RunAsync(exchange, forward).ConfigureAwait(false);
                await exchange.Http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().CompleteAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            // Permits of the cluster's policies are released with the response.
            await ((BackgroundResponse)exchange.Http.Features.GetRequiredFeature<IHttpResponseFeature>()).EndAsync().ConfigureAwait(false);
            stop.Dispose();
            Interlocked.Decrement(ref _running);
        }
    }
}
