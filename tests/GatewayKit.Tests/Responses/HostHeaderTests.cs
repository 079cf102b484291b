using System.Net;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Responses;

/// <summary>What the host's middleware puts on a response is on the gateway's own answers as well.</summary>
public sealed class HostHeaderTests : IAsyncLifetime
{
    private readonly Probe _probe = new();

    private GatewayTestHost _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<ProbePlugin>().WithPlugin<TokenPlugin>().WithPlugin<RefusingPlugin>()
        .WithGateway(
            gateway => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(gateway.Services, _probe))
        .WithApp(app => app.Use(SecureAsync))
        .WithUpstream(AnswerAsync)
        .WithConfiguration("""
            routes:
              free: { clusterId: up, match: { path: "/free/{**rest}" } }
              probed: { clusterId: up, match: { path: "/probed/{**rest}" }, plugins: [ { name: probe, options: { runs: true } } ] }
              replaced: { clusterId: up, match: { path: "/replaced/{**rest}" }, plugins: [ { name: probe, options: { replace: 404 } } ] }
              keyed: { clusterId: up, match: { path: /keyed }, plugins: [ { name: token } ] }
              limited: { clusterId: up, match: { path: /limited }, plugins: [ { name: refusing } ] }
              read: { clusterId: up, match: { path: /read, methods: [GET] } }
              small: { clusterId: up, match: { path: /small }, maxRequestBodySize: 3 }
              dead: { clusterId: dead, match: { path: /dead } }
              deadProbed: { clusterId: dead, match: { path: /dead-probed }, plugins: [ { name: probe } ] }
              slow: { clusterId: slow, match: { path: /hang } }
              empty: { match: { path: /empty } , plugins: [ { name: probe } ] }
            clusters:
              up: { destinations: { one: { address: "{upstream}" } } }
              dead: { destinations: { one: { address: "http://127.0.0.1:1" } } }
              slow: { destinations: { one: { address: "{upstream}" } }, httpRequest: { activityTimeout: 00:00:01 } }
            """)).WaitAsync(TimeSpan.FromSeconds(60));

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData("GET", "/free/x", 200)]
    [InlineData("GET", "/free/a%2Fb", 400)]
    [InlineData("GET", "/keyed", 401)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/replaced/x", 404)]
    [InlineData("POST", "/read", 405)]
    [InlineData("TRACE", "/free/x", 405)]
    [InlineData("POST", "/small", 413)]
    [InlineData("GET", "/limited", 429)]
    [InlineData("GET", "/dead", 502)]
    [InlineData("GET", "/dead-probed", 502)]
    [InlineData("GET", "/free/broken", 502)]
    [InlineData("GET", "/probed/broken", 502)]
    [InlineData("GET", "/hang", 504)]
    [InlineData("GET", "/empty", 503)]
    public async Task Headers_of_the_host_are_on_every_answer(string method, string path, int status)
    {
        using var response = await SendAsync(method, path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("max-age=1", Header(response, "Strict-Transport-Security"));
        Assert.Equal("one, two", Header(response, "X-Host"));
        Assert.Equal("yes", Header(response, "X-Started"));
        Assert.Equal(status == 200 ? "yes" : null, Header(response, "X-Upstream"));
    }

    [Fact]
    public async Task A_header_that_a_request_hook_sets_stays_when_the_upstream_fails()
    {
        _probe.OnRequest = context =>
        {
            context.Http.Response.Headers["X-Hook"] = "set";
            return HookResult.Continue;
        };

        using var response = await SendAsync("GET", "/probed/broken");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("set", Header(response, "X-Hook"));
    }

    [Fact]
    public async Task A_header_that_an_error_hook_sets_beside_its_answer_stays()
    {
        _probe.OnError = (context, _) =>
        {
            context.Http.Response.Headers["X-Hook"] = "set";
            return HookResult.Respond(GatewayResponse.Text(503, "sorry"));
        };

        using var response = await SendAsync("GET", "/probed/broken");

        Assert.Equal("sorry", await response.Content.ReadAsStringAsync());
        Assert.Equal("set", Header(response, "X-Hook"));
        Assert.Null(Header(response, "X-Upstream"));
    }

    private static string? Header(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private static Task SecureAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.Headers.StrictTransportSecurity = "max-age=1";
        http.Response.Headers["X-Host"] = new(["one", "two"]);
        http.Response.OnStarting(() =>
        {
            http.Response.Headers["X-Started"] = "yes";
            return Task.CompletedTask;
        });
        return next(http);
    }

    // "broken" is a head that is complete and a body that never comes.
    private static async Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers["X-Upstream"] = "yes";
        if (http.Request.Path == "/hang")
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        if (!http.Request.Path.Value!.EndsWith("/broken", StringComparison.Ordinal))
        {
            await http.Response.WriteAsync("upstream");
            return;
        }

        http.Response.ContentLength = 10;
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), _gateway.Address.GetLeftPart(UriPartial.Authority) + path);
        if (method == "POST")
            request.Content = new StringContent("body");
        return await _gateway.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
    }
}
