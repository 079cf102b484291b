using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using GatewayKit.Compilation;
using GatewayKit.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Pipeline;

/// <summary>
/// A bulkhead around hooks that block their threads. It checks from its own thread, because the pool may have none left.
/// If the host allows that, the pool gets more threads for the blocked ones.
/// An entry that blocks too many for too long on a route gets no more requests until it blocks fewer.
/// </summary>
internal sealed partial class BlockedThreadMonitor : IHostedService, IDisposable
{
    /// <summary>The maximum number of threads that an entry may block on a route for three seconds.</summary>
    public static readonly int Limit = Math.Max(8, 4 * Environment.ProcessorCount);

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The number of checks that must find a thread in the same hook to count it as blocked.
    /// Checks, not time: a paused machine doesn't block threads.
    /// </summary>
    private const int Looks = 2;

    /// <summary>
    /// The number of checks, three seconds, after which an entry blocks too long.
    /// A one-time event, such as a compilation, may take longer than a check.
    /// </summary>
    private const int TooManyLooks = 12;

    private const int MostReplaced = 128;

    private readonly Lock _lock = new();
    private readonly ILogger<BlockedThreadMonitor> _logger;
    private readonly bool _replaces;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<PipelineEntry> _full = [];
    private (PipelineEntry Entry, long Since)[] _blocked = [];
    private (int Workers, int Completions)? _minimum;
    private long _now;
    private Thread? _thread;
    private bool _isDisposed;

    public BlockedThreadMonitor(ILogger<BlockedThreadMonitor> logger, IMeterFactory meters, ThreadReplacement replacement)
    {
        _logger = logger;
        _replaces = replacement.IsEnabled;
        meters.Create(PluginTelemetry.MeterName).CreateObservableGauge(
            "gatewaykit.plugin.threads.blocked", Measure, "{thread}", "Threads that are blocked in a hook.");
    }

    /// <summary>The number of checks.</summary>
    public long Now => _now;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "GatewayKit hook watch" };
        _thread.Start();
        return Task.CompletedTask;
    }

    /// <summary>May come after <see cref="Dispose"/>: a host that is stopped from outside while it shuts down by itself stops its services
    /// twice.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_isDisposed)
                _stopping.Cancel();
        }

        return Task.CompletedTask;
    }

    /// <summary>Called twice, because the monitor is a hosted service and also a service that other services use.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;

            _isDisposed = true;
            _stopping.Cancel();
        }

        _thread?.Join();
        _stopping.Dispose();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The monitor protects the gateway: a logger that throws must not end the thread and with it the process.")]
    private void Run()
    {
        while (!_stopping.Token.WaitHandle.WaitOne(s_interval))
        {
            try
            {
                Look();
            }
            catch (Exception)
            {
                // The action was taken although it couldn't be logged.
            }
        }

        Replace(0);
    }

    private void Look()
    {
        Volatile.Write(ref _now, _now + 1);
        var blocked = new List<(PipelineEntry Entry, long Since)>();
        HookThread.Find(this, _now - Looks, blocked);
        if (blocked.Count == 0 && _blocked.Length == 0)
            return;

        _blocked = [.. blocked];
        Replace(blocked.Count);
        foreach (var (entry, _) in blocked)
        {
            // Threads that were blocked before a reload count, too; each version of the entry is disabled once it blocks a thread itself.
            if (!entry.IsBlocked && CountLong(entry) is var count && count >= Limit)
            {
                _full.Add(entry);
                entry.IsBlocked = true;
                LogFull(entry.Name, entry.RouteId, count, Limit);
            }
        }

        foreach (var entry in _full.Where(e => CountLong(e) < Limit).ToList())
        {
            _full.Remove(entry);
            entry.IsBlocked = false;
            LogFree(entry.Name, entry.RouteId, Limit);
        }
    }

    private int CountLong(PipelineEntry entry) => _blocked.Count(b => b.Since < _now - TooManyLooks && b.Entry.IsSame(entry));

    /// <summary>
    /// Lets the pool create threads immediately for the blocked ones, and for as many that may be next, instead of one or two per second.
    /// Work that waits behind many blocking requests runs after a few checks.
    /// </summary>
    private void Replace(int blocked)
    {
        if (!_replaces)
            return;

        if (blocked > 0 && _minimum is null)
        {
            ThreadPool.GetMinThreads(out var workers, out var completions);
            _minimum = (workers, completions);
        }

        if (_minimum is not { } minimum)
            return;

        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.SetMinThreads(
            blocked == 0 ? minimum.Workers : Math.Min(most, minimum.Workers + Math.Min(MostReplaced, (2 * blocked) + Limit)),
            minimum.Completions);
        if (blocked == 0)
            _minimum = null;
    }

    private IEnumerable<Measurement<int>> Measure()
        => _blocked.GroupBy(b => (b.Entry.Name, b.Entry.RouteId)).Select(b => new Measurement<int>(
            b.Count(), new KeyValuePair<string, object?>("plugin", b.Key.Name), new KeyValuePair<string, object?>("route", b.Key.RouteId)));

    [LoggerMessage(1, LogLevel.Error,
        "Plugin '{Plugin}' blocks {Count} threads on route '{Route}' and is disabled there; the route responds with 503 until the plugin "
            + "blocks fewer than {Limit}.")]
    private partial void LogFull(string plugin, string route, int count, int limit);

    [LoggerMessage(2, LogLevel.Warning, "Plugin '{Plugin}' blocks fewer than {Limit} threads on route '{Route}' again and is enabled.")]
    private partial void LogFree(string plugin, string route, int limit);
}
