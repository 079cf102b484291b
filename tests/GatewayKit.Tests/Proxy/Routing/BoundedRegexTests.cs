using System.Net;
using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Tests.Proxy.Routing;

/// <summary>A regular expression in a path never costs more than its bound, and a path that exceeds it reaches no wider route.</summary>
public sealed class BoundedRegexTests
{
    private static readonly string s_costly = new string('a', 50) + "!";

    [Theory]
    [InlineData("^(a+)+$", HttpStatusCode.Created)]
    [InlineData("^(?=(a+)+$).*", HttpStatusCode.BadRequest)]
    public async Task A_costly_pattern_is_linear_or_ends_in_400(string pattern, HttpStatusCode status)
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), $$"""
            routes:
              narrow: { match: { path: "/x/{id:regex({{pattern}})}" }, plugins: [ { name: text } ] }
              wide: { match: { path: "/{**rest}" }, plugins: [ { name: probe, options: { answer: 201 } } ] }
            """, setup => setup.WithPlugin<TextPlugin>());

        using var response = await gateway.Client.GetAsync($"/x/{s_costly}").WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.BadRequest)
            Assert.Contains("The path can't be matched in time.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/x/AAA", HttpStatusCode.OK)]
    [InlineData("/x/b", HttpStatusCode.Created)]
    [InlineData("/x/aaa/more", HttpStatusCode.Created)]
    public async Task A_pattern_matches_as_in_ASP_NET_Core(string path, HttpStatusCode status)
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), """
            routes:
              narrow: { match: { path: "/x/{id:regex(^a{{1,3}}$)?}" }, plugins: [ { name: text } ] }
              wide: { match: { path: "/{**rest}" }, plugins: [ { name: probe, options: { answer: 201 } } ] }
            """, setup => setup.WithPlugin<TextPlugin>());

        Assert.Equal(status, (await gateway.Client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task An_unfinished_pattern_does_not_concern_a_route_that_matches_anyway()
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), """
            routes:
              first: { order: -1, match: { path: "/x/{id:regex(!$)}" }, plugins: [ { name: text } ] }
              costly: { match: { path: "/x/{id:regex(^(?=(a+)+$).*)}" }, plugins: [ { name: probe, options: { answer: 201 } } ] }
            """, setup => setup.WithPlugin<TextPlugin>());

        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync($"/x/{s_costly}").WaitAsync(TimeSpan.FromSeconds(60))).StatusCode);
    }
}
