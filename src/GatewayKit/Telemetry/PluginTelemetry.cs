using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Telemetry;

/// <summary>Logs and counts failures of plugins. Meter: <c>GatewayKit</c>.</summary>
internal sealed partial class PluginTelemetry
{
    public const string MeterName = "GatewayKit";

    /// <summary>The hook of unobserved exceptions.</summary>
    private const string NoHook = "none";

    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<(string Plugin, string Hook), StrongBox<long>> _errors = new();

    public PluginTelemetry(ILoggerFactory loggers, IMeterFactory meters)
    {
        _logger = loggers.CreateLogger("GatewayKit.Pipeline");

        // Observable, so that the hooks of loaded plugins begin with 0: an increase of a series that appears with 1 is 0.
        meters.Create(MeterName).CreateObservableCounter(
            "gatewaykit.plugin.errors", Measure, "{error}", "Hooks that threw or timed out, and unobserved exceptions.");
    }

    /// <summary>Begins with 0 for a hook of a loaded plugin.</summary>
    public void Declare(string plugin, string hook) => _errors.TryAdd((plugin, hook), new StrongBox<long>());

    /// <summary>Begins with 0 for the unobserved exceptions of an assembly.</summary>
    public void Declare(string assembly) => Declare(assembly, NoHook);

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
        CountFailure(assembly, NoHook);
        LogUnobserved(error, assembly);
    }

    public void LateUnobservedException(string assembly, Exception error)
    {
        CountFailure(assembly, NoHook);
        LogLateUnobserved(error, assembly);
    }

    /// <summary>Counts a failure that doesn't need its own log line.</summary>
    public void CountFailure(string plugin, string hook)
        => Interlocked.Increment(ref _errors.GetOrAdd((plugin, hook), static _ => new StrongBox<long>()).Value);

    private IEnumerable<Measurement<long>> Measure()
        => _errors.Select(error => new Measurement<long>(
            Interlocked.Read(ref error.Value.Value), new("plugin", error.Key.Plugin),
            new KeyValuePair<string, object?>("hook", error.Key.Hook)));

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
