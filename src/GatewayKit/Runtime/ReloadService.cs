using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Runtime;

/// <summary>Watches the sources and reloads those that change, one after the other.</summary>
internal sealed partial class ReloadService(GatewayRuntime runtime, ILogger<ReloadService> logger) : BackgroundService
{
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A source that throws must not end the watch over the others.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var changed = Channel.CreateUnbounded<SourceState>(new UnboundedChannelOptions { SingleReader = true });
        var watches = runtime.Sources
            .Select(source => ChangeToken.OnChange(source.Source.GetChangeToken, () => changed.Writer.TryWrite(source)))
            .ToArray();
        try
        {
            await foreach (var source in changed.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                try
                {
                    await runtime.ReloadAsync(source, stoppingToken).ConfigureAwait(false);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    LogFailed(error, source.Source.Name);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
        finally
        {
            foreach (var watch in watches)
                watch.Dispose();
        }
    }

    [LoggerMessage(40, LogLevel.Error, "Source '{Source}' could not be read again; its last good version keeps serving.")]
    private partial void LogFailed(Exception error, string source);
}
