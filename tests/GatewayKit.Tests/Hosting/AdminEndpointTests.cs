using System.Net;
using GatewayKit.Testing;
using GatewayKit.Tests.Edge;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Hosting;

/// <summary>Endpoints that a team's host adds to the admin address.</summary>
public sealed class AdminEndpointTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient _client = new() { Timeout = s_patience };
    private GatewayTestHost _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayTestHost.StartAsync(setup => setup
        .WithGateway(gateway =>
        {
            gateway.Services
                .AddAuthentication(AdminKeyHandler.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, AdminKeyHandler>(AdminKeyHandler.SchemeName, null);
            gateway.UseAdminUrls("http://127.0.0.1:0").AddPlugin<CountingPlugin>().MapAdmin(Map);
        })
        .WithConfiguration("routes: { one: { match: { path: /one }, plugins: [ { name: counting } ] } }")).WaitAsync(s_patience);

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task They_are_served_on_the_admin_address_with_the_services_of_the_host()
        => Assert.Equal((HttpStatusCode.OK, "system"), await SendAsync(HttpMethod.Get, "/clock"));

    [Fact]
    public async Task They_are_not_served_on_the_addresses_of_the_gateway()
    {
        using var response = await _gateway.Client.GetAsync("/clock");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_routes_of_the_gateway_are_not_served_on_the_admin_address()
        => Assert.Equal((HttpStatusCode.OK, "fallback"), await SendAsync(HttpMethod.Get, "/one"));

    [Fact]
    public async Task They_can_demand_authorization()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, "/secret")).Status);
        Assert.Equal((HttpStatusCode.OK, "operator"), await SendAsync(HttpMethod.Get, "/secret", key: "secret"));
    }

    [Fact]
    public async Task A_fallback_hides_neither_health_checks_nor_commands()
    {
        Assert.Equal((HttpStatusCode.OK, "live\n"), await SendAsync(HttpMethod.Get, "/healthz/live"));
        Assert.Equal((HttpStatusCode.OK, "ready\n"), await SendAsync(HttpMethod.Get, "/healthz/ready"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, "/plugins/counting/reset")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Post, "/plugins")).Status);
    }

    [Fact]
    public async Task Their_requests_can_have_a_body_up_to_a_limit()
    {
        Assert.Equal((HttpStatusCode.OK, "4"), await SendAsync(HttpMethod.Post, "/size", size: 4));

        // The body is only announced: a client that sends it may find its connection closed before it has read the answer.
        var refused = await RawClient.SendAsync(
            AdminAddress.Of(_gateway).Port, $"POST /size HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {(1024 * 1024) + 1}\r\n\r\n");
        Assert.Equal(413, refused!.Status);
    }

    private static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/clock", (TimeProvider time) => time == TimeProvider.System ? "system" : "another");
        admin.MapGet("/secret", (HttpContext http) => http.User.Identity!.Name).RequireAuthorization();
        admin.MapPost("/size", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return $"{body.Length}";
        });
        admin.MapFallback("{**path}", () => "fallback");
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, string path, string? key = null, int size = 0)
    {
        using var request = new HttpRequestMessage(method, new Uri(AdminAddress.Of(_gateway), path));
        if (key is not null)
            request.Headers.Add("X-Admin-Key", key);
        if (size > 0)
            request.Content = new ByteArrayContent(new byte[size]);
        using var response = await _client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
