using GatewayKit.Admin.Tests.Support;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Admin.Tests.Endpoints;

/// <summary>The configuration of a shop, with first-party plugins.</summary>
internal static class Shop
{
    public const string Configuration = """
        plugins:
          - name: key-auth
        routes:
          orders:
            clusterId: orders
            match: { path: "/orders/{**rest}", methods: [GET, POST] }
            plugins:
              - name: request-transform
                options: { add: { headers: { Accept-Language: de } } }
          catalog:
            clusterId: orders
            match: { path: "/catalog" }
        clusters:
          orders:
            destinations:
              one: { address: "{upstream}" }
              two: { address: "http://127.0.0.1:1" }
        groups:
          gold:
            plugins:
              - name: request-transform
                id: gold
                options: { add: { headers: { X-Gold: "yes" } } }
        consumers:
          alice: { groups: [gold], credentials: { key-auth: [ { id: laptop, key: alice-secret-key } ] } }
          bob: { credentials: { key-auth: [ { key: bob-secret-key } ] } }
        paths: { encodedSlash: keep }
        """;

    public static Task<AdminHost> StartAsync() => AdminHost.StartAsync(Configuration, UsePlugins);

    public static void UsePlugins(GatewayTestSetup setup) => setup.WithGateway(gateway =>
    {
        foreach (var assembly in FirstPartyPlugins.Assemblies)
            gateway.AddPluginsFrom(assembly);
    });
}
