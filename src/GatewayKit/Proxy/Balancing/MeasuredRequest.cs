using GatewayKit.Configuration;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Balancing;

/// <summary>A request whose latency is measured: the time until the head of its response, without its body.</summary>
internal sealed class MeasuredRequest(HttpContext http, LatencyEstimate latency, ClusterLoadBalancing settings, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private bool _hasEnded;

    /// <summary>Counts a response that has started.</summary>
    public Task BeginResponse()
    {
        // Without an answer of the upstream, the gateway's own response starts later.
        if (!_hasEnded && !HasFailed())
            Count(IsError(http.Response.StatusCode));
        return Task.CompletedTask;
    }

    /// <summary>Counts an error, if no response has started, or one that has started is incomplete.</summary>
    public void End()
    {
        if (HasFailed())
            Count(isError: true);
        else if (!_hasEnded && http.RequestAborted.IsCancellationRequested)
            latency.AddWait(Elapsed(out var now), now, settings.Decay, time);
        _hasEnded = true;
    }

    private void Count(bool isError)
    {
        _hasEnded = true;
        var seconds = Elapsed(out var now);
        if (isError)
            latency.AddError(seconds, settings.ErrorLatency.TotalSeconds, now, settings.Decay, time);
        else
            latency.Add(seconds, now, settings.Decay, time);
    }

    private double Elapsed(out long now)
    {
        now = time.GetTimestamp();
        return time.GetElapsedTime(_start, now).TotalSeconds;
    }

    /// <summary>Returns whether the destination failed, as YARP's passive health checks see it: not the client.</summary>
    private bool HasFailed() => http.Features.Get<IForwarderErrorFeature>()?.Error is ForwarderError.Request
        or ForwarderError.RequestTimedOut
        or ForwarderError.RequestBodyDestination
        or ForwarderError.ResponseBodyDestination
        or ForwarderError.UpgradeRequestDestination
        or ForwarderError.UpgradeResponseDestination;

    private static bool IsError(int status) => status >= StatusCodes.Status500InternalServerError
        && status != StatusCodes.Status501NotImplemented;
}
