using System.Diagnostics.CodeAnalysis;
using GatewayKit.Portal.Content;
using GatewayKit.Statistics;
using GatewayKit.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Portal.Usage;

/// <summary>Lets the statistics count the operations of the current documents. The content is looked at once a second, because not only the
/// configuration changes it, but also files and upstreams.</summary>
internal sealed partial class OperationWatch(
    PortalContents contents, UsageCollector usage, PortalAccountOptions options, StoreOptions store, TimeProvider time,
    ILogger<OperationWatch> logger) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private PortalContent? _content;
    private bool _hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.OperationStatistics || !store.Statistics.IsEnabled)
            return;

        try
        {
            using var timer = new PeriodicTimer(s_interval, time);
            do
                await UpdateAsync(stoppingToken).ConfigureAwait(false);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "The last documents stay in use, and the next attempt reads them again.")]
    private async Task UpdateAsync(CancellationToken cancellation)
    {
        try
        {
            // The fetch of a document takes its time, also if the host is stopping.
            var content = await contents.GetAsync(cancellation).AsTask().WaitAsync(cancellation).ConfigureAwait(false);
            if (content is not null && !ReferenceEquals(content, _content))
                usage.Operations = OperationIndex.Of(content);
            (_content, _hasFailed) = (content, false);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            if (!_hasFailed)
                LogFailed(error.Message);
            _hasFailed = true;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The statistics can't read the operations of the APIs; those before stay in use. {Reason}")]
    private partial void LogFailed(string reason);
}
