using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Pipeline;

/// <summary>What the pipeline logs and counts. Meter: <c>GatewayKit</c>.</summary>
internal sealed partial class PipelineTelemetry
{
    public const string MeterName = "GatewayKit";

    private readonly ILogger _logger;
    private readonly Counter<long> _pluginErrors;

    public PipelineTelemetry(ILoggerFactory loggers, IMeterFactory meters)
    {
        _logger = loggers.CreateLogger("GatewayKit.Pipeline");
        _pluginErrors = meters.Create(MeterName)
            .CreateCounter<long>("gatewaykit.plugin.errors", "{error}", "Hooks that threw or took too long, and exceptions that nobody awaits.");
    }

    public void PluginFailed(string route, PipelineEntry entry, string hook, Exception error)
    {
        Count(entry.Name, hook);
        if (error is HookTimeoutException)
            LogTimedOut(entry.Name, route, hook, entry.Timeout);
        else if (error is HookMisuseException)
            LogMisused(error, entry.Name, route, hook, error.Message);
        else if (error is not BlockedPluginException)
            LogFailed(error, entry.Name, route, hook);
    }

    public void StrayException(string assembly, Exception error)
    {
        Count(assembly, "none");
        LogStray(error, assembly);
    }

    public void LateStrayException(string assembly, Exception error)
    {
        Count(assembly, "none");
        LogLateStray(error, assembly);
    }

    private void Count(string plugin, string hook)
        => _pluginErrors.Add(1, new KeyValuePair<string, object?>("plugin", plugin), new KeyValuePair<string, object?>("hook", hook));

    [LoggerMessage(1, LogLevel.Error, "Plugin '{Plugin}' failed on route '{Route}' in its {Hook} hook.")]
    private partial void LogFailed(Exception error, string plugin, string route, string hook);

    [LoggerMessage(2, LogLevel.Error, "Plugin '{Plugin}' took longer than {Timeout} on route '{Route}' in its {Hook} hook.")]
    private partial void LogTimedOut(string plugin, string route, string hook, TimeSpan timeout);

    [LoggerMessage(3, LogLevel.Critical, "An exception that nobody awaits came out of plugin assembly '{Assembly}'. It is quarantined: its plugins fail until they are replaced.")]
    private partial void LogStray(Exception error, string assembly);

    [LoggerMessage(4, LogLevel.Error, "An exception that nobody awaits came out of a version of plugin assembly '{Assembly}' that is no longer in force.")]
    private partial void LogLateStray(Exception error, string assembly);

    [LoggerMessage(5, LogLevel.Error, "Plugin '{Plugin}' failed on route '{Route}' in its {Hook} hook. {Reason}")]
    private partial void LogMisused(Exception error, string plugin, string route, string hook, string reason);
}
