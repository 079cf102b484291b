using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class FullDiskTests : IDisposable
{
    // Every write to a file fails, as on a full disk. Without the switch the runtime would write its own code to a file in memory.
    private const string FullDisk = $"{Survivable}; ulimit -f 0";
    private const string Survivable = "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0";

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_disk_stops_neither_traffic_nor_reloads()
    {
        await using var upstream = await Upstream.StartAsync();
        _folder.With("gateway.yaml", upstream.Configuration());
        await using var tool = ToolProcess.StartInShell(_folder.Path, FullDisk, "run", "--urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = await tool.ListeningAsync(), Timeout = Bound.Time };
        await tool.Errors.NextAsync("The last valid configuration could not be stored");

        Assert.Equal("upstream /orders", await client.GetStringAsync(new Uri("/orders", UriKind.Relative)));
        _folder.With("gateway.yaml", upstream.Configuration(more: "consumers: { alice: {} }"));
        await tool.Errors.NextAsync(" is active: ");
        Assert.Equal("upstream /orders", await client.GetStringAsync(new Uri("/orders", UriKind.Relative)));
    }

    [Fact]
    public async Task A_full_disk_stops_no_exchange_that_is_recorded_and_is_reported_once()
    {
        await using var upstream = await Upstream.StartAsync();
        _folder.With("gateway.yaml",
            upstream.Configuration("plugins: [ { name: record, options: { file: fixtures.json, writeInterval: 10ms } } ]"));
        await using var tool = ToolProcess.StartInShell(_folder.Path, Survivable, "run", "--urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = await tool.ListeningAsync(), Timeout = Bound.Time };

        await tool.LimitFilesAsync("0");
        Assert.Equal("upstream /first", await client.GetStringAsync(new Uri("/first", UriKind.Relative)));
        await tool.Errors.NextAsync("Recorded exchanges can't be written to 'fixtures.json'");
        Assert.Equal("upstream /second", await client.GetStringAsync(new Uri("/second", UriKind.Relative)));
        await tool.SignalAsync("TERM");

        Assert.Single(await tool.Errors.AllAsync(), line => line.Contains("can't be written", StringComparison.Ordinal));
        Assert.Equal([_folder["gateway.yaml"], _folder["gateway.yaml.last-good"]],
            Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_could_not_be_recorded_on_a_full_disk_is_written_once_there_is_room()
    {
        await using var upstream = await Upstream.StartAsync();
        _folder.With("gateway.yaml",
            upstream.Configuration("plugins: [ { name: record, options: { file: fixtures.json, writeInterval: 10ms } } ]"));
        await using var tool = ToolProcess.StartInShell(_folder.Path, Survivable, "run", "--urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = await tool.ListeningAsync(), Timeout = Bound.Time };

        await tool.LimitFilesAsync("0");
        await client.GetStringAsync(new Uri("/orders", UriKind.Relative));
        await tool.Errors.NextAsync("Recorded exchanges can't be written to 'fixtures.json'");
        await tool.LimitFilesAsync("unlimited");
        await tool.SignalAsync("TERM");
        await tool.Errors.AllAsync();

        Assert.Contains("/orders", await File.ReadAllTextAsync(_folder["fixtures.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_stops_no_exchange_that_is_logged_and_lines_are_written_once_there_is_room()
    {
        await using var upstream = await Upstream.StartAsync();
        _folder.With("gateway.yaml",
            upstream.Configuration("plugins: [ { name: file-log, options: { path: access.log, format: '{path}' } } ]"));
        await using var tool = ToolProcess.StartInShell(_folder.Path, Survivable, "run", "--urls", "http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = await tool.ListeningAsync(), Timeout = Bound.Time };

        await tool.LimitFilesAsync("0");
        Assert.Equal("upstream /lost", await client.GetStringAsync(new Uri("/lost", UriKind.Relative)));
        await tool.Errors.NextAsync("couldn't write 1 lines");
        await tool.LimitFilesAsync("unlimited");
        Assert.Equal("upstream /kept", await client.GetStringAsync(new Uri("/kept", UriKind.Relative)));
        await tool.SignalAsync("TERM");
        await tool.Errors.AllAsync();

        Assert.Equal("/kept\n", await File.ReadAllTextAsync(_folder["access.log"]));
    }
}
