using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Store.Revisions;

/// <summary>Removes old revisions at the start, and then in an interval, if the history has a limit.</summary>
internal sealed partial class HistoryTrim(RevisionHistory history, StoreOptions options, TimeProvider time, ILogger<HistoryTrim> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(10);

    private bool _hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.History.IsLimited)
            return;

        try
        {
            using var timer = new PeriodicTimer(s_interval, time);
            do
                await TrimAsync(stoppingToken).ConfigureAwait(false);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The next attempt, or another node, does it.")]
    private async Task TrimAsync(CancellationToken cancellation)
    {
        try
        {
            if (await history.TrimAsync(cancellation).ConfigureAwait(false) is (var oldest, > 0 and var removed))
                LogTrimmed(oldest, removed);
            _hasFailed = false;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            if (!_hasFailed)
                LogNotTrimmed(error.Message);
            _hasFailed = true;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The history of the store begins at revision {Oldest}; {Removed} rows before it were removed.")]
    private partial void LogTrimmed(long oldest, long removed);

    [LoggerMessage(2, LogLevel.Warning, "Old revisions of the store can't be removed yet. {Reason}")]
    private partial void LogNotTrimmed(string reason);
}
