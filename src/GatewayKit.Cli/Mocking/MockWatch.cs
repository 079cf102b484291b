using GatewayKit.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Cli.Mocking;

/// <summary>Has the gateway read its configuration again when a file that it names has new content.</summary>
internal sealed class MockWatch(IEnumerable<string> files, IConfigurationRoot configuration, TimeProvider time) : BackgroundService
{
    private const int MaxBytes = 64 << 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watches = files.Select(file => new FileWatch(Path.GetFullPath(file), MaxBytes, time)).ToList();

        // The first look only learns what the gateway has read at its start.
        watches.ForEach(watch => watch.Poll());
        watches.ForEach(watch => watch.Poll());
        using var ticks = new PeriodicTimer(FileConfigSource.DefaultPollInterval, time);
        while (await ticks.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (watches.Select(watch => watch.Poll()).ToList().Contains(true))
                configuration.Reload();
        }
    }
}
