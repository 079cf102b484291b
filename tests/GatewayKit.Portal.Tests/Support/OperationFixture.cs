using System.Net;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Portal.Tests.Support;

/// <summary>A portal with APIs that have documents and requests, and the browser of their owner.</summary>
public sealed class OperationFixture : IAsyncLifetime
{
    internal const string Configuration = """
        routes:
          shop-v1: { clusterId: up, match: { path: "/v1/{**rest}" } }
          shop-v2: { clusterId: up, match: { path: "/v2/{**rest}" } }
          hostile: { clusterId: up, match: { path: "/a/{**rest}" } }
          other: { clusterId: up, match: { path: /other } }
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
        portal:
          apis:
            shop:
              title: Shop
              owner: { name: Shop team, email: shop@example.com }
              versions:
                - { version: v2, routes: [SHOP-V2], document: "{folder}/orders.yaml" }
                - { version: v1, routes: [shop-v1], document: "{folder}/orders-v1.json" }
            hostile:
              owner: { name: Shop team, email: shop@example.com }
              versions: [ { version: v1, routes: [hostile], document: "{folder}/hostile.yaml" } ]
            other:
              owner: { name: Other team, email: other@example.com }
              versions: [ { version: v1, routes: [other] } ]
        """;

    internal AccountHost Host { get; private set; } = null!;

    internal Browser Owner { get; private set; } = null!;

    public async Task InitializeAsync() => (Host, Owner) = await StartAsync(TestStore.Sqlite);

    public async Task DisposeAsync() => await Host.DisposeAsync();

    internal static async Task<(AccountHost Host, Browser Owner)> StartAsync(string kind)
    {
        var host = await AccountHost.StartAsync(
            store: kind == TestStore.Sqlite ? null : await (await PostgresServer.Shared).CreateDatabaseAsync(),
            configuration: Configuration,
            setUp: setup => setup.WithUpstream(http =>
            {
                http.Response.StatusCode = http.Request.Path == "/v2/orders/7" ? 500 : 200;
                return Task.CompletedTask;
            }));
        await host.CountsOperationsAsync(operations => operations.ContainsKey("shop-v2"));
        await SendAsync(
            host, "GET", "/v2/orders", "/v2/orders?limit=1", "/v2/orders/7", "/v2/nowhere", "/v1/orders", "/other", HostilePath,
            "/v2/%256Frders");
        await SendAsync(host, "HEAD", "/v2/orders");
        await SendAsync(host, "POST", "/v1/orders");
        await host.CountedAsync(10);
        return (host, await host.RegisterAsync("shop@example.com"));
    }

    /// <summary>The path of the hostile document, as a client writes it.</summary>
    private static string HostilePath => "/a/" + string.Join(
        '/', Samples.Attack.Replace("\\\"", "\"", StringComparison.Ordinal).Split('/').Select(Uri.EscapeDataString));

    private static async Task SendAsync(AccountHost host, string method, params string[] paths)
    {
        foreach (var path in paths)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var response = await host.Portal.Gateway.Client.SendAsync(request).WaitAsync(PortalHost.Patience);
            Assert.NotEqual(HttpStatusCode.NotFound, response.StatusCode);
        }
    }
}
