using GatewayKit.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Cli.Mocking;

/// <summary>Has the gateway read its configuration again when a file that it names has other content than at the beginning.</summary>
internal sealed class MockWatch : BackgroundService
{
    private const int MaxBytes = 64 << 20;

    private readonly List<FileWatch> _watches;
    private readonly IConfigurationRoot _configuration;
    private readonly TimeProvider _time;

    public MockWatch(IEnumerable<string> files, IConfigurationRoot configuration, TimeProvider time)
    {
        _watches = [.. files.Select(file => new FileWatch(Path.GetFullPath(file), MaxBytes, time))];
        _configuration = configuration;
        _time = time;

        // What two looks in a row have seen is known.
        _watches.ForEach(watch => watch.Poll());
        _watches.ForEach(watch => watch.Poll());
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(FileConfigSource.DefaultPollInterval, _time);
        while (await ticks.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (_watches.Select(watch => watch.Poll()).ToList().Contains(true))
                _configuration.Reload();
        }
    }
}
