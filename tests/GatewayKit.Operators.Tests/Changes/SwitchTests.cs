using GatewayKit.Operators.Tests.Support;

namespace GatewayKit.Operators.Tests.Changes;

public sealed class SwitchTests : IAsyncLifetime
{
    private OperatorHost _host = null!;
    private OperatorClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await Shop.StartStoreAsync();
        _client = await _host.OpenAsync(OperatorHost.OperatorKey);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task An_operator_drains_a_destination()
    {
        var link = (await _client.ReadAsync("/ui/clusters/orders")).Page.QuerySelectorAll("tbody a")
            .Select(a => a.GetAttribute("href")!).First(href => href.EndsWith("two", StringComparison.Ordinal));
        var done = await _client.SubmitAsync(await _client.ReadAsync(link), "main form", ("state", "drained"), ("message", "Repair"));

        Assert.Equal((303, "/ui/revisions/2"), (done.Status, done.Location));
        Assert.Equal(["otto", "Repair"], (await _client.ReadAsync(done.Location!)).Facts.Skip(1));
        await Eventually.NotNullAsync(async () => await _client.ReadAsync(link) is var page
            && page.Page.QuerySelector("option[selected]")!.TextContent == "drained" ? page : null);
    }

    [Fact]
    public async Task An_operator_begins_and_ends_the_maintenance_of_a_route()
    {
        const string Path = "/ui/routes/orders/maintenance";
        await _client.SubmitAsync(await _client.ReadAsync(Path), "main form", ("enabled", "true"), ("status", "599"));
        await _host.AnswersAsync("/orders/1", 599);
        await Eventually.NotNullAsync(async () => await _client.ReadAsync(Path) is var page
            && page.Page.QuerySelector("option[selected]")!.GetAttribute("value") == "true" ? page : null);
        await _client.SubmitAsync(await _client.ReadAsync(Path), "main form", ("enabled", "false"));

        await _host.AnswersAsync("/orders/1", 429);
    }

    [Theory]
    [InlineData("/ui/routes/orders/maintenance", "status", "x", 400)]
    [InlineData("/ui/routes/orders/maintenance", "status", "200", 422)]
    [InlineData("/ui/clusters/orders/destinations/two", "state", "1", 400)]
    [InlineData("/ui/clusters/orders/destinations/two", "state", "gone", 400)]
    public async Task An_invalid_switch_is_explained_and_keeps_the_input(string path, string name, string value, int status)
    {
        var answer = await _client.SubmitAsync(
            await _client.ReadAsync(path), "main form", (name, value), ("enabled", "true"), ("message", "Mine"));

        Assert.Equal(status, answer.Status);
        Assert.NotNull(answer.Page.QuerySelector("[role=alert]"));
        Assert.Equal("Mine", answer.Page.QuerySelector("[name=message]")!.GetAttribute("value"));
        Assert.Equal(1, (await _host.Store.ReadAsync()).Revision);
    }
}
