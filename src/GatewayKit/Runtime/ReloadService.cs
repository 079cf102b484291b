using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Runtime;

/// <summary>Watches the sources of configuration and of plugins and reloads those that change, one after the other.</summary>
internal sealed partial class ReloadService(
    ConfigSources sources, GatewayPlugins plugins, ReloadCoordinator reloads, ILogger<ReloadService> logger) : BackgroundService
{
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A source that throws must not end the watch of the others.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var changed = Channel.CreateUnbounded<Change>(new UnboundedChannelOptions { SingleReader = true });
        var watches = sources.All
            .Select(s => (Token: (Func<IChangeToken>)s.Source.GetChangeToken,
                Change: new Change(s.Source.Name, stop => reloads.ReloadAsync(s.Source, stop))))
            .Concat(plugins.Sources.Select(
                p => (Token: (Func<IChangeToken>)p.GetChangeToken, Change: new Change("plugins", reloads.ReloadPluginsAsync))))
            .Select(w => ChangeToken.OnChange(w.Token, () => changed.Writer.TryWrite(w.Change)))
            .ToArray();
        try
        {
            await foreach (var change in changed.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                try
                {
                    await change.ReloadAsync(stoppingToken).ConfigureAwait(false);
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
        finally
        {
            foreach (var watch in watches)
                watch.Dispose();
        }
    }

    [LoggerMessage(40, LogLevel.Error, "Source '{Source}' could not be read again; its last valid version stays active.")]
    private partial void LogFailed(Exception error, string source);

    private sealed record Change(string Name, Func<CancellationToken, Task> ReloadAsync);
}
