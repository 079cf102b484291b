using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests.Logging;

public sealed class StalledReaderTests : IDisposable
{
    // stderr is a pipe whose reader is there, never reads, and has no room left.
    private const string FullPipe =
        "mkfifo full && exec 3<>full; dd if=/dev/zero of=full oflag=nonblock bs=1024 count=4096 2>/dev/null; exec 2>full";

    private readonly WorkFolder _folder = new WorkFolder().With("gateway.yaml", Mocks.Answering("text", "/text/{**rest}"));
    private readonly SocketClient _gateway;
    private readonly SocketClient _admin;

    public StalledReaderTests()
    {
        _gateway = new SocketClient(_folder["gateway.sock"]);
        _admin = new SocketClient(_folder["admin.sock"]);
    }

    public void Dispose()
    {
        _gateway.Dispose();
        _admin.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Traffic_and_health_checks_go_on_while_nothing_reads_stderr_and_the_loss_is_reported_later()
    {
        await using var tool = ToolProcess.StartUnread(_folder.Path, [], Arguments);

        await OverflowAsync();
        Assert.Equal("live\n", await _admin.GetAsync("/healthz/live"));

        tool.ReadErrors();
        await tool.Errors.NextAsync("log messages dropped: 'stderr' was blocked");
    }

    [Fact]
    public async Task A_gateway_stops_although_nothing_reads_stderr()
    {
        await using var tool = ToolProcess.StartUnread(_folder.Path, [], Arguments);
        await OverflowAsync();

        await tool.SignalAsync("INT");

        Assert.Equal(0, await tool.ExitAsync());
    }

    [Fact]
    public async Task A_gateway_starts_and_stops_although_stderr_is_full_from_the_start()
    {
        await using var tool = ToolProcess.StartInShell(_folder.Path, FullPipe, Arguments);

        await tool.Output.NextAsync("GatewayKit is listening on ");
        await tool.SignalAsync("INT");

        Assert.Equal(0, await tool.ExitAsync());
    }

    [Fact]
    public async Task A_gateway_serves_and_stops_where_its_output_can_not_be_written()
    {
        await using var tool = ToolProcess.StartInShell(_folder.Path, "exec >/dev/full 2>/dev/full", Arguments);

        await OverflowAsync();
        Assert.Equal("live\n", await _admin.GetAsync("/healthz/live"));
        await tool.SignalAsync("INT");

        Assert.Equal(0, await tool.ExitAsync());
    }

    private string[] Arguments => ["run", "--urls", _gateway.Url, "--admin-urls", _admin.Url, "--log-level", "Trace"];

    /// <summary>Has the gateway log several megabytes: a pipe holds 64 KB, and the tool keeps about a million characters.</summary>
    private async Task OverflowAsync()
    {
        await _admin.SucceedsAsync("/healthz/ready");
        var ignored = new string('x', 4000);
        for (var i = 0; i < 600; i++)
            Assert.Equal("text", await _gateway.GetAsync($"/text/{ignored}"));
    }
}
