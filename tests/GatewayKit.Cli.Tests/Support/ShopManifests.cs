namespace GatewayKit.Cli.Tests.Support;

/// <summary>Manifests of a shop with one Service.</summary>
internal static class ShopManifests
{
    public const string Gateway = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: web, namespace: shop }
        spec:
          gatewayClassName: gatewaykit
          listeners: [ { name: http, port: 80, protocol: HTTP, hostname: shop.example.com } ]

        """;

    public const string Services = """
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: orders, namespace: shop }
        spec: { ports: [ { port: 80, targetPort: 8080 } ] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: orders, namespace: shop }

        """;

    public const string Route = """
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: orders, namespace: shop }
        spec:
          parentRefs: [ { name: web } ]
          rules:
            - matches: [ { path: { value: /orders } } ]
              filters:
                - type: URLRewrite
                  urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } }
              backendRefs: [ { name: orders, port: 80 } ]

        """;

    public const string Limit = """
        ---
        apiVersion: gatewaykit.io/v1alpha1
        kind: GatewayPlugin
        metadata: { name: limit, namespace: shop }
        spec:
          plugin: rate-limit
          options: { limit: many, window: 1m }
        """;
}
