using GatewayKit.AccessLog;
using GatewayKit.Plugins.FileLog;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Plugins.Tests.AccessLog;

public sealed class LogQueueTests
{
    [Fact]
    public async Task The_bytes_that_wait_are_limited_too()
    {
        using var meters = new FakeMeters();
        var written = new WrittenLines();
        await using (var log = Log(written, meters, new QueueLimits { Bytes = 100, Batch = 1000, Interval = TimeSpan.FromMinutes(1) }))
        {
            for (var i = 0; i < 10; i++)
                log.OnCompleted(new FakeContext('?' + new string('a', 30)));
        }

        // A line has 30 characters and its end.
        Assert.Equal(3, written.Count);
    }

    [Fact]
    public async Task Disposing_ends_even_if_the_target_never_does()
    {
        using var meters = new FakeMeters();
        using var stuck = new StuckTarget();
        var log = Log(stuck, meters, new QueueLimits { Interval = TimeSpan.FromMilliseconds(1), End = TimeSpan.FromMilliseconds(50) });
        log.OnCompleted(new FakeContext());

        await log.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.False(stuck.HasEnded);
    }

    [Fact]
    public async Task After_its_end_an_exchange_is_dropped()
    {
        using var meters = new FakeMeters();
        var written = new WrittenLines();
        var log = Log(written, meters, new QueueLimits());
        await log.DisposeAsync();

        log.OnCompleted(new FakeContext());

        Assert.Equal(0, written.Count);
    }

    private static AccessLogWriter Log(ILogTarget target, FakeMeters meters, QueueLimits limits)
    {
        var options = new FileLogOptions { Path = "a.log", Format = "{query}" };
        var placement = new PluginPlacement { Plugin = "file-log", Scope = PluginScope.Global };
        return new AccessLogWriter(options, LogFormat.Of(options), target,
            new LogTelemetry(placement, meters, TimeProvider.System, NullLogger.Instance), limits, TimeProvider.System);
    }
}
