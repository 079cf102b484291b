using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class PluginsAddTests : IDisposable
{
    private const string CorrelationId = "GatewayKit.Plugins.CorrelationId";

    private readonly WorkFolder _folder = new();
    private readonly PackageFolder _packages;

    public PluginsAddTests() => _packages = new PackageFolder(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_package_of_a_source_becomes_a_folder_without_what_the_host_shares()
    {
        _packages.AddShipped(CorrelationId);

        var end = await ToolProcess.RunAsync(
            _folder.Path, "plugins", "add", CorrelationId, "--source", "feed", "--plugins", "plugins");

        Assert.Empty(end.Errors);
        Assert.Equal(0, end.ExitCode);
        Assert.Equal($"Added plugins/{CorrelationId} with the plugins correlation-id.", end.Output[0]);
        Assert.StartsWith("sha512     ", end.Output[2], StringComparison.Ordinal);
        Assert.Equal("signature  none", end.Output[3]);
        Assert.Equal("checked    metadata only; its code didn't run", end.Output[4]);
        Assert.Equal([".package.json", CorrelationId + ".dll"], Files(CorrelationId));
        Assert.Equal([CorrelationId], Folders());
    }

    [Fact]
    public async Task A_file_brings_its_dependencies_from_the_sources_and_serves()
    {
        var file = _packages.AddCourier();
        _packages.AddJson("13.0.4");
        _packages.AddJson();
        _folder.With("gateway.yaml", "routes: { all: { match: { path: /all }, plugins: [ { name: courier } ] } }");

        var end = await PluginsAsync("add", file);

        Assert.Empty(end.Errors);
        Assert.Contains(end.Output, l => l.StartsWith("with       Newtonsoft.Json 13.0.3 from feed", StringComparison.Ordinal));
        Assert.Equal([".package.json", "Courier.dll", "Newtonsoft.Json.dll"], Files("Courier"));
        await using var gateway = await RunningGateway.StartAsync(_folder.Path, "--plugins", "plugins");
        Assert.Equal("""{"text":"delivered"}""", await gateway.GetAsync("/all"));
    }

    [Fact]
    public async Task A_later_version_takes_the_place_of_an_earlier_one_whole()
    {
        _packages.AddShipped(CorrelationId);
        await PluginsAsync("add", CorrelationId);
        File.WriteAllText(_folder[$"plugins/{CorrelationId}/left.txt"], "over");
        _packages.AddShipped(CorrelationId, "1.1.0");
        _packages.AddShipped(CorrelationId, "1.2.0-beta");

        var end = await PluginsAsync("add", CorrelationId);

        Assert.StartsWith("Replaced ", end.Output[0], StringComparison.Ordinal);
        Assert.StartsWith($"package    {CorrelationId} 1.1.0 ", end.Output[1], StringComparison.Ordinal);
        Assert.Equal([".package.json", CorrelationId + ".dll"], Files(CorrelationId));
        Assert.Equal([CorrelationId], Folders());
    }

    [Theory]
    [InlineData("package 'Nothing' doesn't exist. Searched sources: feed (", "Nothing")]
    [InlineData("package 'GatewayKit.Plugins.CorrelationId' doesn't have version 3.0.0. The closest versions: 1.0.0, 2.0.0-beta.",
        CorrelationId, "--version", "3.0.0")]
    [InlineData("--version: 'one' isn't a version;", CorrelationId, "--version", "one")]
    [InlineData("the file 'nothing.nupkg' doesn't exist.", "nothing.nupkg")]
    [InlineData("'../up' is neither a package id nor a .nupkg file.", "../up")]
    [InlineData("--source: the directory 'nowhere' doesn't exist.", CorrelationId, "--source", "nowhere")]
    [InlineData("the package source http://packages.example/index.json isn't encrypted.", CorrelationId, "--source",
        "http://someone:secret@packages.example/index.json")]
    public async Task What_is_not_there_is_said_in_a_line(string expected, params string[] arguments)
    {
        _packages.AddShipped(CorrelationId);
        _packages.AddShipped(CorrelationId, "2.0.0-beta");

        await RefusedAsync(expected, arguments);
    }

    [Fact]
    public async Task Prereleases_are_taken_when_asked_for()
    {
        _packages.AddShipped(CorrelationId, "2.0.0-beta");

        await RefusedAsync($"package '{CorrelationId}' has only prereleases, such as 2.0.0-beta;", CorrelationId);
        var end = await PluginsAsync("add", CorrelationId, "--prerelease");

        Assert.Equal(0, end.ExitCode);
    }

    [Fact]
    public async Task A_package_without_a_plugin_is_refused()
    {
        _packages.AddJson();

        await RefusedAsync("'Newtonsoft.Json.dll' doesn't reference GatewayKit.Abstractions, so it contains no plugin.", "Newtonsoft.Json");
    }

    [Fact]
    public async Task A_package_for_another_major_version_of_the_contract_is_refused()
    {
        _packages.Add("Courier", "1.0.0",
            [("GatewayKit.Abstractions", "2.0.0")], Path.Combine(AppContext.BaseDirectory, "TestPlugins", "Courier", "Courier.dll"));

        await RefusedAsync("package Courier.1.0.0 is built for version 2.0.0 of GatewayKit.Abstractions; this gateway has 1.x.", "Courier");
    }

    [Fact]
    public async Task A_package_for_a_later_NET_is_refused()
    {
        _packages.Add("Courier", "1.0.0", [], Path.Combine(AppContext.BaseDirectory, "TestPlugins", "Courier", "Courier.dll"), "net99.0");

        await RefusedAsync("package Courier.1.0.0 doesn't support net10.0; it supports: net99.0.", "Courier");
    }

    [Fact]
    public async Task A_dependency_that_no_source_has_is_named()
    {
        _packages.AddCourier();

        await RefusedAsync("package Courier.1.0.0 needs Newtonsoft.Json (>= 13.0.1): package 'Newtonsoft.Json' doesn't exist.", "Courier");
    }

    [Fact]
    public async Task A_plugin_whose_name_another_folder_has_is_refused()
    {
        _packages.AddShipped(CorrelationId);
        await PluginsAsync("add", CorrelationId);
        Directory.Move(_folder["plugins"], _folder["other"]);
        Directory.CreateDirectory(_folder["plugins/Team.Ids"]);
        File.Copy(_folder[$"other/{CorrelationId}/{CorrelationId}.dll"], _folder["plugins/Team.Ids/Team.Ids.dll"]);

        var end = await PluginsAsync("add", CorrelationId);

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("its plugin 'correlation-id' is already provided by", end.Errors[^1], StringComparison.Ordinal);
        Assert.Equal(["Team.Ids"], Folders());
    }

    private async Task RefusedAsync(string expected, params string[] arguments)
    {
        var end = await PluginsAsync(["add", .. arguments]);
        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith($"gatewaykit: {expected}", Assert.Single(end.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", end.Errors[0], StringComparison.Ordinal);
        Assert.Empty(Folders());
    }

    private Task<ToolResult> PluginsAsync(params string[] arguments)
        => ResidentTool.RunAsync(_folder.Path, ["plugins", .. arguments, "--plugins", "plugins"]);

    private string[] Folders()
        => Directory.Exists(_folder["plugins"])
            ? [.. Directory.EnumerateFileSystemEntries(_folder["plugins"]).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)]
            : [];

    private string[] Files(string name)
        => [.. Directory.EnumerateFileSystemEntries(_folder[$"plugins/{name}"])
            .Select(f => Path.GetFileName(f))
            .Order(StringComparer.Ordinal)];
}
