using GatewayKit.Plugins.Deprecation;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.Deprecation;

public sealed class DeprecationTests
{
    private const string Dates = "date: 2027-01-01T00:00:00Z, sunset: 2027-07-01T02:00:00+02:00";
    private static readonly DateTimeOffset s_before = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_deprecated = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_sunset = new(2027, 7, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(s_before);

    [Fact]
    public async Task Responses_announce_the_dates_before_and_after_the_deprecation()
    {
        await using var host = await StartAsync(Dates);
        var before = await host.GetAsync("/");
        _time.SetUtcNow(s_deprecated);
        var after = await host.GetAsync("/");

        foreach (var answer in (Answer[])[before, after])
        {
            Assert.Equal((200, "upstream"), (answer.Status, answer.Body));
            Assert.Equal("@1798761600", answer.Header("Deprecation"));
            Assert.Equal("Thu, 01 Jul 2027 00:00:00 GMT", answer.Header("Sunset"));
        }
    }

    [Fact]
    public async Task Links_name_the_pages_and_the_successor_and_those_of_the_upstream_stay()
    {
        await using var host = await StartAsync(
            Dates + ", documentation: https://a.example/d, sunsetPolicy: https://a.example/s, successor: 'https://a.example/v2/{**rest}'");
        var answer = await host.GetAsync("/orders/7%3E?a=b");

        Assert.Equal(
            "</upstream>; rel=\"next\", <https://a.example/d>; rel=\"deprecation\"; type=\"text/html\", "
                + "<https://a.example/s>; rel=\"sunset\"; type=\"text/html\", "
                + "<https://a.example/v2/orders/7%3E>; rel=\"successor-version\"",
            answer.Header("Link"));
    }

    // With 'encodedSlash: keep', the edge accepts this path.
    [Fact]
    public void A_path_adds_no_link()
    {
        using var meters = new FakeMeters();
        var plugin = new DeprecationPlugin(
            new DeprecationOptions { Date = s_deprecated, Successor = "/new/{**rest}" },
            new PluginPlacement { Plugin = "deprecation", Scope = PluginScope.Global },
            _time, meters, NullLogger<DeprecationPlugin>.Instance);
        var context = new FakeContext();
        context.Http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/old/a%2F>,</evil";
        context.Http.Request.RouteValues["rest"] = "a%2F>,</evil";

        Assert.Null(plugin.OnResponseAsync(context).Now().Response);
        Assert.Equal("</new/a%2F%3E,%3C/evil>; rel=\"successor-version\"", context.Http.Response.Headers.Link.ToString());
    }

    [Fact]
    public async Task The_dates_of_the_upstream_are_replaced()
    {
        await using var host = await StartAsync(Dates);
        var answer = await host.GetAsync("/own-dates");

        Assert.Equal(("@1798761600", "Thu, 01 Jul 2027 00:00:00 GMT"), (answer.Header("Deprecation"), answer.Header("Sunset")));
    }

    [Fact]
    public async Task After_the_sunset_a_request_gets_a_410_and_never_reaches_the_upstream()
    {
        await using var host = await StartAsync(Dates + ", documentation: https://a.example/d");
        _time.SetUtcNow(s_sunset.AddTicks(-1));
        Assert.Equal(200, (await host.GetAsync("/")).Status);
        _time.SetUtcNow(s_sunset);
        var answer = await host.GetAsync("/");

        Assert.Equal((410, "application/problem+json"), (answer.Status, answer.Header("Content-Type")));
        Assert.Equal(("@1798761600", "Thu, 01 Jul 2027 00:00:00 GMT"), (answer.Header("Deprecation"), answer.Header("Sunset")));
        Assert.Equal("<https://a.example/d>; rel=\"deprecation\"; type=\"text/html\"", answer.Header("Link"));
        Assert.Single(host.Upstream.Requests);
    }

    [Theory]
    [InlineData("afterSunset: gone", 410)]
    [InlineData("afterSunset: redirect", 308)]
    [InlineData("brownouts: [ { from: 2027-06-01T00:00:00Z, until: 2027-07-01T00:00:00Z } ]", 503)]
    public async Task A_response_after_the_sunset_or_in_a_brownout_names_the_successor(string options, int status)
    {
        await using var host = await StartAsync($"{Dates}, {options}, successor: '/v2/{{**rest}}', sunsetPolicy: https://a.example/s");
        _time.SetUtcNow(status == 503 ? s_sunset.AddHours(-1) : s_sunset);
        var answer = await host.GetAsync("/orders/7?a=b");

        Assert.Equal(status, answer.Status);
        Assert.Equal(
            "<https://a.example/s>; rel=\"sunset\"; type=\"text/html\", </v2/orders/7>; rel=\"successor-version\"",
            answer.Header("Link"));
    }

    [Theory]
    [InlineData("successor: '/v2/{**rest}'", "/orders/7?a=b", "/v2/orders/7?a=b")]
    [InlineData("successor: 'https://a.example/x?y=1'", "/orders?a=b", "https://a.example/x?y=1&a=b")]
    [InlineData("successor: '/v2/{**rest}?y=1'", "/v2x?a=b", "/v2/v2x?y=1&a=b")]
    public async Task After_the_sunset_a_request_can_be_redirected(string successor, string target, string location)
    {
        await using var host = await StartAsync($"{Dates}, afterSunset: redirect, {successor}");
        _time.SetUtcNow(s_sunset);
        var answer = await host.GetAsync(target);

        Assert.Equal((308, location), (answer.Status, answer.Header("Location")));
        Assert.Empty(host.Upstream.Requests);
    }

    [Theory]
    [InlineData("successor: '/v2/{**rest}'", "/v%32/orders/7?a=b")]
    [InlineData("successor: 'http://gateway/{**rest}'", "/orders")]
    [InlineData("successor: '/orders?v=2'", "/orders?v=2&a=b")]
    public async Task After_the_sunset_a_request_of_the_successor_is_served(string successor, string target)
    {
        await using var host = await StartAsync($"{Dates}, afterSunset: redirect, {successor}");
        _time.SetUtcNow(s_sunset);

        Assert.Equal(200, (await host.GetAsync(target, ("Host", "gateway"))).Status);
    }

    [Fact]
    public async Task After_the_sunset_a_request_can_be_served()
    {
        await using var host = await StartAsync(Dates + ", afterSunset: serve");
        _time.SetUtcNow(s_sunset);

        Assert.Equal(200, (await host.GetAsync("/")).Status);
    }

    [Fact]
    public async Task A_brownout_lasts_for_its_window()
    {
        await using var host = await StartAsync(Dates + ", brownouts: [ { from: 2027-02-01T10:00:00Z, until: 2027-02-01T11:00:00Z } ]");
        _time.SetUtcNow(new DateTimeOffset(2027, 2, 1, 10, 0, 0, TimeSpan.Zero));
        var answer = await host.GetAsync("/");
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((503, "Mon, 01 Feb 2027 11:00:00 GMT"), (answer.Status, answer.Header("Retry-After")));
        Assert.Equal("@1798761600", answer.Header("Deprecation"));
        Assert.Equal(200, (await host.GetAsync("/")).Status);
    }

    [Fact]
    public async Task Requests_are_counted_by_phase_and_consumer()
    {
        await using var host = await StartAsync(Dates, "{ name: key-auth }", "{ name: anonymous, options: { consumer: guest } }");
        using var metrics = new Metrics(host);
        await host.GetAsync("/", ("X-Api-Key", "alice-key"));
        _time.SetUtcNow(s_deprecated);
        await host.GetAsync("/", ("X-Api-Key", "alice-key"));
        await host.GetAsync("/");

        Assert.Equal(
            ["route:all/deprecation announced 1", "route:all/deprecation deprecated 1", "route:all/deprecation deprecated 1"],
            metrics.Of("gatewaykit.deprecated.requests"));
        Assert.Contains(
            "3 requests of 2 consumers: alice (2), guest (1).", await host.CommandAsync("deprecation/usage"), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => host.Logs.Lines.Any(line => line.Contains(
            "Deprecated API 'route:all/deprecation' had 1 requests of 1 consumers: alice (1).", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("sunset: 2027-01-01T00:00:00Z", ".date is missing; it is required.")]
    [InlineData("date: 2027-01-01", ".date is ")]
    [InlineData("date: 2027-01-02T00:00:00Z, sunset: 2027-01-01T00:00:00Z", ".sunset is earlier than 'date'")]
    [InlineData(Dates + ", afterSunset: redirect", ".successor is missing; 'afterSunset: redirect' needs it.")]
    [InlineData("date: 2027-01-02T00:00:00Z, afterSunset: serve", ".afterSunset has no effect without 'sunset'.")]
    [InlineData("date: 2027-01-02T00:00:00Z, sunsetPolicy: https://a.example", ".sunsetPolicy has no effect without 'sunset'.")]
    [InlineData(Dates + ", documentation: /docs", ".documentation is '/docs'; it must be a URL")]
    [InlineData(Dates + ", documentation: 'https://a.example/>'", ".documentation is 'https://a.example/>'; it must be a URL")]
    [InlineData(Dates + ", successor: '//evil.example'", ".successor is '//evil.example'; it must not begin with '//'")]
    [InlineData(Dates + ", successor: '/a>b'", ".successor is '/a>b'; it must not contain")]
    [InlineData(Dates + ", brownouts: [ { from: 2027-02-01T00:00:00Z, until: 2027-02-01T00:00:00Z } ]", ".brownouts[0].until isn't later")]
    [InlineData(Dates + ", brownouts: [ { from: 2026-12-31T00:00:00Z, until: 2027-02-01T00:00:00Z } ]", ".brownouts[0].from is earlier")]
    [InlineData(Dates + ", brownouts: [ { from: 2027-02-01T00:00:00Z, until: 2027-08-01T00:00:00Z } ]", ".brownouts[0].until is later")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.StartsWith($"(deprecation): options{error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: deprecation, options: {{ {options} }} }}")),
            StringComparison.Ordinal);

    [Fact]
    public void The_documentation_of_the_API_names_the_dates()
    {
        var description = new ApiDescription();
        new DeprecationOptions { Date = s_deprecated, Sunset = s_sunset, Successor = "https://a.example/v2" }.Describe(description);

        Assert.Equal(
            "This API is deprecated as of 2027-01-01. Its sunset is 2027-07-01. Use https://a.example/v2 instead.",
            Assert.Single(description.Notes));
        Assert.Equal(410, Assert.Single(description.Answers).Status);
    }

    private Task<GatewayTestHost> StartAsync(string options, params string[] more)
        => PluginGateway.StartAsync(
            PluginGateway.OneRoute([$"{{ name: deprecation, options: {{ {options} }} }}", .. more]).Replace(
                "    clusterId: up", "    authentication: any\n    clusterId: up", StringComparison.Ordinal)
                + "consumers: { alice: { credentials: { key-auth: [ { key: alice-key } ] } } }\n",
            setup => setup.WithTime(_time).WithGateway(gateway => gateway.UseAdminUrls("http://127.0.0.1:0")).WithUpstream(http =>
            {
                http.Response.Headers.Link = "</upstream>; rel=\"next\"";
                if (http.Request.Path == "/own-dates")
                    (http.Response.Headers["Deprecation"], http.Response.Headers["Sunset"]) = ("@1", "Thu, 01 Jan 1970 00:00:00 GMT");
                return http.Response.WriteAsync("upstream");
            }));
}
