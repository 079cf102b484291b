using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class ReloadTests : IDisposable
{
    private readonly WorkFolder _folder = new WorkFolder().With("gateway.yaml", Mocks.Answering("one"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_is_replaced_or_rewritten_comes_into_force()
    {
        await using var gateway = await RunningGateway.StartProcessAsync(_folder.Path);
        await gateway.Tool.Errors.NextAsync(" is active: ");
        Assert.Equal("one", await gateway.GetAsync("/text"));

        _folder.With("gateway.yaml.new", Mocks.Answering("two"));
        File.Move(_folder["gateway.yaml.new"], _folder["gateway.yaml"], overwrite: true);
        await gateway.Tool.Errors.NextAsync(" is active: ");
        Assert.Equal("two", await gateway.GetAsync("/text"));

        _folder.With("gateway.yaml", Mocks.Answering("three"));
        await gateway.Tool.Errors.NextAsync(" is active: ");
        Assert.Equal("three", await gateway.GetAsync("/text"));
    }

    [Fact]
    public async Task A_bad_change_is_reported_whole_and_the_last_good_keeps_serving_until_it_is_mended()
    {
        await using var gateway = await RunningGateway.StartProcessAsync(_folder.Path);

        _folder.With("gateway.yaml", Mocks.Broken);
        Assert.Contains("gateway.yaml:2:", await gateway.Tool.Errors.NextAsync("route: it is unknown."), StringComparison.Ordinal);
        Assert.Contains("gateway.yaml:1:", await gateway.Tool.Errors.NextAsync("no plugin is named 'mok'"), StringComparison.Ordinal);
        await gateway.Tool.Errors.NextAsync("its last valid version stays active");
        Assert.Equal("one", await gateway.GetAsync("/text"));

        _folder.With("gateway.yaml", Mocks.Answering("two"));
        await gateway.Tool.Errors.NextAsync(" is active: ");
        Assert.Equal("two", await gateway.GetAsync("/text"));
    }

    [Fact]
    public async Task A_restart_with_a_broken_file_serves_the_last_good_and_says_so()
    {
        await using (await RunningGateway.StartProcessAsync(_folder.Path))
            _folder.With("gateway.yaml", Mocks.Broken);

        await using var restarted = await RunningGateway.StartProcessAsync(_folder.Path);

        Assert.Equal("one", await restarted.GetAsync("/text"));
        await restarted.Tool.Errors.NextAsync("no plugin is named 'mok'");
        await restarted.Tool.Errors.NextAsync("serving the last valid configuration");
    }

    [Fact]
    public async Task A_first_start_with_a_broken_file_lists_every_error_and_ends()
    {
        _folder.With("gateway.yaml", Mocks.Broken);

        var end = await ToolProcess.RunAsync(_folder.Path, "run", "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.Equal(["gateway.yaml:1:54", "gateway.yaml:2:1"],
            end.Errors.Where(e => e.StartsWith("gateway.yaml", StringComparison.Ordinal)).Select(e => e.Split(": ")[0]));
    }
}
