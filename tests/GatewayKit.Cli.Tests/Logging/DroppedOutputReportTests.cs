using System.Diagnostics.Metrics;
using GatewayKit.Cli.Logging;
using GatewayKit.Cli.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Cli.Tests.Logging;

public sealed class DroppedOutputReportTests
{
    [Fact]
    public async Task Dropped_messages_are_a_metric_while_the_stream_is_still_blocked()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var stream = new BlockedWriter();
        await using var writer = new DroppingWriter(stream, "stderr", capacity: 1);
        _ = new DroppedOutputReport([writer], services.GetRequiredService<IMeterFactory>(), NullLogger<DroppedOutputReport>.Instance);
        writer.Write("first");
        writer.Write("second");
        writer.Write("third");

        Assert.Equal(2, Read("gatewaykit.log.dropped", services.GetRequiredService<IMeterFactory>()));
        stream.Release();
        Assert.True(writer.End(Bound.Time));
    }

    private static long Read(string instrument, IMeterFactory meters)
    {
        var sum = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (found, self) =>
            {
                if (found.Name == instrument && found.Meter.Scope == meters)
                    self.EnableMeasurementEvents(found);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => sum += value);
        listener.Start();
        listener.RecordObservableInstruments();
        return sum;
    }
}
