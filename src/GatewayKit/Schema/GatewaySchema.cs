using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Policies;
using GatewayKit.Plugins;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Schema;

/// <summary>
/// The JSON Schema (draft 2020-12) of a configuration with the options of every loaded plugin, for editors. The schema has one spelling of
/// keys and names; the gateway accepts them in any case.
/// </summary>
public static class GatewaySchema
{
    private static readonly JsonWriterOptions s_format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the schema.</summary>
    /// <param name="catalog">The loaded plugins, such as <c>GatewayPlugins.Catalog</c>.</param>
    /// <param name="output">The stream for the schema, in UTF-8.</param>
    /// <param name="acme">The options of <c>tls.acme</c>, such as <c>ITlsAcme.OptionsType</c>; <c>null</c> if the host doesn't have the
    /// key.</param>
    public static void Write(PluginCatalog catalog, Stream output, Type? acme = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new Utf8JsonWriter(output, s_format);
        Of(catalog, acme).WriteTo(writer);
    }

    /// <summary>
    /// Creates the schema of a plugin's options for a CustomResourceDefinition of Kubernetes: a structural schema with types, bounds, names
    /// and patterns. Options that it can't express stay open; secrets aren't required, because they can come from elsewhere.
    /// </summary>
    /// <param name="plugin">The plugin.</param>
    public static JsonObject StructuralOptions(PluginType plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return new StructuralSchemas().Of(plugin.OptionsType);
    }

    /// <summary>Creates the schema.</summary>
    /// <param name="catalog">The loaded plugins.</param>
    /// <param name="acme">The options of <c>tls.acme</c>.</param>
    internal static JsonObject Of(PluginCatalog catalog, Type? acme = null)
    {
        var builder = new SchemaBuilder();
        builder.Definitions["plugin"] = PluginSchema.Entry(builder, catalog);
        builder.Definitions["plugins"] = new JsonObject
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["$ref"] = "#/$defs/plugin" },
            ["maxItems"] = PluginListBinder.Bound,
        };
        builder.Definitions["route"] = Route(builder);
        builder.Definitions["cluster"] = Cluster(builder);
        builder.Definitions["group"] = WithPlugins(builder.Record(typeof(GatewayGroup), ConsumerBinder.Keys));
        builder.Definitions["consumer"] = Consumer(builder, catalog);

        var root = builder.Record(
            typeof(GatewayConfig),
            new RecordKeys { Without = ["plugins", "routes", "clusters", "groups", "consumers", "problems", "listeners", "streamRoutes"] });
        var properties = root["properties"]!.AsObject();
        properties["$schema"] =
            new JsonObject { ["type"] = "string", ["description"] = "The schema, for editors; the gateway ignores it." };
        properties["plugins"] = Plugins("The plugins of every route.");
        properties["routes"] = ByName("route", "The routes by id.");
        properties["clusters"] = ByName("cluster", "The clusters by id.");
        properties["groups"] = ByName("group", "The groups of consumers by name.");
        properties["consumers"] = ByName("consumer", "The consumers by name.");
        properties["problems"] = Problems(builder);
        if (acme is not null)
            AddAcme(builder, acme);
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "GatewayKit configuration");
        root["patternProperties"] = new JsonObject { [$"^{GatewayConfigBinder.ExtensionPrefix}"] = true };
        root["$defs"] = builder.Definitions;
        return root;
    }

    private static JsonObject Route(SchemaBuilder builder)
    {
        var schema = WithPlugins(builder.Record(typeof(RouteConfig), RouteBinder.Keys));
        var properties = schema["properties"]!.AsObject();
        properties["transforms"]!["items"] = TransformSchema.Of();
        properties["authentication"] = builder.Of(typeof(AuthenticationMode));
        properties["authentication"]!["description"] = "The combination of several authentication plugins of this route.";
        properties["paths"] = builder.Of(typeof(PathRules));
        properties["maintenance"] = builder.Of(typeof(RouteMaintenance));
        properties["maintenance"]!["description"] = "The response while the route is in maintenance.";
        return schema;
    }

    private static JsonObject Cluster(SchemaBuilder builder)
    {
        var schema = WithPlugins(builder.Record(typeof(ClusterConfig), ClusterBinder.Keys));
        schema["properties"]!["tls"] = builder.Of(typeof(ClusterTls));
        schema["properties"]!["tls"]!["description"] = "The TLS settings of the connections to https destinations.";
        schema["properties"]!["loadBalancing"] = builder.Of(typeof(ClusterLoadBalancing));
        schema["properties"]!["loadBalancing"]!["description"] = "The settings of the gateway's own load balancing policies.";
        schema["properties"]!["discovery"] = builder.Of(typeof(ClusterDiscovery));
        schema["properties"]!["discovery"]!["description"] = "The discovery of destinations by the names of their addresses.";
        schema["properties"]!["forwarder"] = builder.Of(typeof(ClusterForwarder));
        schema["properties"]!["forwarder"]!["description"] = "The forwarder that sends the requests to destinations.";
        schema["properties"]!["destinationStates"] = builder.Of(typeof(IReadOnlyDictionary<string, DestinationAvailability>));
        schema["properties"]!["destinationStates"]!["description"] = "The destinations that are drained or disabled.";
        schema["properties"]!["policies"] = builder.Of(typeof(ClusterPolicies));
        schema["properties"]!["policies"]!["description"] = "The policies for slow and failing destinations.";
        return schema;
    }

    private static JsonObject Consumer(SchemaBuilder builder, PluginCatalog catalog)
    {
        var schema = WithPlugins(builder.Record(typeof(GatewayConsumer), ConsumerBinder.Keys));
        schema["properties"]!["credentials"] = PluginSchema.Credentials(builder, catalog);
        return schema;
    }

    private static void AddAcme(SchemaBuilder builder, Type acme)
    {
        var properties = builder.Definitions[nameof(TlsConfig)]!["properties"]!.AsObject();
        var description = properties["acme"]!["description"]?.GetValue<string>();
        properties["acme"] = builder.Of(acme);
        properties["acme"]!["description"] = description;
    }

    private static JsonObject Problems(SchemaBuilder builder) => new()
    {
        ["type"] = new JsonArray("object", "null"),
        ["description"] = "The bodies that replace problem documents, by status.",
        ["patternProperties"] = new JsonObject { ["^[45][0-9][0-9]$"] = builder.Reference(typeof(ProblemBody)) },
        ["additionalProperties"] = false,
    };

    private static JsonObject WithPlugins(JsonObject schema)
    {
        schema["properties"]!["plugins"] = Plugins("The plugins that apply here.");
        return schema;
    }

    private static JsonObject Plugins(string description) => new() { ["$ref"] = "#/$defs/plugins", ["description"] = description };

    // A name without a value is an entry with only defaults.
    private static JsonObject ByName(string definition, string description) => new()
    {
        ["type"] = new JsonArray("object", "null"),
        ["description"] = description,
        ["additionalProperties"] = new JsonObject
        {
            ["anyOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/$defs/{definition}" }, new JsonObject { ["type"] = "null" }),
        },
    };
}
