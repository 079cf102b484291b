using System.Diagnostics.Metrics;
using GatewayKit.AccessLog;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.StdoutLog;

/// <summary>Writes an access log to standard output.</summary>
[GatewayPlugin<StdoutLogOptions>("stdout-log", PluginStage.Diagnostics)]
public sealed class StdoutLogPlugin : IRequestHook, IResponseHook, ICompletionHook, IAsyncDisposable
{
    private readonly AccessLogWriter _log;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    /// <param name="logger">The log.</param>
    public StdoutLogPlugin(
        StdoutLogOptions options, PluginPlacement placement, TimeProvider time, IMeterFactory meters, ILogger<StdoutLogPlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        _log = new AccessLogWriter(
            options, LogFormat.Of(options), new StdoutTarget(), new LogTelemetry(placement, meters, time, logger),
            new QueueLimits(), time);
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

    /// <summary>Writes the remaining lines.</summary>
    public ValueTask DisposeAsync() => _log.DisposeAsync();
}
