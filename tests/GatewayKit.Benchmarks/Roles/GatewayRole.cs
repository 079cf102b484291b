using System.Text;
using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.Jwt;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Plugins.ResponseTransform;

namespace GatewayKit.Benchmarks.Roles;

/// <summary>A gateway with the same route as bare YARP, and plugins on it.</summary>
internal static class GatewayRole
{
    public const string FivePlugins = """
        [
          { "name": "correlation-id" },
          { "name": "key-auth" },
          { "name": "rate-limit", "options": { "limit": "1000000", "window": "1s", "by": "consumer" } },
          { "name": "request-transform", "options": { "remove": { "headers": ["X-Debug"] }, "add": { "headers": { "X-Gateway": "orders" } } } },
          { "name": "response-transform", "options": { "remove": { "headers": ["X-Powered-By"] }, "add": { "headers": { "X-Frame-Options": "DENY" } } } }
        ]
        """;

    public const string Jwt = """
        [ { "name": "jwt", "options": {
          "audiences": ["orders"], "tokenTypes": ["at+jwt"], "requiredScopes": ["orders.read"], "groupsClaim": "roles"
        } } ]
        """;

    public static Action<WebApplication> Add(WebApplicationBuilder builder, string upstream, string plugins)
    {
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Configuration(upstream, plugins))));
        builder.AddGatewayKit()
            .AddPlugin<CorrelationIdPlugin>()
            .AddPlugin<JwtPlugin>()
            .AddPlugin<KeyAuthPlugin>()
            .AddPlugin<RateLimitPlugin>()
            .AddPlugin<RequestTransformPlugin>()
            .AddPlugin<ResponseTransformPlugin>();
        return app => app.MapGatewayKit();
    }

    private static string Configuration(string upstream, string plugins) => $$"""
        {
          "GatewayKit": {
            "routes": {
              "orders": { "clusterId": "orders", "match": { "path": "/orders/{**rest}" }, "plugins": {{plugins}} }
            },
            "clusters": {
              "orders": { "destinations": { "one": { "address": "{{upstream}}" } } }
            },
            "consumers": {
              "alice": { "credentials": {
                "key-auth": [ { "key": "alice-0123456789abcdef" } ], "jwt": [ { "keyId": "bench", "secret": "{{BenchmarkToken.Secret}}" } ]
              } }
            }
          }
        }
        """;
}
