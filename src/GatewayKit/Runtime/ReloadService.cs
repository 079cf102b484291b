using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Runtime;

/// <summary>Reloads the sources of configuration and of plugins that change, one after the other.</summary>
internal sealed partial class ReloadService(SourceChanges changes, ReloadCoordinator reloads, ILogger<ReloadService> logger)
    : BackgroundService
{
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A source that throws must not end the watch of the others.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var change in changes.Reported.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                try
                {
                    await (change.Source is { } source
                        ? reloads.ReloadAsync(source, stoppingToken)
                        : reloads.ReloadPluginsAsync(stoppingToken)).ConfigureAwait(false);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    LogFailed(error, change.Name);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host is stopping.
        }
    }

    [LoggerMessage(40, LogLevel.Error, "Source '{Source}' could not be read again; its last valid version stays active.")]
    private partial void LogFailed(Exception error, string source);
}
