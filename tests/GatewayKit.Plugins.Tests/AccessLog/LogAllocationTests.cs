using GatewayKit.AccessLog;
using GatewayKit.Plugins.FileLog;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Plugins.Tests.AccessLog;

public sealed class LogAllocationTests
{
    [Theory]
    [InlineData("json")]
    [InlineData("combined")]
    public void Writing_a_line_does_not_allocate(string format)
    {
        var options = new FileLogOptions { Path = "a.log", Format = format };
        var lines = LogFormat.Of(options);
        var pool = new LogPool(lines, 10);
        var context = new FakeContext("?page=2&size=10");
        context.Http.Request.Method = "GET";
        context.Http.Request.Path = "/orders/7";
        context.Http.Request.Headers.UserAgent = "tests/1";

        void Write()
        {
            var line = pool.Rent();
            lines.Write(context, line);
            pool.Return(line);
        }

        Write();
        Assert.Equal(0, AllocatedBytes.Of(Write));
    }

    [Fact]
    public async Task Offering_a_line_does_not_allocate()
    {
        using var meters = new FakeMeters();
        var options = new FileLogOptions { Path = "a.log" };
        var placement = new PluginPlacement { Plugin = "file-log", Scope = PluginScope.Global };
        await using var log = new AccessLogWriter(
            options, LogFormat.Of(options), new NoTarget(), new LogTelemetry(placement, meters, TimeProvider.System, NullLogger.Instance),
            new QueueLimits { Lines = 4, Interval = TimeSpan.FromMinutes(1), Batch = 5 }, TimeProvider.System);
        var context = new FakeContext("?page=2");

        // With a full queue, lines are dropped: they return to the pool.
        for (var i = 0; i < 10; i++)
            log.OnCompleted(context);

        Assert.Equal(0, AllocatedBytes.Of(() => log.OnCompleted(context)));
    }
}
