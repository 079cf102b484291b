using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Mirror;

/// <summary>
/// Copies a share of the requests to another cluster:
/// <list type="number">
/// <item>a request gets a place, if one is free, and its body is captured while it is forwarded</item>
/// <item>the copy gets the method, the target and the headers of the upstream request</item>
/// <item>it is sent when the body is complete; the exchange never waits for it</item>
/// </list>
/// </summary>
[GatewayPlugin<MirrorOptions>("mirror", PluginStage.Traffic)]
public sealed class MirrorPlugin : IRequestHook, IUpstreamRequestHook, IResponseHook, ICompletionHook, IAsyncDisposable
{
    private readonly MirrorOptions _options;
    private readonly IClusterSender _clusters;
    private readonly FrozenSet<string> _methods;
    private readonly CopyHeaders _headers;
    private readonly CopyPlaces _places;
    private readonly CopySender _sender;
    private readonly TimeProvider _time;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="clusters">Sends the copies.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The log.</param>
    public MirrorPlugin(
        MirrorOptions options, PluginPlacement placement, IClusterSender clusters, TimeProvider time, IMeterFactory meters,
        ILogger<MirrorPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        var report = new MirrorReport(placement.Key, time, meters, logger);
        _options = options;
        _clusters = clusters;
        _time = time;
        _methods = options.Methods.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _headers = new CopyHeaders(options);
        _places = new CopyPlaces(options.MaxConcurrent, report);
        _sender = new CopySender(options, clusters, report, time);
    }

    /// <summary>Selects the request, and begins to capture its body.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.Http;
        if (context.ClusterId is null || !IsSelected(context) || _places.TryEnter(_options.Compare != CompareMode.None) is not { } copy)
            return HookResult.Continue;

        context.State = copy;
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
            return HookResult.Continue;

        if (http.Request.ContentLength > _options.MaxBodySize.Bytes)
            copy.Drop(CopyOutcome.TooLong);
        else
            Capture(context, copy);
        return HookResult.Continue;
    }

    /// <summary>Copies the head of the upstream request.</summary>
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (context.State is not MirrorCopy { IsOpen: true } copy)
            return default;

        // Another plugin may have chosen the cluster: the request must not run there twice.
        if (string.Equals(context.ClusterId, _options.Cluster, StringComparison.OrdinalIgnoreCase))
        {
            copy.Drop(CopyOutcome.SameCluster);
            return default;
        }

        copy.Describe(_headers.Copy(request, context.Http.Request), _clusters.TargetOf(context, request));
        SendIfReady(copy);
        return default;
    }

    /// <summary>Sends a copy whose body is complete now, and observes the response to compare.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.State is not MirrorCopy copy)
            return HookResult.Continue;

        SendIfReady(copy);
        if (context.ResponseOrigin == ResponseOrigin.Upstream && !copy.IsDropped)
            copy.Response?.Observe(context, _options.Compare);
        return HookResult.Continue;
    }

    /// <summary>Sends a copy whose body became complete after the response had begun, or gives it up.</summary>
    public void OnCompleted(GatewayContext context)
    {
        if (context.State is not MirrorCopy copy)
            return;

        copy.Response?.Complete();
        SendIfReady(copy);
        copy.Drop(copy.Message is null ? CopyOutcome.NotForwarded : CopyOutcome.Incomplete);
    }

    /// <summary>Ends the copies in progress.</summary>
    public ValueTask DisposeAsync() => _sender.DisposeAsync();

    [SuppressMessage("Reliability", "GWK0006", Justification = "The copy disposes the timer when it ends.")]
    private void Capture(GatewayContext context, MirrorCopy copy)
    {
        var request = context.Http.Request;
        var body = new BodyCapture(
            _options.MaxBodySize.Bytes, request.ContentLength, () => copy.Drop(CopyOutcome.TooLong), () => SendIfReady(copy));
        copy.Body = body;
        copy.ContentHeaders = _headers.OfBody(request.Headers);

        // A client that sends its body slowly must not keep the place.
        copy.CaptureTimer = _time.CreateTimer(
            static state => ((MirrorCopy)state!).Drop(CopyOutcome.Incomplete), copy, _options.Timeout, Timeout.InfiniteTimeSpan);
        context.WrapRequestBody(stream => stream.CanSeek ? body.Take(stream) : new BodyObservation(stream, body), keepsLength: true);
    }

    private void SendIfReady(MirrorCopy copy)
    {
        if (copy.IsReady)
            _sender.Begin(copy);
    }

    /// <summary>Tunnels aren't copied: they have no end. Neither are copies: mirrors could form a loop.</summary>
    private bool IsSelected(GatewayContext context)
    {
        var http = context.Http;
        return Random.Shared.NextDouble() * 100 < _options.Percentage
            && (_methods.Count == 0 || _methods.Contains(http.Request.Method))
            && http.Request.Headers.Upgrade.Count == 0
            && !context.IsCopy
            && http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect != true;
    }
}
