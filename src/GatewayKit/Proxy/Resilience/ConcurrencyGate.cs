using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using GatewayKit.Configuration.Policies;
using GatewayKit.Proxy.Upstream;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Resilience;

/// <summary>Lets a limited number of a cluster's requests through at the same time.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "Requests that began with an old gate still leave it; it holds no resource of the system.")]
internal sealed class ConcurrencyGate(ConcurrencyPolicy policy, TimeProvider time, ClusterTelemetry telemetry)
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = policy.Limit,
        QueueLimit = policy.Queue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits until the request can be sent. It leaves when its exchange ends.</summary>
    /// <exception cref="NoConnectionException">The queue is full, or the request has waited too long.</exception>
    public async ValueTask EnterAsync(HttpContext http, CancellationToken cancellation)
    {
        var lease = _limiter.AttemptAcquire();
        if (!lease.IsAcquired && policy.Queue > 0)
            lease = await WaitAsync(cancellation).ConfigureAwait(false);
        if (lease is not { IsAcquired: true })
        {
            telemetry.Rejected();
            throw new NoConnectionException($"All {policy.Limit} requests that the cluster's concurrency policy allows are in progress.");
        }

        http.Response.RegisterForDispose(lease);
    }

    private async ValueTask<RateLimitLease?> WaitAsync(CancellationToken cancellation)
    {
        using var deadline = new AttemptDeadline("concurrency.queueTimeout", policy.QueueTimeout, time, cancellation);
        try
        {
            return await _limiter.AcquireAsync(1, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (deadline.Explain(error) is AttemptTimeoutException)
        {
            return null;
        }
    }
}
