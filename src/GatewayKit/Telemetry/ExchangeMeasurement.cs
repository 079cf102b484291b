using System.Diagnostics;
using GatewayKit.Telemetry.Sampling;

namespace GatewayKit.Telemetry;

/// <summary>
/// The times and sizes of one exchange, while a listener is interested in them. Measurements are pooled: only the gateway's own code has
/// them, and no plugin can keep one.
/// </summary>
internal sealed class ExchangeMeasurement
{
    private long _start;
    private long _upstreamStart;
    private long _hooks;
    private long _transferStart;
    private long _hookEnd;

    /// <summary>Whether the request is counted as one in flight.</summary>
    public bool IsCounted { get; private set; }

    /// <summary>The traffic of the route.</summary>
    public RouteTraffic? Route { get; private set; }

    /// <summary>The span of the request; null if it isn't recorded.</summary>
    public Activity? Activity { get; private set; }

    /// <summary>The record of the request in the sample; empty if it isn't recorded.</summary>
    public SampledRequest Sampled { get; private set; }

    /// <summary>The size of the request's body; -1 if it isn't known.</summary>
    public long RequestBytes { get; set; }

    /// <summary>The size of the response's body; -1 if it isn't known.</summary>
    public long ResponseBytes { get; set; }

    /// <summary>The ticks of the whole exchange.</summary>
    public long Total { get; private set; }

    /// <summary>The ticks without hooks, the upstream and the transfer of the response.</summary>
    public long Gateway => long.Max(0, Total - Hooks - Upstream - Transfer);

    /// <summary>The ticks in hooks.</summary>
    public long Hooks => Interlocked.Read(ref _hooks);

    /// <summary>The ticks between the request to the upstream and the head of its response.</summary>
    public long Upstream { get; private set; }

    /// <summary>The ticks in which the response was sent to the client.</summary>
    public long Transfer { get; private set; }

    /// <summary>Whether a hook was called.</summary>
    public bool HasHooks { get; private set; }

    /// <summary>Whether the request was sent to the upstream.</summary>
    public bool HasUpstream { get; private set; }

    /// <summary>The last call of a hook, if its time is measured.</summary>
    public HookSample Sample { get; set; }

    public void Begin(RouteTraffic route, Activity? activity, SampledRequest sampled, bool isCounted)
    {
        (Route, Activity, IsCounted, RequestBytes, ResponseBytes) = (route, activity, isCounted, -1, -1);
        Sampled = sampled;
        (_upstreamStart, _transferStart, _hooks, _hookEnd) = (0, 0, 0, 0);
        (Total, Upstream, Transfer, HasHooks, HasUpstream) = (0, 0, 0, false, false);
        _start = Stopwatch.GetTimestamp();
    }

    /// <summary>Hooks follow, but not at once after the last one.</summary>
    public void BeginHooks() => _hookEnd = 0;

    /// <summary>Returns the start of a hook: the end of the last one if it follows at once, because reading the clock costs as much as a
    /// short hook.</summary>
    public long BeginHook() => _hookEnd != 0 ? _hookEnd : Stopwatch.GetTimestamp();

    /// <summary>Adds the time of a hook.</summary>
    /// <param name="start">Its start.</param>
    /// <returns>The ticks that it took.</returns>
    public long EndHook(long start)
    {
        var end = Stopwatch.GetTimestamp();
        (_hookEnd, HasHooks) = (end, true);
        Interlocked.Add(ref _hooks, end - start);
        return end - start;
    }

    /// <summary>The request is sent.</summary>
    public void BeginUpstream()
    {
        if (_upstreamStart != 0)
            return;

        HasUpstream = true;
        _upstreamStart = Stopwatch.GetTimestamp();
    }

    /// <summary>The head of the response has arrived, or there is none.</summary>
    public void EndUpstream()
    {
        if (_upstreamStart != 0)
            EndUpstream(Stopwatch.GetTimestamp());
    }

    /// <summary>The body of the response follows.</summary>
    public void BeginTransfer() => _transferStart = Stopwatch.GetTimestamp();

    /// <summary>The body of the response has ended, or failed.</summary>
    public void EndTransfer()
    {
        if (_transferStart != 0)
            EndTransfer(Stopwatch.GetTimestamp());
    }

    /// <summary>The exchange has ended, with one reading of the clock for all that hasn't ended before.</summary>
    public void End()
    {
        var now = Stopwatch.GetTimestamp();
        if (_upstreamStart != 0)
            EndUpstream(now);
        if (_transferStart != 0)
            EndTransfer(now);
        Total = now - _start;
    }

    /// <summary>Releases the route, the span and the record.</summary>
    public void Clear() => (Route, Activity, Sample, Sampled) = (null, null, default, default);

    private void EndUpstream(long now)
    {
        Upstream += now - _upstreamStart;
        _upstreamStart = 0;
    }

    private void EndTransfer(long now)
    {
        Transfer += now - _transferStart;
        _transferStart = 0;
    }
}
