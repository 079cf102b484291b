using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using GatewayKit.Compilation;
using GatewayKit.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Pipeline;

/// <summary>
/// A bulkhead around hooks that block their threads. It looks from a thread of its own, as the pool may have none left: the pool gets others for
/// those that are blocked, and an entry that blocks too many for too long on a route gets no more requests until it blocks fewer.
/// </summary>
internal sealed partial class BlockedThreadMonitor : IHostedService, IDisposable
{
    /// <summary>How many threads an entry may block on a route for three seconds.</summary>
    public static readonly int Limit = Math.Max(8, 4 * Environment.ProcessorCount);

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// A thread that so many looks have found in the same hook is blocked. Looks, not time: while the machine stands still, nothing blocks.
    /// </summary>
    private const int Looks = 2;

    /// <summary>
    /// So many, three seconds, are too many. What happens once, such as to compile something while others wait for it, may take longer than a look.
    /// </summary>
    private const int TooManyLooks = 12;

    private const int MostReplaced = 128;

    private readonly ILogger<BlockedThreadMonitor> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<PipelineEntry> _full = [];
    private (PipelineEntry Entry, long Since)[] _blocked = [];
    private (int Workers, int Completions)? _minimum;
    private long _now;
    private Thread? _thread;
    private bool _isDisposed;

    public BlockedThreadMonitor(ILogger<BlockedThreadMonitor> logger, IMeterFactory meters)
    {
        _logger = logger;
        meters.Create(PluginTelemetry.MeterName).CreateObservableGauge(
            "gatewaykit.plugin.threads.blocked", Measure, "{thread}", "Threads that are blocked in a hook.");
    }

    /// <summary>How often it has looked.</summary>
    public long Now => _now;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "GatewayKit hook watch" };
        _thread.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        return Task.CompletedTask;
    }

    /// <summary>Called twice, as it is a hosted service and one that others ask for.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        _stopping.Cancel();
        _thread?.Join();
        _stopping.Dispose();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "It is there so that the gateway lives: a log that throws must not end the thread, and with it the process.")]
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
                // What could not be said has been done nevertheless.
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
            // Threads count that were blocked before a reload, too; each version of the entry is barred once one of its own is blocked.
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
    /// Has the pool make threads at once for those that are blocked, and for as many as may be next, instead of one or two a second: what waits
    /// behind a flood of requests that block comes to its turn after a few looks.
    /// </summary>
    private void Replace(int blocked)
    {
        if (blocked > 0 && _minimum is null)
        {
            ThreadPool.GetMinThreads(out var workers, out var completions);
            _minimum = (workers, completions);
        }

        if (_minimum is not { } minimum)
            return;

        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.SetMinThreads(blocked == 0 ? minimum.Workers : Math.Min(most, minimum.Workers + Math.Min(MostReplaced, (2 * blocked) + Limit)), minimum.Completions);
        if (blocked == 0)
            _minimum = null;
    }

    private IEnumerable<Measurement<int>> Measure()
        => _blocked.GroupBy(b => (b.Entry.Name, b.Entry.RouteId)).Select(b => new Measurement<int>(
            b.Count(), new KeyValuePair<string, object?>("plugin", b.Key.Name), new KeyValuePair<string, object?>("route", b.Key.RouteId)));

    [LoggerMessage(1, LogLevel.Error, "Plugin '{Plugin}' blocks {Count} threads on route '{Route}'. Its hooks are not called there any more, and the route answers with 503, until it blocks fewer than {Limit}.")]
    private partial void LogFull(string plugin, string route, int count, int limit);

    [LoggerMessage(2, LogLevel.Warning, "Plugin '{Plugin}' blocks fewer than {Limit} threads on route '{Route}' again. Its hooks are called.")]
    private partial void LogFree(string plugin, string route, int limit);
}
