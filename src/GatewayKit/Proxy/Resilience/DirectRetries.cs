using GatewayKit.Configuration.Policies;
using GatewayKit.Proxy.Upstream;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Resilience;

/// <summary>
/// Retries of the gateway's own forwarder, which has no message to send twice. It repeats requests whose response hasn't begun, without a
/// delay and without a body in memory, in clusters that have no other policy. Everything else is done by <see cref="ClusterAttempts"/>.
/// </summary>
internal sealed class DirectRetries
{
    private readonly RetryPolicy _policy;
    private readonly RetryTokens _tokens;
    private readonly DestinationChoice _choice;
    private readonly PassiveHealth _health;
    private readonly ClusterTelemetry _telemetry;

    private DirectRetries(
        RetryPolicy policy, RetryTokens tokens, DestinationChoice choice, PassiveHealth health, ClusterTelemetry telemetry)
        => (_policy, _tokens, _choice, _health, _telemetry) = (policy, tokens, choice, health, telemetry);

    /// <returns>The retries; null if the policies need messages of the HTTP client.</returns>
    public static DirectRetries? Create(
        ClusterPolicies policies, RetryTokens? tokens, DestinationChoice choice, PassiveHealth health, ClusterTelemetry telemetry)
        => tokens is not null
            && policies is { Retry: { Statuses.Count: 0 } retry, Timeout: null or { PerTry: null, Total: null }, CircuitBreaker: null }
            && policies is { OutlierDetection: null, Concurrency: null }
            && retry.Delay == TimeSpan.Zero
            ? new DirectRetries(retry, tokens, choice, health, telemetry) : null;

    /// <summary>Returns whether a request can be sent without its body in memory.</summary>
    public bool CanSend(HttpRequest request, bool hasBody)
        => !hasBody || _policy.MaxBodySize.Bytes == 0 || !IsRepeatable(request.Method);

    /// <summary>Counts a request, without its retries.</summary>
    public void Begin() => _tokens.Deposit();

    /// <summary>Decides whether a request is sent again, and reports the failed attempt.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="result">How the attempt ended.</param>
    /// <param name="error">Its exception.</param>
    /// <param name="attempts">The number of attempts.</param>
    public bool ShouldRepeat(HttpContext http, AttemptResult result, Exception error, int attempts)
    {
        if (attempts >= _policy.Attempts
            || ReasonOf(result) is not { } reason
            || result != AttemptResult.Connect && !IsRepeatable(http.Request.Method))
            return false;

        if (!_tokens.TryTake())
        {
            _telemetry.RetryOmitted();
            return false;
        }

        var proxy = http.Features.Get<IReverseProxyFeature>()!;
        if (proxy.ProxiedDestination is { } destination)
        {
            _telemetry.Retried(destination.DestinationId, reason, attempts);
            _health.Report(http, proxy.Cluster, destination, error);
        }

        return true;
    }

    /// <summary>Picks the destination of the next attempt among the healthy ones that had none.</summary>
    /// <returns>The destination; null to send to the same one again.</returns>
    public DestinationState? Next(HttpContext http, IReadOnlyCollection<DestinationState> tried)
    {
        var proxy = http.Features.Get<IReverseProxyFeature>()!;
        if (!_policy.OtherDestination || !RequestDestinations.CanMove(proxy))
            return null;

        var candidates = new List<DestinationState>();
        foreach (var destination in proxy.AllDestinations)
        {
            if (RequestDestinations.IsAvailable(destination) && !tried.Contains(destination))
                candidates.Add(destination);
        }

        return _choice.Pick(http, proxy.Cluster, candidates);
    }

    private bool IsRepeatable(string method) => _policy.Methods.Contains(method, StringComparer.Ordinal);

    private string? ReasonOf(AttemptResult result) => result switch
    {
        AttemptResult.Connect => _policy.On.Contains(RetryOn.Connect) ? "connect" : null,
        AttemptResult.Reset => _policy.On.Contains(RetryOn.Reset) ? "reset" : null,
        _ => null,
    };
}
