using GatewayKit.Portal.Tests.Support;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Portal.Tests.Trying;

/// <summary>Portals whose readers send requests.</summary>
internal static class TryHost
{
    public const string GetOrder = "/dev/apis/orders/v1/operations/getOrder";
    public const string CreateOrder = "/dev/apis/orders/v1/operations/createOrder";
    public const string ListOrders = "/dev/apis/orders/v1/operations/listOrders";

    /// <summary>Starts a gateway whose route for orders has plugins.</summary>
    /// <param name="plugins">The plugins as a list of YAML.</param>
    /// <param name="rest">More of the configuration.</param>
    /// <param name="setUp">Changes the gateway.</param>
    /// <param name="version">More keys of the version.</param>
    /// <param name="portal">More keys of the portal.</param>
    public static Task<PortalHost> StartAsync(
        string plugins = "[]", string rest = "", Action<GatewayTestSetup>? setUp = null, string version = "", string portal = "tryIt: true")
        => PortalHost.StartAsync(Configuration(plugins, rest, version, portal), setup =>
        {
            setup.WithGateway(gateway =>
            {
                foreach (var assembly in FirstPartyPlugins.Assemblies)
                    gateway.AddPluginsFrom(assembly);
            });
            setUp?.Invoke(setup);
        });

    public static string Configuration(string plugins, string rest, string version, string portal) => $$"""
        routes:
          orders:
            clusterId: up
            match: { path: "/shop/{**rest}" }
            transforms: [ { pathRemovePrefix: /shop } ]
            plugins: {{plugins}}
          other: { clusterId: up, match: { path: "/shop/orders/secret" } }
          mocked:
            match: { path: "/mock/{**rest}" }
            plugins: [ { name: mock, options: { contentType: application/json, body: '{"mocked":true}' } } ]
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        portal:
          {{portal}}
          apis:
            orders: { versions: [ { version: v1, routes: [orders], document: "{folder}/orders.yaml"{{version}} } ] }
        {{rest}}
        """;
}
