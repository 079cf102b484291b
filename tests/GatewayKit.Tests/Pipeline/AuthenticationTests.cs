using System.Net;
using System.Text.Json;

namespace GatewayKit.Tests.Pipeline;

public sealed class AuthenticationTests
{
    private const string Two = """
        - { name: token, id: one, options: { header: X-One } }
        - { name: token, id: two, options: { header: X-Two } }
        - { name: probe, options: { name: a } }
        """;

    private readonly Probe _probe = new();

    [Fact]
    public async Task A_request_without_credentials_is_401_with_the_challenge_and_reaches_nobody()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route("""
            - { name: token }
            - { name: probe }
            """));

        var response = await gateway.Client.GetAsync("/x");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Token header=\"X-Token\"", response.Headers.WwwAuthenticate.ToString());
        Assert.Empty(gateway.Upstream.Requests);
        Assert.Empty(_probe.Events);
    }

    [Fact]
    public async Task An_answer_of_the_gateway_is_a_problem_document()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route("- { name: token }"));

        var response = await gateway.Client.GetAsync("/x");
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(["type", "title", "status", "detail", "traceId"], problem.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(401, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.RootElement.GetProperty("traceId").GetString());
    }

    [Theory]
    [InlineData("ann", null, 401)]
    [InlineData(null, "ann", 401)]
    [InlineData("ann", "bad", 401)]
    [InlineData("ann", "bob", 403)]
    [InlineData("ann", "ann", 200)]
    public async Task Several_authentication_plugins_must_all_succeed_for_one_consumer(string? one, string? two, int status)
        => await ExpectAsync("", one, two, status);

    [Theory]
    [InlineData("ann", null, 200)]
    [InlineData(null, "ann", 200)]
    [InlineData("ann", "bad", 200)]
    [InlineData("bad", "ann", 401)]
    [InlineData(null, null, 401)]
    public async Task With_any_the_first_that_finds_its_credentials_decides(string? one, string? two, int status)
        => await ExpectAsync("authentication: any", one, two, status);

    [Fact]
    public async Task With_any_and_no_credentials_the_401_carries_every_challenge()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Two, "authentication: any"));

        var response = await gateway.Client.GetAsync("/x");

        Assert.Equal(["Token header=\"X-One\"", "Token header=\"X-Two\""], response.Headers.WwwAuthenticate.Select(c => c.ToString()));
    }

    [Fact]
    public async Task The_upstream_is_told_the_consumer_and_never_what_the_client_claims()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route("- { name: token }"));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/x");
        request.Headers.Add("X-Token", "ann:gold:eu");
        request.Headers.Add("X-Consumer-Name", "root");
        request.Headers.Add("X-Consumer-Groups", "admins");
        await gateway.Client.SendAsync(request);

        Assert.Equal("ann", gateway.Upstream.Request.Header("X-Consumer-Name"));
        Assert.Equal("gold,eu", gateway.Upstream.Request.Header("X-Consumer-Groups"));
    }

    [Fact]
    public async Task A_route_without_plugins_strips_identity_headers_too()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, """
            routes: { all: { clusterId: up, match: { path: "/{**rest}" } } }
            """);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/x");
        request.Headers.Add("X-Consumer-Name", "root");
        await gateway.Client.SendAsync(request);

        Assert.Null(gateway.Upstream.Request.Header("X-Consumer-Name"));
    }

    [Fact]
    public async Task The_plugins_of_groups_and_of_the_consumer_apply_once_the_caller_is_known()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, """
            groups:
              gold: { plugins: [ { name: probe, id: tier, options: { name: gold } } ] }
              eu: { plugins: [ { name: probe, id: region, options: { name: eu } } ] }
            consumers:
              ann: { groups: [gold, eu], plugins: [ { name: probe, id: region, options: { name: ann } } ] }
            """ + "\n" + ProbeHost.Route("""
            - { name: token }
            - { name: probe, id: tier, options: { name: everyone } }
            """));

        await SendAsync(gateway, "X-Token", "ann");
        await SendAsync(gateway, "X-Token", "bob");
        await SendAsync(gateway, "X-Token", "eve:eu");

        Assert.Equal(
            ["gold request", "ann request", "everyone request", "everyone request", "eu request"],
            _probe.Events.Where(e => e.EndsWith(" request", StringComparison.Ordinal)));
    }

    private async Task ExpectAsync(string mode, string? one, string? two, int status)
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Two, mode));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/x");
        if (one is not null)
            request.Headers.Add("X-One", one);
        if (two is not null)
            request.Headers.Add("X-Two", two);

        var response = await gateway.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, gateway.Upstream.Requests.Count);
    }

    private static async Task SendAsync(GatewayKit.Testing.GatewayTestHost gateway, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/x");
        request.Headers.Add(header, value);
        using var response = await gateway.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
