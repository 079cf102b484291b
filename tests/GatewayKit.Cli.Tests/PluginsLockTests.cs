using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class PluginsLockTests : IDisposable
{
    private const string CorrelationId = "GatewayKit.Plugins.CorrelationId";

    private readonly WorkFolder _folder = new();
    private readonly PackageFolder _packages;

    public PluginsLockTests() => _packages = new PackageFolder(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_locked_folder_loads_what_is_listed_and_nothing_else()
    {
        _packages.AddShipped(CorrelationId);
        await PluginsAsync("add", CorrelationId);
        var locked = await PluginsAsync("lock");
        Assert.Equal("plugins/plugins.lock.json lists 1 plugin folder(s) with 1 file(s).", Assert.Single(locked.Output));
        Assert.Equal(0, (await PluginsAsync("list")).ExitCode);

        File.WriteAllText(_folder[$"plugins/{CorrelationId}/more.txt"], "more");

        var list = await PluginsAsync("list");
        Assert.Equal(1, list.ExitCode);
        Assert.Contains(list.Errors,
            e => e.Contains("'more.txt'", StringComparison.Ordinal) && e.Contains("plugins.lock.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_of_a_locked_folder_asks_for_a_new_lock()
    {
        _packages.AddShipped(CorrelationId);
        await PluginsAsync("add", CorrelationId);
        await PluginsAsync("lock");
        _packages.AddShipped("GatewayKit.Plugins.CorrelationId");

        var end = await PluginsAsync("add", "GatewayKit.Plugins.CorrelationId");

        Assert.Equal(0, end.ExitCode);
        Assert.StartsWith("gatewaykit: warning: 'plugins/plugins.lock.json' doesn't list this change",
            end.Errors[^1], StringComparison.Ordinal);
        await PluginsAsync("lock", "--update");
        Assert.Equal(0, (await PluginsAsync("list")).ExitCode);
    }

    [Fact]
    public async Task A_lock_that_lists_other_files_is_replaced_only_on_request_and_every_change_is_named()
    {
        _packages.AddShipped(CorrelationId);
        await PluginsAsync("add", CorrelationId);
        File.WriteAllText(_folder[$"plugins/{CorrelationId}/left.txt"], "left");
        await PluginsAsync("lock");
        var locked = await File.ReadAllTextAsync(_folder["plugins/plugins.lock.json"]);
        Assert.StartsWith("plugins/plugins.lock.json is up to date: ",
            Assert.Single((await PluginsAsync("lock")).Output), StringComparison.Ordinal);
        File.Delete(_folder[$"plugins/{CorrelationId}/left.txt"]);
        File.WriteAllText(_folder[$"plugins/{CorrelationId}/new.txt"], "new");
        File.AppendAllText(_folder[$"plugins/{CorrelationId}/{CorrelationId}.dll"], "tampered");

        var refused = await PluginsAsync("lock");
        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(locked, await File.ReadAllTextAsync(_folder["plugins/plugins.lock.json"]));
        var updated = await PluginsAsync("lock", "--update");

        Assert.Equal(0, updated.ExitCode);
        Assert.Equal(["changed ", "removed ", "added   "], updated.Output.Take(3).Select(line => line[..8]));
        Assert.Equal(updated.Output.Take(3), refused.Errors.Take(3));
        Assert.NotEqual(locked, await File.ReadAllTextAsync(_folder["plugins/plugins.lock.json"]));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_not_locked()
    {
        var end = await PluginsAsync("lock");

        Assert.Equal(1, end.ExitCode);
        Assert.Equal("gatewaykit: --plugins: the directory 'plugins' doesn't exist.", Assert.Single(end.Errors));
    }

    private Task<ToolResult> PluginsAsync(params string[] arguments)
        => ResidentTool.RunAsync(_folder.Path, ["plugins", .. arguments, "--plugins", "plugins"]);
}
