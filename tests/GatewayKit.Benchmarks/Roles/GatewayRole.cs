using System.Text;
using System.Text.Json;
using GatewayKit.Benchmarks.Servers;
using GatewayKit.Plugins.BasicAuth;
using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.HttpSignature;
using GatewayKit.Plugins.Jwt;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.MtlsAuth;
using GatewayKit.Plugins.OAuth2Introspection;
using GatewayKit.Plugins.Oidc;
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

    public const string BasicAuth = """[ { "name": "basic-auth" } ]""";

    public const string HttpSignature = """[ { "name": "http-signature", "options": { "maxAge": "1d" } } ]""";

    public static string MtlsAuth()
    {
        var root = Path.GetTempFileName();
        File.WriteAllText(root, BenchmarkConsumer.Certificate.ExportCertificatePem());
        return $$"""[ { "name": "mtls-auth", "options": { "roots": [{{JsonSerializer.Serialize(root)}}] } } ]""";
    }

    /// <param name="provider">The address of the identity provider.</param>
    public static string Oidc(string provider) => $$"""
        [ { "name": "oidc", "options": {
          "authority": "{{provider}}", "clientId": "gateway", "clientSecret": "secret", "matchConsumers": true, "groupsClaim": "groups",
          "redirectUri": "https://api.example.com/orders/callback", "callbackPath": "/orders/callback", "loginPath": "/orders/login"
        } } ]
        """;

    /// <param name="server">The address of the authorization server.</param>
    public static string Introspection(string server) => $$"""
        [ { "name": "oauth2-introspection", "options": {
          "endpoint": "{{server}}/introspect", "clientId": "gateway", "clientSecret": "secret", "matchConsumers": true, "cacheFor": "1h",
          "audiences": ["orders"], "requiredScopes": ["orders.read"]
        } } ]
        """;

    public static Action<WebApplication> Add(
        WebApplicationBuilder builder, string upstream, string plugins, int telemetry = 0, bool hasStatistics = false,
        bool hasSample = false, bool hasOperations = false)
    {
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Configuration(upstream, plugins))));
        var gateway = builder.AddGatewayKit()
            .AddPlugin<BasicAuthPlugin>()
            .AddPlugin<CorrelationIdPlugin>()
            .AddPlugin<HttpSignaturePlugin>()
            .AddPlugin<JwtPlugin>()
            .AddPlugin<KeyAuthPlugin>()
            .AddPlugin<MtlsAuthPlugin>()
            .AddPlugin<OAuth2IntrospectionPlugin>()
            .AddPlugin<OidcPlugin>()
            .AddPlugin<RateLimitPlugin>()
            .AddPlugin<RequestTransformPlugin>()
            .AddPlugin<ResponseTransformPlugin>();
        GatewayProxy.Measure(gateway, telemetry);
        if (hasStatistics)
            gateway.UseStore(Path.Combine(Directory.CreateTempSubdirectory("gatewaykit-benchmark-").FullName, "gateway.db"));
        return app => GatewayProxy.Map(app, hasSample, hasOperations);
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
              "alice": { "credentials": {{BenchmarkConsumer.Credentials}} }
            }
          }
        }
        """;
}
