using System.Net;
using System.Text.Json;
using GatewayKit.Testing;

namespace GatewayKit.Tests.Pipeline;

/// <summary>An authentication hook that forbids the request, or answers it.</summary>
public sealed class AuthenticationAnswerTests
{
    private const string Two = """
        - { name: claims, id: one, options: { header: X-One } }
        - { name: claims, id: two, options: { header: X-Two } }
        """;

    private readonly Probe _probe = new();

    [Theory]
    [InlineData("false", "forbidden", ClaimsPlugin.Reason)]
    [InlineData("true", "forbidden", ClaimsPlugin.Reason)]
    [InlineData("false", "forbidden-without-reason", "The credentials of this request are not sufficient.")]
    public async Task Insufficient_credentials_are_403_with_the_reason(string isAsync, string value, string reason)
    {
        await using var gateway = await StartAsync(Watched(isAsync));

        using var response = await SendAsync(gateway, value, null);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(response.Headers.WwwAuthenticate);
        Assert.Equal(("Forbidden", reason),
            (problem.RootElement.GetProperty("title").GetString(), problem.RootElement.GetProperty("detail").GetString()));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task A_plugin_can_redirect_the_caller(string isAsync)
    {
        await using var gateway = await StartAsync(Watched(isAsync));

        using var response = await SendAsync(gateway, "login", null);

        Assert.Equal((HttpStatusCode.Redirect, "https://login.example.com/"),
            (response.StatusCode, response.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("forbidden", "403 Gateway")]
    [InlineData("login", "302 Plugin")]
    [InlineData("welcome", "200 Plugin")]
    public async Task The_plugins_above_see_the_answer_and_neither_those_below_nor_the_upstream_see_the_request(string value, string seen)
    {
        await using var gateway = await StartAsync(Watched("false"));

        using var response = await SendAsync(gateway, value, null);

        Assert.Equal(["above request", $"above response {seen}"],
            _probe.Events.Where(e => !e.Contains("completed", StringComparison.Ordinal)));
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("ann", "forbidden", 403)]
    [InlineData("forbidden", "ann", 403)]
    [InlineData("ann", "login", 302)]
    [InlineData("login", "ann", 302)]
    [InlineData("welcome", "throw", 200)]
    [InlineData("throw", "ann", 500)]
    public async Task With_all_the_first_answer_ends_the_exchange(string one, string two, int status)
        => await ExpectAsync("all", one, two, status);

    [Theory]
    [InlineData("ann", "forbidden", 200)]
    [InlineData("forbidden", "ann", 403)]
    [InlineData(null, "forbidden", 403)]
    [InlineData("login", "ann", 302)]
    [InlineData(null, "login", 302)]
    [InlineData("throw", "ann", 500)]
    public async Task With_any_an_answer_decides(string? one, string? two, int status) => await ExpectAsync("any", one, two, status);

    private static string Watched(string isAsync) => $$"""
        - { name: probe, id: above, stage: edge, options: { name: above } }
        - { name: claims, options: { header: X-One, async: {{isAsync}} } }
        - { name: probe, options: { name: below } }
        """;

    private async Task ExpectAsync(string mode, string? one, string? two, int status)
    {
        await using var gateway = await StartAsync(Two, $"authentication: {mode}");

        using var response = await SendAsync(gateway, one, two);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(one == "ann" && status == 200 ? 1 : 0, gateway.Upstream.Requests.Count);
    }

    private Task<GatewayTestHost> StartAsync(string plugins, string more = "")
        => ProbeHost.StartAsync(_probe, ProbeHost.Route(plugins, more), setup => setup.WithPlugin<ClaimsPlugin>());

    private static async Task<HttpResponseMessage> SendAsync(GatewayTestHost gateway, string? one, string? two)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/x");
        if (one is not null)
            request.Headers.Add("X-One", one);
        if (two is not null)
            request.Headers.Add("X-Two", two);
        return await gateway.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
    }
}
