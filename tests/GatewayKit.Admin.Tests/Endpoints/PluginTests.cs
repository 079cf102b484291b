using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Endpoints;

public sealed class PluginTests : IAsyncLifetime
{
    private AdminHost _host = null!;

    public async Task InitializeAsync() => _host = await Shop.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_plugin_has_its_version_its_uses_and_the_schema_of_its_options()
    {
        var plugin = await _host.ReadAsync("/v1/plugins/request-transform");

        Assert.Equal("GatewayKit.Plugins.RequestTransform", (string?)plugin["assembly"]);
        Assert.Equal((true, 2, 1), ((bool)plugin["isLoaded"]!, (int)plugin["entries"]!, (int)plugin["generations"]!));
        Assert.Equal("object", (string?)plugin["options"]!["type"]);
        Assert.NotNull(plugin["options"]!["properties"]!["add"]);
    }

    [Fact]
    public async Task The_plugins_are_listed_by_name()
        => Assert.Contains("key-auth", (await _host.ReadAsync("/v1/plugins"))["items"]!.AsArray().Select(item => (string?)item!["name"]));

    [Fact]
    public async Task An_unknown_plugin_is_a_problem()
        => Assert.Equal((404, "No plugin is named 'nothing'."), await _host.GetAsync("/v1/plugins/nothing") is var answer
            ? (answer.Status, answer.Detail) : default);
}
