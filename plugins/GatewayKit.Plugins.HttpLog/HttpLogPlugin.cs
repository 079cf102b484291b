using System.Diagnostics.Metrics;
using GatewayKit.AccessLog;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.HttpLog;

/// <summary>Sends an access log to an HTTP collector.</summary>
[GatewayPlugin<HttpLogOptions>("http-log", PluginStage.Diagnostics)]
public sealed class HttpLogPlugin : IRequestHook, IResponseHook, ICompletionHook, IAsyncDisposable
{
    private readonly AccessLogWriter _log;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="clients">The HTTP clients of this assembly.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The log.</param>
    public HttpLogPlugin(
        HttpLogOptions options, PluginPlacement placement, IHttpClientFactory clients, TimeProvider time, IMeterFactory meters,
        ILogger<HttpLogPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        var format = LogFormat.Of(options);
        var limits = new QueueLimits
        {
            Lines = options.QueueSize,
            Batch = Math.Min(options.BatchSize, options.QueueSize),
            Interval = options.Interval,
            End = options.EndTimeout,
        };
        _log = new AccessLogWriter(
            options, format, new HttpTarget(options, format.ContentType, clients, time), new LogTelemetry(placement, meters, time, logger),
            limits, time);
    }

    /// <summary>Captures the request's body if the options select it.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        _log.OnRequest(context);
        return HookResult.Continue;
    }

    /// <summary>Captures the response's body if the options select it.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        _log.OnResponse(context);
        return HookResult.Continue;
    }

    /// <summary>Passes the exchange to the writer.</summary>
    public void OnCompleted(GatewayContext context) => _log.OnCompleted(context);

    /// <summary>Sends the remaining lines.</summary>
    public ValueTask DisposeAsync() => _log.DisposeAsync();
}
