namespace GatewayKit.Tests.Pipeline;

/// <summary>Names of callers that a plugin takes from a token reach the upstream in headers.</summary>
public sealed class CallerNameTests
{
    [Theory]
    [InlineData("ann", "gold")]
    [InlineData("auth0|ann smith", "domain users")]
    public async Task A_name_reaches_the_upstream_as_it_is(string name, string group)
    {
        await using var gateway = await ProbeHost.StartAsync(
            new Probe(), ProbeHost.Route("- { name: named-caller }"), setup => setup.WithPlugin<NamedCallerPlugin>());

        using var response = await gateway.Client.GetAsync(Target(name, group)).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal((name, group),
            (gateway.Upstream.Request.Header("X-Consumer-Name"), gateway.Upstream.Request.Header("X-Consumer-Groups")));
    }

    [Theory]
    [InlineData("ann\r\nX-Admin: 1", "gold")]
    [InlineData("ann\nX-Admin: 1", "gold")]
    [InlineData(" ann", "gold")]
    [InlineData("ann\u00a0", "gold")]
    [InlineData("ann", "gold\r\nX-Admin: 1")]
    [InlineData("ann", "gold,admins")]
    public async Task A_name_that_the_upstream_would_read_in_another_way_is_not_authenticated(string name, string group)
    {
        await using var gateway = await ProbeHost.StartAsync(
            new Probe(), ProbeHost.Route("- { name: named-caller }"), setup => setup.WithPlugin<NamedCallerPlugin>());

        using var response = await gateway.Client.GetAsync(Target(name, group)).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(500, (int)response.StatusCode);
        Assert.Empty(gateway.Upstream.Requests);
    }

    private static Uri Target(string name, string group)
        => new($"/x?name={Uri.EscapeDataString(name)}&group={Uri.EscapeDataString(group)}", UriKind.Relative);
}
