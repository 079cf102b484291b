using System.Text;
using GatewayKit.Benchmarks.Load;
using GatewayKit.Benchmarks.Roles;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>The configuration of the gateway.</summary>
internal static class GatewayDocument
{
    /// <summary>Returns the document as JSON. Only the route that the requests use has plugins.</summary>
    public static string Of(ProxySpec spec)
    {
        var text = new StringBuilder("{ \"routes\": {");
        var separator = "\n";
        foreach (var (id, path, host) in spec.Routes.Entries())
        {
            text
                .Append(separator)
                .Append($$"""  "{{id}}": { "clusterId": "orders", "match": { "path": "{{path}}" """)
                .Append(host is null ? "}" : $$""", "hosts": ["{{host}}"] }""")
                .Append(id == "orders" ? $$""", "plugins": {{spec.Variant.Plugins}} }""" : " }");
            separator = ",\n";
        }

        return text.Append($$"""
            },
              "clusters": { "orders": {
                {{Forwarder(spec)}}{{Policies(spec)}}"destinations": { "one": { "address": "{{spec.UpstreamAddress}}" } }
              } },
              "groups": { "staff": {}, "interns": {} },
              "consumers": { "alice": { "groups": ["staff"], "credentials": {
                "key-auth": [ { "key": "{{RequestHeaders.ApiKey}}" } ],
                "jwt": [ { "keyId": "bench", "secret": "{{BenchmarkToken.Secret}}" } ]
              } } }
            }
            """).ToString();
    }

    private static string Forwarder(ProxySpec spec)
        => spec.Variant.Forwarder is { } forwarder ? $"\"forwarder\": \"{forwarder}\", " : "";

    private static string Policies(ProxySpec spec)
        => spec.Variant.Policies is { } policies ? $"\"policies\": {policies}, " : "";
}
