using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Schema;
using GatewayKit.Tests.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Schema;

public class GatewaySchemaTests
{
    private static readonly JsonObject s_schema = GatewaySchema.Of(SchemaPlugins.Catalog());

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "x-shared": [1], "routes": { "a": { "transforms": [ { "pathRemovePrefix": "/a" }, { "X-Forwarded": "Off" }, { "own": "x" } ] } } }""")]
    [InlineData("""{ "clusters": { "c": { "loadBalancingPolicy": "OwnPolicy", "sessionAffinity": { "policy": "Cookie", "affinityKeyName": "k" } } } }""")]
    [InlineData("""{ "$schema": "x", "plugins": [ { "name": "nothing" } ], "routes": { "a": null, "b": {} }, "trustedProxies": ["10.0.0.0/8"], "shutdown": { "drainDelay": "0s" } }""")]
    [InlineData("""{ "routes": { "a": { "clusterId": 8080, "order": "${env:ORDER}", "authentication": "any", "paths": { "encodedSlash": "keep" }, "match": { "headers": [ { "name": "x", "mode": "ExactHeader" } ] } } } }""")]
    [InlineData("""{ "plugins": [ { "name": "shapes", "stage": "edge", "timeout": "1.5s", "options": { "limit": 1, "window": "00:01:00", "mode": "very-lenient", "headers": ["a"], "limits": [ { "limit": 1 } ], "names": { "a": "b" }, "key": "${env:KEY}", "letter": "a", "color": "red", "size": "16KB", "inner": { "limit": 2 }, "body": { "any": [1] } } } ] }""")]
    [InlineData("""{ "consumers": { "alice": { "groups": ["gold"], "credentials": { "shape-key": [ { "key": "k" } ] } } }, "groups": { "gold": { "plugins": [] } } }""")]
    [InlineData("""{ "clusters": { "c": { "destinations": { "d": { "address": "http://x/" } }, "httpClient": { "sslProtocols": ["Tls12", "tls13"] }, "httpRequest": { "version": "2", "versionPolicy": "RequestVersionExact" }, "plugins": [], "forwarder": "yarp" } } }""")]
    [InlineData("""{ "clusters": { "c": { "loadBalancing": { "weights": { "d": 2 }, "hashBy": "header:X-A", "slowStart": "30s" } } } }""")]
    [InlineData("""{ "clusters": { "c": { "discovery": { "type": "dns-srv", "servers": ["10.0.0.2"], "refresh": "1m" } } } }""")]
    [InlineData("""{ "clusters": { "c": { "discovery": "dns" } } }""")]
    [InlineData("""{ "clusters": { "c": { "destinationStates": { "d": "drained" } } } }""")]
    [InlineData("""{ "routes": { "a": { "maintenance": { "enabled": true, "status": 503, "retryAfter": "5m", "body": "x" } } } }""")]
    [InlineData("""{ "clusters": { "c": { "policies": { "retry": { "on": ["connect"], "budget": { "percent": 0 } } } } } }""")]
    [InlineData("""{ "clusters": { "c": { "policies": { "timeout": { "total": "1s" }, "concurrency": { "limit": 1 } } } } }""")]
    [InlineData("""{ "problems": { "404": { "contentType": "text/html", "body": "" }, "599": { "contentType": "text/plain; charset=utf-8", "body": "x" } } }""")]
    public void What_the_gateway_takes_is_valid(string json)
    {
        Assert.True(new SchemaChecker(s_schema).IsValid(JsonNode.Parse(json)));
        Assert.Empty(Documents.Errors(
            json.Replace("${env:ORDER}", "1", StringComparison.Ordinal).Replace("${env:KEY}", "12345678", StringComparison.Ordinal),
            "gateway.json"));
    }

    [Theory]
    [InlineData("""{ "rotes": {} }""")]
    [InlineData("""{ "routes": { "x-a": { "x-b": 1 } } }""")]
    [InlineData("""{ "routes": { "a": { "transforms": [ { "pathPrefix": ["/a"] } ] } } }""")]
    [InlineData("""{ "routes": { "a": { "clustrId": "c" } } }""")]
    [InlineData("""{ "routes": { "a": { "order": "first" } } }""")]
    [InlineData("""{ "routes": { "a": { "authentication": "some" } } }""")]
    [InlineData("""{ "clusters": { "c": { "forwarder": "own" } } }""")]
    [InlineData("""{ "clusters": { "c": { "loadBalancing": { "weights": { "d": "much" } } } } }""")]
    [InlineData("""{ "clusters": { "c": { "policies": { "retry": { "attempts": 11 } } } } }""")]
    [InlineData("""{ "clusters": { "c": { "policies": { "concurrency": {} } } } }""")]
    [InlineData("""{ "plugins": [ {} ] }""")]
    [InlineData("""{ "plugins": [ { "name": "unknown" } ] }""")]
    [InlineData("""{ "plugins": [ { "name": "nothing", "options": { "x": 1 } } ] }""")]
    [InlineData("""{ "plugins": [ { "name": "limit" } ] }""")]
    [InlineData("""{ "plugins": [ { "name": "limit", "options": {} } ] }""")]
    [InlineData("""{ "plugins": [ { "name": "limit", "options": { "limit": 0 } } ] }""")]
    [InlineData("""{ "plugins": [ { "name": "shapes", "options": { "limit": 11 } } ] }""")]
    [InlineData("""{ "plugins": [ { "name": "shapes", "options": { "window": "1 minute" } } ] }""")]
    [InlineData("""{ "plugins": [ { "name": "shapes", "options": { "mode": "lenient" } } ] }""")]
    [InlineData("""{ "plugins": [ { "name": "shapes", "options": { "headers": [] } } ] }""")]
    [InlineData("""{ "plugins": [ { "name": "shapes", "options": { "headers": "a" } } ] }""")]
    [InlineData("""{ "plugins": [ { "name": "shapes", "options": { "letter": "c" } } ] }""")]
    [InlineData("""{ "plugins": [ { "name": "shapes", "options": { "color": "blue" } } ] }""")]
    [InlineData("""{ "plugins": [ { "name": "shapes", "options": { "inner": { "limit": "x" } } } ] }""")]
    [InlineData("""{ "consumers": { "a": { "credentials": { "shape-kee": [] } } } }""")]
    [InlineData("""{ "consumers": { "a": { "credentials": { "shape-key": [ {} ] } } } }""")]
    [InlineData("""{ "shutdown": { "drainDelay": 5 } }""")]
    [InlineData("""{ "paths": { "encodedSlash": "merge" } }""")]
    [InlineData("""{ "problems": { "302": { "contentType": "text/html", "body": "x" } } }""")]
    [InlineData("""{ "problems": { "404": { "contentType": "html", "body": "x" } } }""")]
    [InlineData("""{ "problems": { "404": { "body": "x" } } }""")]
    public void What_the_gateway_refuses_is_not(string json) => Assert.False(new SchemaChecker(s_schema).IsValid(JsonNode.Parse(json)));

    [Fact]
    public void It_has_exactly_the_keys_of_the_configuration()
        => Assert.Equal(GatewayConfigBinder.Keys.Order(), s_schema["properties"]!.AsObject().Select(p => p.Key).Order());

    [Theory]
    [InlineData(typeof(RouteConfig))]
    [InlineData(typeof(ClusterConfig))]
    public void Every_key_of_YARPs_is_described(Type root)
    {
        var types = new HashSet<Type>();
        void Visit(Type type)
        {
            var shape = Shape.Of(type);
            if (shape.Element is not null)
                Visit(shape.Element);
            else if (shape.Kind == ShapeKind.Record && types.Add(shape.Type))
                Array.ForEach(RecordProperties.Of(shape.Type), p => Visit(p.PropertyType));
        }

        Visit(root);
        Assert.True(types.Count > 1);
        Assert.Empty(
            types.SelectMany(RecordProperties.Of).Where(p => YarpKeys.Of(p) is null).Select(p => $"{p.DeclaringType!.Name}.{p.Name}"));
    }

    [Theory]
    [InlineData("cluster", "loadBalancingPolicy",
        "PowerOfTwoChoices RoundRobin LeastRequests Random FirstAlphabetical WeightedRoundRobin ConsistentHash LeastLatency")]
    [InlineData("SessionAffinityConfig", "policy", "HashCookie ArrCookie Cookie CustomHeader")]
    [InlineData("SessionAffinityConfig", "failurePolicy", "Redistribute Return503Error")]
    [InlineData("HealthCheckConfig", "availableDestinationsPolicy", "HealthyAndUnknown HealthyOrPanic")]
    public void It_suggests_the_names_of_YARPs_policies(string definition, string key, string expected)
    {
        var values = Definition(definition)["properties"]![key]!["anyOf"]![0]!["anyOf"]![0]!["enum"]!.AsArray();
        Assert.Equal(expected.Split(' '), values.Select(v => v!.GetValue<string>()));
    }

    [Fact]
    public void It_describes_what_the_code_describes_and_shows_defaults_but_no_secret()
    {
        Assert.Equal("30s", Definition("ShutdownConfig")["properties"]!["shutdownTimeout"]!["default"]!.GetValue<string>());
        Assert.StartsWith("The maximum time for exchanges in flight to finish",
            Definition("ShutdownConfig")["properties"]!["shutdownTimeout"]!["description"]!.GetValue<string>(), StringComparison.Ordinal);

        var options = Definition("SchemaOptions")["properties"]!;
        Assert.Equal("""["X-Api-Key"]""", options["headers"]!["default"]!.ToJsonString());
        Assert.Equal("very-lenient", options["mode"]!["default"]!.GetValue<string>());
        Assert.True(options["key"]!["writeOnly"]!.GetValue<bool>());
        Assert.Null(options["key"]!["default"]);
    }

    [Fact]
    public void It_is_written_as_one_JSON_document_every_reference_of_which_is_defined()
    {
        using var output = new MemoryStream();
        GatewaySchema.Write(SchemaPlugins.Catalog(), output);
        var text = JsonDocument.Parse(output.ToArray()).RootElement.GetRawText();
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", JsonNode.Parse(text)!["$schema"]!.GetValue<string>());
        foreach (var reference in text.Split("\"#/$defs/").Skip(1).Select(r => r.Split('"')[0]).Distinct())
            Assert.NotNull(s_schema["$defs"]![reference]);
    }

    [Fact]
    public void The_key_of_the_ACME_client_has_the_options_of_the_host()
    {
        Assert.Null(Definition("TlsConfig")["properties"]!["acme"]!["$ref"]);

        var schema = GatewaySchema.Of(SchemaPlugins.Catalog(), typeof(GatewayKit.Tests.Tls.TestAcme.Options));

        var acme = schema["$defs"]!["TlsConfig"]!["properties"]!["acme"]!;
        Assert.NotNull(acme["description"]);
        var name = acme["$ref"]!.GetValue<string>().Split('/')[^1];
        Assert.Equal(["email"], schema["$defs"]![name]!["properties"]!.AsObject().Select(property => property.Key));
    }

    [Fact]
    public void A_catalog_without_plugins_has_a_schema_too()
        => Assert.NotNull(GatewaySchema.Of(GatewayKit.Plugins.PluginCatalog.Load([], new EmptyServices()))["$defs"]!["plugin"]);

    private static JsonNode Definition(string name) => s_schema["$defs"]![name]!;

    private sealed class EmptyServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
