using System.Net;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Tests.Proxy.Routing;

public sealed class RouteGroupTests
{
    [Fact]
    public async Task A_gateway_in_a_group_of_the_host_has_the_groups_prefix_before_and_after_a_reload()
    {
        var source = new TestConfigSource("routes: { one: { match: { path: /one } } }", new Uri("http://127.0.0.1:1"));
        await using var app = await StartAsync(source);
        using var client = Client(app);

        Assert.Equal((404, 503), (await AskAsync(client, "/one"), await AskAsync(client, "/v1/one")));
        source.Text = "routes: { two: { match: { path: /two } } }";
        Assert.Empty((await app.Services.GetRequiredService<ReloadCoordinator>().ReloadAsync(source)).Items);
        Assert.Equal((404, 503), (await AskAsync(client, "/v1/one"), await AskAsync(client, "/v1/two")));
    }

    [Fact]
    public async Task In_a_group_a_reload_is_refused_and_readiness_turns_red_when_routing_no_longer_follows()
    {
        using var endpoints = new ChangingEndpoints();
        var source = new TestConfigSource("routes: { one: { match: { path: /one } } }", new Uri("http://127.0.0.1:1"));
        await using var app = await StartAsync(source, endpoints);
        using var client = Client(app);
        Assert.Equal(503, await AskAsync(client, "/v1/one"));
        Assert.ThrowsAny<Exception>(() => endpoints.Change("/broken/{id:intt}"));
        endpoints.Change("/mended");

        source.Text = "routes: { two: { match: { path: /two } } }";
        var errors = (await app.Services.GetRequiredService<ReloadCoordinator>().ReloadAsync(source)).Items;

        Assert.Contains(
            "ASP.NET Core's routing no longer follows changes", Assert.Single(errors).ToString(), StringComparison.Ordinal);
        Assert.Equal((503, 404), (await AskAsync(client, "/v1/one"), await AskAsync(client, "/v1/two")));
        Assert.False(app.Services.GetRequiredService<Readiness>().IsReady);
    }

    private static async Task<WebApplication> StartAsync(TestConfigSource source, params EndpointDataSource[] own)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.AddGatewayKit().LoadFrom(_ => source);
        var app = builder.Build();
        app.MapGroup("/v1").MapGatewayKit();
        foreach (var endpoints in own)
            ((IEndpointRouteBuilder)app).DataSources.Add(endpoints);
        await app.StartAsync();
        return app;
    }

    private static HttpClient Client(WebApplication app) => new()
    {
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
    };

    private static async Task<int> AskAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return (int)response.StatusCode;
    }
}
