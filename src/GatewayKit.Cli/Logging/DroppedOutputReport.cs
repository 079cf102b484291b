using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Logging;

/// <summary>Reports output that was dropped: in the log once a stream accepts text again, and as a metric at any time.</summary>
internal sealed partial class DroppedOutputReport : IHostedService
{
    private readonly DroppingWriter[] _writers;
    private readonly ILogger<DroppedOutputReport> _logger;

    public DroppedOutputReport(IEnumerable<DroppingWriter> writers, IMeterFactory meters, ILogger<DroppedOutputReport> logger)
    {
        (_writers, _logger) = ([.. writers], logger);
        meters.Create("GatewayKit").CreateObservableCounter(
            "gatewaykit.log.dropped",
            () => _writers.Select(Measure), "{message}", "Messages that weren't written because a stream was blocked or failed.");
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var writer in _writers)
            writer.Recovered = count => LogDropped(count, writer.Name);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Measurement<long> Measure(DroppingWriter writer)
        => new(writer.Dropped, new KeyValuePair<string, object?>("stream", writer.Name));

    [LoggerMessage(1, LogLevel.Warning, "{Count} log messages dropped: '{Stream}' was blocked or could not be written to.")]
    private partial void LogDropped(long count, string stream);
}
