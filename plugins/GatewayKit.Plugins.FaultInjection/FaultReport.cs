using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.FaultInjection;

/// <summary>Counts the faults, and logs their number at most once a minute.</summary>
internal sealed partial class FaultReport(string entry, TimeProvider time, IMeterFactory meters, ILogger logger)
{
    private static readonly KeyValuePair<string, object?> s_delay = new("fault", "delay");
    private static readonly KeyValuePair<string, object?> s_abort = new("fault", "abort");
    private static readonly KeyValuePair<string, object?> s_skipped = new("fault", "skipped");

    private readonly Counter<long> _faults = meters.Create("GatewayKit").CreateCounter<long>(
        "gatewaykit.faults", "{fault}", "Injected faults: delay, abort, or skipped because too many requests were delayed.");

    private readonly LogThrottle _throttle = new(time);
    private long _delayed;
    private long _aborted;

    public void Delayed()
    {
        _faults.Add(1, new("entry", entry), s_delay);
        Interlocked.Increment(ref _delayed);
        LogIfDue();
    }

    public void Aborted()
    {
        _faults.Add(1, new("entry", entry), s_abort);
        Interlocked.Increment(ref _aborted);
        LogIfDue();
    }

    public void Skipped() => _faults.Add(1, new("entry", entry), s_skipped);

    public void Stopped(bool isStopped)
    {
        if (isStopped)
            LogStopped(entry);
        else
            LogStarted(entry);
    }

    private void LogIfDue()
    {
        if (_throttle.IsDue())
            LogFaults(entry, Interlocked.Exchange(ref _delayed, 0), Interlocked.Exchange(ref _aborted, 0));
    }

    [LoggerMessage(1, LogLevel.Warning, "Fault injection '{Entry}' delayed {Delayed} and aborted {Aborted} requests.")]
    private partial void LogFaults(string entry, long delayed, long aborted);

    [LoggerMessage(2, LogLevel.Information, "Fault injection '{Entry}' was stopped by a command.")]
    private partial void LogStopped(string entry);

    [LoggerMessage(3, LogLevel.Information, "Fault injection '{Entry}' was started by a command.")]
    private partial void LogStarted(string entry);
}
