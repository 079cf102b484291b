using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Telemetry;

/// <summary>Logs and counts failures of plugins. Meter: <c>GatewayKit</c>.</summary>
internal sealed partial class PluginTelemetry
{
    public const string MeterName = "GatewayKit";

    private readonly ILogger _logger;
    private readonly Counter<long> _pluginErrors;

    public PluginTelemetry(ILoggerFactory loggers, IMeterFactory meters)
    {
        _logger = loggers.CreateLogger("GatewayKit.Pipeline");
        _pluginErrors = meters.Create(MeterName)
            .CreateCounter<long>("gatewaykit.plugin.errors", "{error}", "Hooks that threw or timed out, and unobserved exceptions.");
    }

    public void HookFailed(string plugin, string route, string hook, Exception error)
    {
        CountFailure(plugin, hook);
        LogFailed(error, plugin, route, hook);
    }

    public void HookTimedOut(string plugin, string route, string hook, TimeSpan timeout)
    {
        CountFailure(plugin, hook);
        LogTimedOut(plugin, route, hook, timeout);
    }

    /// <summary>Reports a hook that did something that only the pipeline may do; the error's message contains the alternative.</summary>
    public void HookMisused(string plugin, string route, string hook, Exception error)
    {
        CountFailure(plugin, hook);
        LogMisused(error, plugin, route, hook, error.Message);
    }

    public void UnobservedException(string assembly, Exception error)
    {
        CountFailure(assembly, "none");
        LogUnobserved(error, assembly);
    }

    public void LateUnobservedException(string assembly, Exception error)
    {
        CountFailure(assembly, "none");
        LogLateUnobserved(error, assembly);
    }

    /// <summary>Counts a failure that doesn't need its own log line.</summary>
    public void CountFailure(string plugin, string hook)
        => _pluginErrors.Add(1, new KeyValuePair<string, object?>("plugin", plugin), new KeyValuePair<string, object?>("hook", hook));

    [LoggerMessage(1, LogLevel.Error, "Plugin '{Plugin}' failed on route '{Route}' in its {Hook} hook.")]
    private partial void LogFailed(Exception error, string plugin, string route, string hook);

    [LoggerMessage(2, LogLevel.Error, "Plugin '{Plugin}' took longer than {Timeout} on route '{Route}' in its {Hook} hook.")]
    private partial void LogTimedOut(string plugin, string route, string hook, TimeSpan timeout);

    [LoggerMessage(3, LogLevel.Critical,
        "Plugin assembly '{Assembly}' threw an unobserved exception and is quarantined; its plugins fail until it is replaced.")]
    private partial void LogUnobserved(Exception error, string assembly);

    [LoggerMessage(4, LogLevel.Error, "A replaced version of plugin assembly '{Assembly}' threw an unobserved exception.")]
    private partial void LogLateUnobserved(Exception error, string assembly);

    [LoggerMessage(5, LogLevel.Error, "Plugin '{Plugin}' failed on route '{Route}' in its {Hook} hook. {Reason}")]
    private partial void LogMisused(Exception error, string plugin, string route, string hook, string reason);
}
