using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class TemporaryFolderTests : IDisposable
{
    private const string Nowhere = "/dev/null/tmp";

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_temporary_folder_a_gateway_without_plugins_serves()
    {
        await using var upstream = await Upstream.StartAsync();
        _folder.With("gateway.yaml", upstream.Configuration());
        await using var gateway = await RunningGateway.StartProcessAsync(_folder.Path, [("TMPDIR", Nowhere)]);

        Assert.Equal("upstream /orders", await gateway.GetAsync("/orders"));
    }

    [Fact]
    public async Task Without_a_temporary_folder_a_plugin_that_is_needed_ends_the_start_with_the_folder_and_the_way_out()
    {
        _folder.With("gateway.yaml", Mocks.Answering("text"));
        await using var tool = ToolProcess.Start(_folder.Path, [("TMPDIR", Nowhere)], "run", "--urls", "http://127.0.0.1:0");

        var end = await tool.EndAsync();

        Assert.Equal(1, end.ExitCode);
        var message = Assert.Single(end.Errors, line => line.StartsWith("gateway.yaml:", StringComparison.Ordinal));
        Assert.Contains($"the temporary folder '{Nowhere}/' isn't writable", message, StringComparison.Ordinal);
        Assert.Contains("Set TMPDIR", message, StringComparison.Ordinal);
        Assert.True(end.Errors.Count <= 3);
    }
}
