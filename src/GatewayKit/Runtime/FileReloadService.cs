using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Runtime;

/// <summary>Reloads the configuration when a file that a plugin read has new content.</summary>
internal sealed partial class FileReloadService(
    WatchedFiles files, FileReloadSettings settings, ReloadCoordinator reloads, ILogger<FileReloadService> logger) : BackgroundService
{
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A reload that throws must not end the watch.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.IsEnabled)
            return;

        // Uses the system's clock, because the times of files do.
        using var ticks = new PeriodicTimer(FileConfigSource.DefaultPollInterval, TimeProvider.System);
        try
        {
            while (await ticks.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                try
                {
                    if (!files.IsEmpty && files.Poll() is [var first, ..] changed)
                        await reloads
                            .ReloadFilesAsync(changed.Count == 1 ? first : $"{first} and {changed.Count - 1} more file(s)", stoppingToken)
                            .ConfigureAwait(false);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    LogFailed(error);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host is stopping.
        }
    }

    [LoggerMessage(41, LogLevel.Error, "The reload after a change of a plugin's file failed; the last valid configuration stays active.")]
    private partial void LogFailed(Exception error);
}
