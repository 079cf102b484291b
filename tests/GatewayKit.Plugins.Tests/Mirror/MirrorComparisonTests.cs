using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Mirror;

public sealed class MirrorComparisonTests(MirrorComparisonTests.Fixture fixture) : IClassFixture<MirrorComparisonTests.Fixture>
{
    private const string Comparisons = "gatewaykit.mirror.comparisons";

    [Theory]
    [InlineData("/body/same", "same")]
    [InlineData("/body/status", "status")]
    [InlineData("/body/body", "body")]
    [InlineData("/body/long", "skipped")]
    [InlineData("/body/encoding", "skipped")]
    [InlineData("/body/empty", "same")]
    [InlineData("/status/body", "same")]
    [InlineData("/lost/same", "skipped")]
    public async Task Responses_are_compared(string path, string result)
    {
        using var metrics = new Metrics(fixture.Host);

        await fixture.Host.GetAsync(path);

        // The comparison of another test may be counted now.
        var mirror = $"route:{path.Split('/')[1]}/mirror ";
        string[] Compared() => [.. metrics.Of(Comparisons).Where(line => line.StartsWith(mirror, StringComparison.Ordinal))];
        await Eventually.TrueAsync(() => Compared().Length > 0);
        Assert.Equal([$"{mirror}{result} 1"], Compared());
    }

    [Fact]
    public async Task A_difference_is_logged_without_the_query()
    {
        Assert.Equal("real body", (await fixture.Host.GetAsync("/logged/body?token=secret")).Body);

        await Eventually.TrueAsync(() => fixture.Host.Logs.Lines.Any(line => line.EndsWith(
            "Mirror 'route:logged/mirror' got another response to GET /logged/body: the body has 11 bytes instead of 9.",
            StringComparison.Ordinal)));
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        var isCopy = http.Request.Path.StartsWithSegments("/shadow");
        switch (http.Request.Path.Value!.Split('/')[^1])
        {
            case "status" when isCopy:
                http.Response.StatusCode = 500;
                break;
            case "empty":
                http.Response.StatusCode = 204;
                return;
            case "encoding" when isCopy:
                http.Response.Headers.ContentEncoding = "x-own";
                break;
            case "long":
                await http.Response.WriteAsync(new string('a', 1024 * 1024));
                break;
            case "body":
                await http.Response.WriteAsync(isCopy ? "shadow body" : "real body");
                return;
        }

        await http.Response.WriteAsync("same");
    }

    public sealed class Fixture() : RouteHost("""
        routes:
          body:
            clusterId: up
            match: { path: "/body/{**rest}" }
            plugins: [ { name: mirror, options: { cluster: shadow, compare: body } } ]
          status:
            clusterId: up
            match: { path: "/status/{**rest}" }
            plugins: [ { name: mirror, options: { cluster: shadow, compare: status } } ]
          lost:
            clusterId: lost
            match: { path: "/lost/{**rest}" }
            plugins: [ { name: mirror, options: { cluster: shadow, compare: body } } ]
          logged:
            clusterId: up
            match: { path: "/logged/{**rest}" }
            plugins: [ { name: mirror, options: { cluster: shadow, compare: body } } ]
        clusters:
          up: { destinations: { one: { address: "{upstream}/real" } } }
          shadow: { destinations: { one: { address: "{upstream}/shadow" } } }
          lost: { destinations: { one: { address: "http://127.0.0.1:9" } } }
        """, setup => setup.WithUpstream(AnswerAsync));
}
