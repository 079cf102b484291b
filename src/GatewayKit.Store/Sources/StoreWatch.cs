using System.Diagnostics.CodeAnalysis;
using GatewayKit.Store.Database;
using GatewayKit.Store.Nodes;
using GatewayKit.Store.Revisions;
using GatewayKit.Store.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Store.Sources;

/// <summary>
/// Reads new revisions for the gateway, and reports those of this node. It waits for notifications, and asks the database in an interval,
/// so that a lost notification only delays a revision.
/// </summary>
internal sealed partial class StoreWatch(
    StoreContents contents, StoreConfigSource source, NodeReports reports, StoreSignal signal, StoreDatabase database,
    StoreOptions options, TimeProvider time, StoreTelemetry telemetry, ILogger<StoreWatch> logger) : BackgroundService
{
    /// <summary>The maximum time between two reports of a node.</summary>
    private static readonly TimeSpan s_reportInterval = TimeSpan.FromSeconds(10);

    /// <summary>The maximum time of the removal of the report when the node stops.</summary>
    private static readonly TimeSpan s_removalTime = TimeSpan.FromSeconds(5);

    private NodeState? _reported;
    private StoreContent? _seen;
    private long _reportTime;
    private bool _isLost;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = ListenAsync(stoppingToken);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                signal.Reset();
                await StepAsync(stoppingToken).ConfigureAwait(false);
                await WaitAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }

        await listening.ConfigureAwait(false);
        await EndAsync().ConfigureAwait(false);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Nothing that the database does may end the watch; the next step tries again.")]
    private async Task StepAsync(CancellationToken cancellation)
    {
        try
        {
            var start = time.GetTimestamp();
            var content = await contents.ReadLatestAsync(cancellation).ConfigureAwait(false);
            telemetry.Read();
            if (_isLost)
                LogFound(database.Provider.DisplayName);
            _isLost = false;
            source.Offer(content, start);
            await ReportAsync(content, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            if (!_isLost)
                LogLost(database.Provider.DisplayName, error.Message);
            _isLost = true;
            telemetry.NotRead();
        }
    }

    private async Task ReportAsync(StoreContent content, CancellationToken cancellation)
    {
        var state = source.State;
        var isNew = !state.Equals(_reported) || !ReferenceEquals(content, _seen);
        if (state.Equals(_reported) && time.GetElapsedTime(_reportTime) < s_reportInterval)
        {
            if (isNew)
                signal.Fire();
            _seen = content;
            return;
        }

        await reports.WriteAsync(state, cancellation).ConfigureAwait(false);
        (_reported, _seen, _reportTime) = (state, content, time.GetTimestamp());
        if (isNew)
            signal.Fire();
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(signal.Woken, Task.Delay(options.PollInterval ?? database.Provider.PollInterval, time, end.Token))
            .ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "While there are no notifications, the database is asked in an interval.")]
    private async Task ListenAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await database.Provider.ListenAsync(signal.Wake, cancellation).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                if (cancellation.IsCancellationRequested)
                    return;
                LogNotListening(error.Message);
            }

            await Task.Delay(database.Provider.PollInterval, time, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The report ends by itself after a while.")]
    private async Task EndAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(s_removalTime);
            if (!_isLost)
                await reports.RemoveAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogNotListening(error.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Error,
        "The store '{Store}' doesn't answer; its last valid revision stays active. {Reason}")]
    private partial void LogLost(string store, string reason);

    [LoggerMessage(2, LogLevel.Information, "The store '{Store}' answers again.")]
    private partial void LogFound(string store);

    [LoggerMessage(3, LogLevel.Debug, "The store doesn't notify: {Reason}")]
    private partial void LogNotListening(string reason);
}
