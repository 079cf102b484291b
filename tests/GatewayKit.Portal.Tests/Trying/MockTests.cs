using GatewayKit.Portal.Tests.Support;
using static GatewayKit.Portal.Tests.Trying.TryHost;

namespace GatewayKit.Portal.Tests.Trying;

public sealed class MockTests
{
    [Fact]
    public async Task The_mock_is_the_default_of_a_preview()
    {
        await using var portal = await StartAsync(version: ", mockRoutes: [mocked], lifecycle: preview");

        var page = await new TryReader(portal).SendAsync(GetOrder, ("id", "7"));

        Assert.Equal("{\n  \"mocked\": true\n}", TryReader.Body(page));
        Assert.Contains("/mock/orders/7", page.QuerySelector("#try-code")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(portal.Gateway.Upstream.Requests);
    }

    [Fact]
    public async Task A_reader_chooses_between_the_gateway_and_the_mock()
    {
        await using var portal = await StartAsync(version: ", mockRoutes: [mocked]");
        var reader = new TryReader(portal);

        var gateway = await reader.SendAsync(GetOrder, ("id", "7"));
        var mock = await reader.SendAsync(GetOrder, ("id", "7"), ("to", "mock"));

        Assert.Equal(["Gateway", "Mock of the API"], gateway.QuerySelectorAll(".choice").Select(choice => choice.TextContent.Trim()));
        Assert.Equal(("upstream", "{\n  \"mocked\": true\n}"), (TryReader.Body(gateway), TryReader.Body(mock)));
    }

    [Theory]
    [InlineData("orders", "portal: apis.orders.versions[0].mockRoutes[0] is 'orders', a route without a plugin that answers instead of an "
        + "upstream, such as mock.")]
    [InlineData("mocks", "portal: apis.orders.versions[0].mockRoutes[0] is 'mocks'; no route has this name. Did you mean 'mocked'?")]
    public async Task A_route_with_a_mock_has_a_plugin_that_answers(string route, string error)
    {
        await using var portal = await StartAsync();

        var errors = await portal.ReloadAsync(TryHost.Configuration("[]", "", $", mockRoutes: [{route}]", "tryIt: true"));

        Assert.Contains(error, Assert.Single(errors), StringComparison.Ordinal);
    }
}
