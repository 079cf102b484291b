using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.LoadShedding;

/// <summary>
/// Rejects requests while the upstream responds more slowly than usual, or the process uses too much CPU time: those with the lowest
/// priority first, and critical ones never.
/// </summary>
[GatewayPlugin<LoadSheddingOptions>("load-shedding", PluginStage.Traffic)]
public sealed class LoadSheddingPlugin : IRequestHook, IResponseHook, ICompletionHook
{
    private readonly AdaptiveLimit _limit;
    private readonly CpuPressure? _cpu;
    private readonly TimeProvider _time;
    private readonly SheddingTelemetry _telemetry;
    private readonly GatewayResponse? _rejection;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The logger.</param>
    public LoadSheddingPlugin(
        LoadSheddingOptions options, PluginPlacement placement, TimeProvider time, IMeterFactory meters, ILogger<LoadSheddingPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        (_limit, _time) = (new AdaptiveLimit(options, time), time);
        if (options.MaxCpu < 100)
            _cpu = new CpuPressure(options.MaxCpu / 100.0, ProcessorQuota.Current, static () => Environment.CpuUsage.TotalTime, time);
        _telemetry = new SheddingTelemetry(placement.Key, options.Enforce, time, meters, logger);
        if (options.Enforce)
        {
            _rejection = GatewayResponse.Problem(503, "Service Unavailable", "The gateway is overloaded. Try again later.")
                .WithHeader("Retry-After", ((long)Math.Ceiling(options.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Lets the request pass or rejects it.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var priority = context.Priority;
        var reason = _cpu?.Rejects(priority) == true ? ShedReason.Cpu
            : _limit.TryEnter(priority) ? ShedReason.None
            : ShedReason.Concurrency;
        if (reason != ShedReason.None)
        {
            _telemetry.Shed(priority, reason, _limit);
            if (_rejection is not null)
                return HookResult.Respond(_rejection);

            _limit.Enter();
        }

        var admission = new Admission(_limit, _time.GetTimestamp());
        context.State = admission;
        if (context.Http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
            Await(context, admission);
        return HookResult.Continue;
    }

    /// <summary>Measures the time until the response. Its body isn't counted: a client that reads slowly must not use up the limit, and a
    /// stream may be open for hours.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.State is Admission admission)
            End(admission, context.ResponseOrigin, context.Http.Response.StatusCode);
        return HookResult.Continue;
    }

    /// <summary>Ends a request without a response: the client has left.</summary>
    public void OnCompleted(GatewayContext context)
    {
        if (context.State is Admission admission)
            End(admission, ResponseOrigin.None, StatusCodes.Status499ClientClosedRequest);
    }

    private void Await(GatewayContext context, Admission admission)
        => context.WrapRequestBody(body => IsInMemory(body) ? body : new AwaitedBody(body, admission, _time), keepsLength: true);

    // Another stream around it would prevent the gateway from sending it again.
    private static bool IsInMemory(Stream body) => body.CanSeek;

    private void End(Admission admission, ResponseOrigin origin, int status)
    {
        // Responses of other plugins, such as a cache, say nothing about the upstream.
        if (admission.TryEnd(_time.GetTimestamp(), out var elapsed) && elapsed is { } time && origin != ResponseOrigin.Plugin
            && _limit.Add(time, isFailure: origin != ResponseOrigin.Upstream || !IsFull(status)))
            _telemetry.Limit(_limit.Current);
    }

    // Many upstreams reject a request, or find it unchanged, in far less time than they need for a full response.
    private static bool IsFull(int status) => status is < 400 and not StatusCodes.Status304NotModified;
}
