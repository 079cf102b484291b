using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Endpoints;

public sealed class CallerTests : IAsyncLifetime
{
    private AdminHost _host = null!;

    public async Task InitializeAsync() => _host = await Shop.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_consumers_are_listed_without_secrets()
    {
        var items = (await _host.ReadAsync("/v1/consumers"))["items"]!.AsArray();

        Assert.Equal(["alice", "bob"], items.Select(item => (string?)item!["id"]));
        Assert.Equal("""[{"id":"laptop","key":"***"}]""", items[0]!["content"]!["credentials"]!["key-auth"]!.ToJsonString());
    }

    [Fact]
    public async Task A_group_has_its_plugins()
    {
        var group = await _host.ReadAsync("/v1/groups/gold");

        Assert.Equal("request-transform", (string?)group["content"]!["plugins"]![0]!["name"]);
        Assert.Equal("gold", (string?)group["content"]!["plugins"]![0]!["id"]);
    }

    [Theory]
    [InlineData("/v1/consumers/nothing")]
    [InlineData("/v1/groups/nothing")]
    public async Task An_unknown_name_is_a_problem(string path)
        => Assert.Equal(404, (await _host.GetAsync(path)).Status);
}
