using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class FullDiskTests : IDisposable
{
    // Every write to a file fails, as on a full disk. Without the switch the runtime would write its own code to a file in memory.
    private const string FullDisk = "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 0";

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_disk_stops_neither_traffic_nor_reloads()
    {
        await using var upstream = await Upstream.StartAsync();
        _folder.With("gateway.yaml", upstream.Configuration());
        await using var tool = ToolProcess.StartInShell(_folder.Path, FullDisk, "run", "--urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = await tool.ListeningAsync(), Timeout = Bound.Time };
        await tool.Errors.NextAsync("The last good configuration could not be kept");

        Assert.Equal("upstream /orders", await client.GetStringAsync(new Uri("/orders", UriKind.Relative)));
        _folder.With("gateway.yaml", upstream.Configuration(more: "consumers: { alice: {} }"));
        await tool.Errors.NextAsync(" is active: ");
        Assert.Equal("upstream /orders", await client.GetStringAsync(new Uri("/orders", UriKind.Relative)));
    }
}
