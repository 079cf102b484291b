using GatewayKit.Portal.Tests.Support;
using Microsoft.AspNetCore.Http;
using static GatewayKit.Portal.Tests.Trying.TryHost;

namespace GatewayKit.Portal.Tests.Trying;

public sealed class SendingTests
{
    private const string KeyAuth = "[ { name: key-auth, options: { headers: [X-Partner-Key] } } ]";
    private const string Consumers = "consumers: { alice: { credentials: { key-auth: [ { id: one, key: secret-of-alice } ] } } }";

    [Fact]
    public async Task A_request_goes_through_the_gateway_to_the_upstream()
    {
        await using var portal = await StartAsync();

        var page = await new TryReader(portal).SendAsync(GetOrder, ("id", "7"));

        Assert.Equal(("200 OK", "upstream"), (TryReader.Status(page), TryReader.Body(page)));
        Assert.Equal(("GET", "/v2/orders/7"), (portal.Gateway.Upstream.Request.Method, portal.Gateway.Upstream.Request.Target));
    }

    [Fact]
    public async Task A_body_is_sent_with_its_media_type()
    {
        var body = new TaskCompletionSource<string>();
        await using var portal = await StartAsync(setUp: setup => setup.WithUpstream(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            body.SetResult(await reader.ReadToEndAsync());
            http.Response.StatusCode = 201;
            await http.Response.WriteAsJsonAsync(new { id = 1, item = "té" });
        }));

        var page = await new TryReader(portal).SendAsync(CreateOrder, ("body", "{\r\n\"item\": \"té\" }"));

        Assert.Equal("{\n\"item\": \"té\" }", await body.Task.WaitAsync(PortalHost.Patience));
        Assert.Equal("application/json", portal.Gateway.Upstream.Request.Header("Content-Type"));
        Assert.Equal(("201 Created", "{\n  \"id\": 1,\n  \"item\": \"té\"\n}"), (TryReader.Status(page), TryReader.Body(page)));
    }

    [Fact]
    public async Task The_body_is_filled_in_with_an_example_of_its_schema()
    {
        await using var portal = await StartAsync();

        var page = await new TryReader(portal).ReadAsync(CreateOrder);

        Assert.Contains("\"item\": \"tea\"", page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("\"id\"", page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_that_the_gateway_wants_is_sent_but_not_to_the_page_or_the_log()
    {
        await using var portal = await StartAsync(KeyAuth, Consumers);
        var reader = new TryReader(portal);

        var without = await reader.SendAsync(GetOrder, ("id", "7"));
        var with = await reader.SendAsync(GetOrder, ("id", "7"), ("c0", "secret-of-alice"));

        Assert.Equal(("401 Unauthorized", "200 OK"), (TryReader.Status(without), TryReader.Status(with)));
        Assert.Equal("alice", portal.Gateway.Upstream.Request.Header("X-Consumer-Name"));
        Assert.DoesNotContain("secret-of-alice", with.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Gateway.Logs.Lines, line => line.Contains("secret-of-alice", StringComparison.Ordinal));
        Assert.Contains("X-Partner-Key: YOUR-API-KEY", with.QuerySelector("#try-code")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_and_a_password_are_sent_as_basic_authentication()
    {
        await using var portal = await StartAsync(
            "[ { name: basic-auth } ]",
            "consumers: { bob: { credentials: { basic-auth: [ { username: bob, password: sixteen-chars-ok } ] } } }");

        var page = await new TryReader(portal).SendAsync(GetOrder, ("id", "7"), ("c0-name", "bob"), ("c0", "sixteen-chars-ok"));

        Assert.Equal("200 OK", TryReader.Status(page));
        Assert.Contains("--user 'NAME:PASSWORD'", page.QuerySelector("#try-code")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_who_runs_into_a_limit_sees_its_headers_explained()
    {
        await using var portal = await StartAsync("[ { name: rate-limit, options: { limit: 1, window: 60s, by: ip } } ]");
        var reader = new TryReader(portal);
        await reader.SendAsync(GetOrder, ("id", "7"));

        var page = await reader.SendAsync(GetOrder, ("id", "7"));

        Assert.Equal("429 Too Many Requests", TryReader.Status(page));
        Assert.Contains("Try again in ", TryReader.Header(page, "Retry-After"), StringComparison.Ordinal);
        Assert.Contains("0 requests left", TryReader.Header(page, "RateLimit"), StringComparison.Ordinal);
        Assert.Contains("up to 1 request in 60 s", TryReader.Header(page, "RateLimit-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_has_the_host_and_the_scheme_of_the_documented_address()
    {
        await using var portal = await StartAsync(portal: "tryIt: true\n  server: https://api.example.com");

        await new TryReader(portal).SendAsync(GetOrder, ("id", "7"));

        var request = portal.Gateway.Upstream.Request;
        Assert.Equal(("api.example.com", "https"), (request.Header("X-Forwarded-Host"), request.Header("X-Forwarded-Proto")));
    }

    [Fact]
    public async Task The_portal_sends_nothing_unless_it_is_switched_on()
    {
        await using var portal = await StartAsync(portal: "title: APIs");
        var reader = new TryReader(portal);

        var page = await reader.ReadAsync(GetOrder);
        using var response = await reader.PostAsync(GetOrder, new Dictionary<string, string> { ["p0"] = "7" });

        Assert.Null(page.QuerySelector("form.try"));
        Assert.Contains("curl", page.QuerySelector("#try-code")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((404, 0), ((int)response.StatusCode, portal.Gateway.Upstream.Requests.Count));
    }
}
