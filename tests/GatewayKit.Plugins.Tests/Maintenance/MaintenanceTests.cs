using System.Globalization;
using System.Net;
using GatewayKit.Plugins.Maintenance;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.Maintenance;

public sealed class MaintenanceTests(MaintenanceTests.Fixture fixture) : IClassFixture<MaintenanceTests.Fixture>
{
    private const string Secret = "correct-horse-battery";
    private static readonly DateTimeOffset s_noon = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_request_gets_a_problem_and_never_reaches_the_upstream()
    {
        var (answer, isForwarded) = await fixture.GetAsync("/plain");

        Assert.Equal((503, false), (answer.Status, isForwarded));
        Assert.Equal(("application/problem+json", "no-store"), (answer.Header("Content-Type"), answer.Header("Cache-Control")));
        Assert.Equal("120", answer.Header("Retry-After"));
        Assert.Contains("\"title\":\"Maintenance\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_body_can_be_a_page_and_the_end_a_point_in_time()
    {
        var answer = await fixture.Host.GetAsync("/page");

        Assert.Equal(("<p>Back soon</p>", "text/html"), (answer.Body, answer.Header("Content-Type")));
        Assert.Equal("Fri, 01 Jan 2100 00:00:00 GMT", answer.Header("Retry-After"));
    }

    [Theory]
    [InlineData("/plain-secret")]
    [InlineData("/hashed-secret")]
    public async Task A_tester_passes_by_the_secret_and_the_upstream_does_not_see_it(string path)
    {
        Assert.Equal((503, false), Of(await fixture.GetAsync(path)));
        Assert.Equal((503, false), Of(await fixture.GetAsync(path, ("X-Maintenance-Token", Secret + "x"))));
        Assert.Equal((503, false), Of(await fixture.GetAsync(path, ("X-Maintenance-Token", ""))));
        Assert.Equal((200, true), Of(await fixture.GetAsync(path, ("x-maintenance-token", Secret))));
        Assert.DoesNotContain(fixture.Host.Upstream.Requests, request => request.Headers.ContainsKey("X-Maintenance-Token"));
    }

    [Fact]
    public async Task The_hash_itself_is_not_a_secret()
        => Assert.Equal((503, false), Of(await fixture.GetAsync(
            "/hashed-secret", ("X-Maintenance-Token", CredentialKey.FromSecret(Secret).ToString()))));

    [Fact]
    public async Task Several_values_are_not_a_testers()
        => Assert.StartsWith("HTTP/1.1 503", await fixture.Host.SendRawAsync(
            "GET /plain-secret HTTP/1.1", $"X-Maintenance-Token: {Secret}", $"X-Maintenance-Token: {Secret}"), StringComparison.Ordinal);

    [Fact]
    public async Task A_network_and_a_group_pass()
    {
        Assert.Equal((200, true), Of(await fixture.GetAsync("/network")));
        Assert.Equal((503, false), Of(await fixture.GetAsync("/other-network")));
        Assert.Equal((200, true), Of(await fixture.GetAsync("/group", ("X-Api-Key", "tess-key"))));
        Assert.Equal((503, false), Of(await fixture.GetAsync("/group", ("X-Api-Key", "alice-key"))));
        Assert.Equal((401, false), Of(await fixture.GetAsync("/group")));
    }

    [Fact]
    public async Task A_preflight_is_answered_and_scripts_can_read_the_503()
    {
        var preflight = await fixture.Host.SendAsync(HttpMethod.Options, "/cors",
            ("Origin", "https://app.example.com"), ("Access-Control-Request-Method", "GET"));
        var answer = await fixture.Host.GetAsync("/cors", ("Origin", "https://app.example.com"));

        Assert.Equal((204, 503), (preflight.Status, answer.Status));
        Assert.Equal("https://app.example.com", answer.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_window_begins_and_ends_by_itself()
    {
        var time = new FakeTimeProvider(s_noon.AddSeconds(-1));
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute($$"""
                { name: maintenance, options: { from: 2027-03-01T13:00:00+01:00, until: 2027-03-01T14:00:00Z,
                  testers: { header: X-Maintenance-Token, value: {{Secret}} } } }
                """),
            setup => setup.WithTime(time).WithUpstream(http => http.Response.WriteAsync(
                http.Request.Headers.ContainsKey("X-Maintenance-Token") ? "leaked" : "upstream")));

        Assert.Equal("upstream", (await host.GetAsync("/", ("X-Maintenance-Token", Secret))).Body);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Mon, 01 Mar 2027 14:00:00 GMT", (await host.GetAsync("/")).Header("Retry-After"));
        Assert.Equal("upstream", (await host.GetAsync("/", ("X-Maintenance-Token", Secret))).Body);
        time.Advance(TimeSpan.FromHours(2) - TimeSpan.FromTicks(1));
        Assert.Equal(503, (await host.GetAsync("/")).Status);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(200, (await host.GetAsync("/")).Status);
    }

    [Fact]
    public async Task A_cache_does_not_keep_the_response_to_a_tester()
    {
        var time = new FakeTimeProvider(s_noon);
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute($$"""
                { name: maintenance, options: { until: 2027-03-01T14:00:00Z,
                  testers: { header: X-Maintenance-Token, value: {{Secret}} } } }
                """),
            setup => setup.WithTime(time).WithUpstream(http =>
            {
                http.Response.Headers.CacheControl = "public, max-age=60";
                http.Response.Headers["CDN-Cache-Control"] = "max-age=60";
                return http.Response.WriteAsync("upstream");
            }));

        var during = await host.GetAsync("/", ("X-Maintenance-Token", Secret));
        Assert.Equal((200, "no-store", null), (during.Status, during.Header("Cache-Control"), during.Header("CDN-Cache-Control")));
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("public, max-age=60", (await host.GetAsync("/", ("X-Maintenance-Token", Secret))).Header("Cache-Control"));
    }

    [Fact]
    public async Task A_tester_reaches_the_upstream_and_not_the_cache_of_the_gateway()
    {
        var time = new FakeTimeProvider(s_noon.AddSeconds(-1));
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute(
                $$"""
                { name: maintenance, options: { from: 2027-03-01T12:00:00Z, until: 2027-03-01T14:00:00Z,
                  testers: { header: X-Maintenance-Token, value: {{Secret}} } } }
                """,
                "{ name: cache, options: { ttl: 12h } }"),
            setup => setup.WithTime(time).WithUpstream(http =>
            {
                http.Response.Headers.Date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
                return http.Response.WriteAsync(time.GetUtcNow() < s_noon ? "before" : "during");
            }));

        Assert.Equal("before", (await host.GetAsync("/stored")).Body);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("during", (await host.GetAsync("/stored", ("X-Maintenance-Token", Secret))).Body);
        Assert.Equal("during", (await host.GetAsync("/new", ("X-Maintenance-Token", Secret), ("Cache-Control", "max-age=9"))).Body);
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("before", (await host.GetAsync("/stored")).Body);
        Assert.Contains("fwd=", (await host.GetAsync("/new")).Header("Cache-Status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_in_the_past_is_a_warning()
        => Assert.StartsWith(
            "(maintenance): options.until is in the past",
            Assert.Single(await PluginGateway.WarningsOfAsync("{ name: maintenance, options: { until: 2020-01-01T00:00:00Z } }")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("from: 2027-01-02T00:00:00Z, until: 2027-01-02T00:00:00Z", ".until isn't later than 'from'.")]
    [InlineData("from: tomorrow", ".from is 'tomorrow'; it must be a time")]
    [InlineData("retryAfter: 0s", ".retryAfter is 0s; it must be between 1s and 30d.")]
    [InlineData("contentType: text/html", ".contentType needs a body.")]
    [InlineData("testers: {}", ".testers name no testers")]
    [InlineData("testers: { header: X-A }", ".testers.value is missing; without it, every client would be a tester.")]
    [InlineData("testers: { value: 0123456789abcdef }", ".testers.header is missing")]
    [InlineData("testers: { header: Host, value: 0123456789abcdef }", ".testers.header is 'Host'; it must not")]
    [InlineData("testers: { header: authorization, value: 0123456789abcdef }", ".testers.header is 'authorization', which is removed")]
    [InlineData("testers: { header: X-A, value: 'sha256:123456789' }", ".testers.value must be 'sha256:' and 64")]
    [InlineData("testers: { networks: [10.0.0.1/8] }", ".testers.networks[0] is '10.0.0.1/8'; the address has bits")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.StartsWith($"(maintenance): options{error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: maintenance, options: {{ {options} }} }}")),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_short_secret_is_an_error_that_does_not_show_it()
    {
        var error = Assert.Single(await PluginGateway.ErrorsOfAsync(
            "{ name: maintenance, options: { testers: { header: X-A, value: hunter2 } } }"));

        Assert.StartsWith("(maintenance): options.testers.value", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_cannot_be_skipped_after_an_error()
        => Assert.Contains("onError is 'continue'", Assert.Single(
            await PluginGateway.ErrorsOfAsync("{ name: maintenance, onError: continue }")), StringComparison.Ordinal);

    [Fact]
    public void A_request_allocates_nothing()
    {
        var plugin = new MaintenancePlugin(
            new MaintenanceOptions { Testers = new TesterOptions { Networks = ["10.0.0.0/8"] } }, TimeProvider.System, new NoWarnings());
        var context = new FakeContext();
        context.Http.Connection.RemoteIpAddress = IPAddress.Loopback;

        Assert.Equal(0, AllocatedBytes.Of(() => plugin.OnRequestAsync(context).Now()));

        context.Http.Connection.RemoteIpAddress = IPAddress.Parse("10.0.0.1");
        Assert.Equal(0, AllocatedBytes.Of(() => Assert.Null(plugin.OnRequestAsync(context).Now().Response)));
    }

    private static (int, bool) Of((Answer Answer, bool IsForwarded) result) => (result.Answer.Status, result.IsForwarded);

    private sealed class NoWarnings : IPluginWarnings
    {
        public void Warn(string option, string message)
        {
        }
    }

    public sealed class Fixture() : RouteHost($$"""
        routes:
          plain: { clusterId: up, match: { path: /plain }, plugins: [ { name: maintenance, options: { retryAfter: 2m } } ] }
          page:
            clusterId: up
            match: { path: /page }
            plugins:
              - name: maintenance
                options: { body: "<p>Back soon</p>", contentType: text/html, until: 2100-01-01T00:00:00Z }
          secret:
            clusterId: up
            match: { path: /plain-secret }
            plugins: [ { name: maintenance, options: { testers: { header: X-Maintenance-Token, value: {{Secret}} } } } ]
          hashed:
            clusterId: up
            match: { path: /hashed-secret }
            plugins:
              - { name: maintenance, options: { testers: { header: X-Maintenance-Token, value: "{{CredentialKey.FromSecret(Secret)}}" } } }
          network:
            clusterId: up
            match: { path: /network }
            plugins: [ { name: maintenance, options: { testers: { networks: [127.0.0.0/8, "::1"] } } } ]
          other-network:
            clusterId: up
            match: { path: /other-network }
            plugins: [ { name: maintenance, options: { testers: { networks: [10.0.0.0/8] } } } ]
          group:
            clusterId: up
            match: { path: /group }
            plugins: [ { name: maintenance, options: { testers: { groups: [testers] } } }, { name: key-auth } ]
          cors:
            clusterId: up
            match: { path: /cors }
            plugins: [ { name: maintenance }, { name: cors, options: { origins: ["https://app.example.com"] } } ]
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
        groups: { testers: {} }
        consumers:
          alice: { credentials: { key-auth: [ { key: alice-key } ] } }
          tess: { groups: [testers], credentials: { key-auth: [ { key: tess-key } ] } }
        """);
}
