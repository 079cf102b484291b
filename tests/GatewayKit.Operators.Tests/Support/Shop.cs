namespace GatewayKit.Operators.Tests.Support;

/// <summary>The configuration of a shop, and the same as entries of a store.</summary>
internal static class Shop
{
    /// <summary>Markup that a page must show as text.</summary>
    public const string Attack = "<script>alert(1)</script>\\\"><img src=x onerror=alert(1)>";

    public const string Configuration = $$"""
        routes:
          orders:
            clusterId: orders
            match: { path: "/orders/{**rest}", methods: [GET, POST] }
            plugins: [ { name: rate-limit, options: { limit: 100, window: 1m } } ]
          "{{Attack}}":
            clusterId: "{{Attack}}"
            match: { path: "/attack" }
            plugins:
              - { name: upstream-auth, id: "<img/src=x/onerror=alert(1)>", options: { header: { name: X-A, value: planted-value } } }
        clusters:
          orders:
            destinations: { one: { address: "{upstream}" }, two: { address: "http://shop:planted-password@127.0.0.1:9" } }
            destinationStates: { two: drained }
          "{{Attack}}": { destinations: { "{{Attack}}": { address: "{upstream}" } } }
        consumers:
          alice: { credentials: { key-auth: [ { key: planted-alice-key } ] } }
        """;

    public const string Route = """
        { "clusterId": "orders", "match": { "path": "/orders/{**rest}" },
          "plugins": [
            { "name": "rate-limit", "options": { "limit": 2, "window": "1h", "by": "ip" } },
            { "name": "upstream-auth", "options": { "header": { "name": "X-Up", "value": "planted-value" } } } ] }
        """;

    public static string Cluster(Uri upstream) => $$"""
        { "destinations": { "one": { "address": "{{upstream}}" }, "two": { "address": "{{upstream}}" } } }
        """;

    /// <summary>Starts a gateway whose store has the route and the cluster.</summary>
    public static async Task<OperatorHost> StartStoreAsync()
    {
        var host = await OperatorHost.StartAsync(hasStore: true);
        await host.WriteAsync("Add orders", ("routes/orders", Route), ("clusters/orders", Cluster(host.Gateway.Upstream.Address)));
        await host.AnswersAsync("/orders/1", 200);
        return host;
    }
}
