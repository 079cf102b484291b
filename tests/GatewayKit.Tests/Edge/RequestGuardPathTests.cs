using GatewayKit.Configuration;

namespace GatewayKit.Tests.Edge;

public class RequestGuardPathTests
{
    private static readonly GatewayConfig s_merging = new() { Paths = new PathRules { EmptySegments = PathHandling.Merge } };

    [Theory]
    [InlineData("/api//x")]
    [InlineData("/api/..;/x")]
    [InlineData("/api/x;y")]
    [InlineData("/api/x\\y")]
    [InlineData("/api/x%5cy")]
    [InlineData("/api/x%2Fy")]
    [InlineData("/api/x/../y")]
    [InlineData("/api/x%00")]
    [InlineData("http://h/api/x%2Fy")]
    [InlineData("//api/x")]
    [InlineData("/nowhere/..;/x")]
    [InlineData("/nowhere%2Fx")]
    public async Task An_ambiguous_path_is_refused_on_a_route_and_off_it(string target)
    {
        await using var app = await EdgeApp.StartAsync();

        Assert.Equal(400, (await app.GetAsync(target))?.Status);
    }

    [Fact]
    public async Task A_refusal_is_a_problem_that_names_its_reason()
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.GetAsync("/api//x");

        Assert.Equal("application/problem+json", response!.Header("Content-Type"));
        Assert.Contains("\"detail\":\"The path has an empty segment ('//').\"", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_segments_are_merged_before_routing_where_the_gateway_says_so()
    {
        await using var app = await EdgeApp.StartAsync(s_merging);

        var response = await app.GetAsync("///api//x///y");

        Assert.Equal(200, response?.Status);
        Assert.StartsWith("GET /api/x/y ", response!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_that_does_not_merge_refuses_what_was_merged()
    {
        await using var app = await EdgeApp.StartAsync(s_merging);

        Assert.Equal(400, (await app.GetAsync("//strict/x"))?.Status);
        Assert.Equal(200, (await app.GetAsync("/strict/x"))?.Status);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("TRACK")]
    [InlineData("trace")]
    public async Task TRACE_is_refused_everywhere(string method)
    {
        await using var app = await EdgeApp.StartAsync();
        foreach (var path in new[] { "/api/x", "/nowhere" })
        {
            var response = await app.SendAsync($"{method} {path} HTTP/1.1\r\nHost: h\r\n\r\n");

            Assert.Equal(405, response?.Status);
            Assert.Equal("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", response!.Header("Allow"));
        }
    }

    [Theory]
    [InlineData("h:80", "h:80")]
    [InlineData("/api/x", "h")]
    [InlineData("/nowhere", "h")]
    public async Task CONNECT_is_refused_everywhere(string target, string host)
    {
        await using var app = await EdgeApp.StartAsync();

        Assert.Equal(405, (await app.SendAsync($"CONNECT {target} HTTP/1.1\r\nHost: {host}\r\n\r\n"))?.Status);
    }
}
