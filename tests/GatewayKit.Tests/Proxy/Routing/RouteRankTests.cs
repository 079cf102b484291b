using System.Net;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Tests.Proxy.Routing;

public sealed class RouteRankTests
{
    [Theory]
    [InlineData("foo.a.example", "wide")]
    [InlineData("foo.b.a.example", "narrow")]
    [InlineData("b.a.example", "wide")]
    [InlineData("a.example", "404")]
    public async Task A_wildcard_host_takes_what_is_below_it_only_and_the_longer_one_wins(string host, string route)
    {
        await using var gateway = await StartAsync("""
            narrow: { match: { path: "/{**rest}", hosts: ["*.b.A.example"] }, plugins: [ { name: text } ] }
            wide: { match: { path: "/{**rest}", hosts: ["*.a.example"] }, plugins: [ { name: probe, options: { answer: 201 } } ] }
            """);

        Assert.Equal(route, Name(await AskAsync(gateway, host)));
    }

    [Theory]
    [InlineData("narrow")]
    [InlineData("a_narrow")]
    [InlineData("z_narrow")]
    public async Task A_longer_path_does_not_make_a_wildcard_host_wider(string id)
    {
        await using var gateway = await StartAsync($$"""
            {{id}}: { match: { path: "/x", hosts: ["*.b.a.example"] }, plugins: [ { name: text } ] }
            wide: { match: { path: "/{**rest}", hosts: ["*.a.example"] }, plugins: [ { name: probe, options: { answer: 201 } } ] }
            """);

        Assert.Equal("wide", Name(await AskAsync(gateway, "foo.a.example")));
    }

    private static Task<GatewayTestHost> StartAsync(string routes)
        => ProbeHost.StartAsync(new Probe(),
            "routes:\n" + string.Join('\n', routes.Split('\n').Select(line => "  " + line)), setup => setup.WithPlugin<TextPlugin>());

    private static async Task<HttpStatusCode> AskAsync(GatewayTestHost gateway, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/x") { Headers = { Host = host } };
        using var response = await gateway.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static string Name(HttpStatusCode status) => status switch
    {
        HttpStatusCode.OK => "narrow",
        HttpStatusCode.Created => "wide",
        _ => $"{(int)status}",
    };
}
