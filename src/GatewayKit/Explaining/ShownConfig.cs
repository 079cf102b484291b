using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Masking;

namespace GatewayKit.Explaining;

/// <summary>Shows the active configuration without its secrets (<see cref="ConfigSecrets"/>): bound values, with the locations of those
/// that were written.</summary>
/// <param name="snapshot">The active snapshot, which the caller has entered.</param>
internal sealed class ShownConfig(GatewaySnapshot snapshot)
{
    private readonly GatewayConfig _config = snapshot.Config;
    private readonly ConfigSecrets _secrets = new(() => snapshot.Catalog);

    /// <summary>The keys that aren't lists of entries.</summary>
    public static ImmutableArray<string> Settings { get; } = ["paths", "trustedProxies", "problems", "shutdown", "tls", "portal"];

    /// <summary>Returns a route; null if no route has the id.</summary>
    public ShownEntry? Route(string id) => _config.Routes.GetValueOrDefault(id) is { } route
        ? Show(route.Location, places => Entry(
            places, route, route.Node, "route", route.Route, ["routeId"], PluginScope.Route, id, route.Plugins))
        : null;

    /// <summary>Returns a cluster; null if no cluster has the id.</summary>
    public ShownEntry? Cluster(string id) => _config.Clusters.GetValueOrDefault(id) is { } cluster
        ? Show(cluster.Location, places => Entry(
            places, cluster, cluster.Node, "cluster", cluster.Cluster, ["clusterId"], PluginScope.Cluster, id, cluster.Plugins,
            "certificates"))
        : null;

    /// <summary>Returns a group; null if no group has the name.</summary>
    public ShownEntry? Group(string name) => _config.Groups.GetValueOrDefault(name) is { } group
        ? Show(group.Location, places => Entry(places, group, group.Node, null, null, [], PluginScope.Group, name, group.Plugins))
        : null;

    /// <summary>Returns a consumer; null if no consumer has the name.</summary>
    public ShownEntry? Consumer(string name) => _config.Consumers.GetValueOrDefault(name) is { } consumer
        ? Show(consumer.Location, places =>
        {
            var json = Entry(
                places, consumer, consumer.Node, null, null, [], PluginScope.Consumer, name, consumer.Plugins, "credentials");
            if (!consumer.Credentials.IsEmpty)
                json["credentials"] = Credentials(consumer, places);
            return json;
        })
        : null;

    /// <summary>Returns the plugins of every route; null if there are none.</summary>
    public ShownEntry? Plugins() => _config.Plugins.Length == 0 ? null
        : Show(_config.KeyLocations.GetValueOrDefault("plugins"), places => Plugins(places, _config.Plugins, PluginScope.Global, null, ""));

    /// <summary>Returns a setting; null if the configuration doesn't have it.</summary>
    /// <param name="key">One of <see cref="Settings"/>.</param>
    public ShownEntry? Setting(string key)
    {
        var property = Array.Find(RecordProperties.Of(typeof(GatewayConfig)), property => RecordProperties.Key(property) == key);
        return property?.GetValue(_config) is { } value && ItemCount.Of(value) != 0
            ? Show(_config.KeyLocations.GetValueOrDefault(key), places => new OptionsJson(places).Of(value, null, "")!)
            : null;
    }

    private ShownEntry Show(ConfigLocation location, Func<Dictionary<string, string>, JsonNode> describe)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        return new ShownEntry(_secrets.Masked(describe(places))!, location, places);
    }

    /// <summary>Shows an entry of a section, with YARP's part among the gateway's own keys.</summary>
    private JsonObject Entry(
        Dictionary<string, string> places, object entry, ConfigNode? node, string? yarpKey, object? yarp, string[] withoutYarp,
        PluginScope scope, string id, ImmutableArray<PluginEntry> plugins, params string[] without)
    {
        var writer = new OptionsJson(places);
        var json = yarp is null ? [] : writer.Properties(yarp, node, "", withoutYarp);
        foreach (var (key, value) in writer.Properties(entry, node, "", [yarpKey ?? "", "plugins", .. without]).ToArray())
        {
            if (!IsDefault(entry, key))
                json[key] = value?.DeepClone();
        }

        if (plugins.Length > 0)
            json["plugins"] = Plugins(places, plugins, scope, id, "/plugins");
        return json;
    }

    /// <summary>Returns whether a value is an enum's default, which a configuration doesn't have to state.</summary>
    private static bool IsDefault(object entry, string key)
        => Array.Find(RecordProperties.Of(entry.GetType()), property => RecordProperties.Key(property) == key) is { } property
            && property.PropertyType.IsEnum
            && Convert.ToInt64(property.GetValue(entry), CultureInfo.InvariantCulture) == 0;

    private JsonArray Plugins(
        Dictionary<string, string> places, ImmutableArray<PluginEntry> plugins, PluginScope scope, string? id, string pointer)
    {
        var compiled = snapshot.Entries.Of(scope, id);
        var json = new JsonArray();
        for (var i = 0; i < plugins.Length; i++)
        {
            var options = compiled.Count == plugins.Length ? compiled[i].Options : null;
            json.Add((JsonNode)Plugin(places, plugins[i], options, $"{pointer}/{i}"));
        }

        return json;
    }

    private static JsonObject Plugin(Dictionary<string, string> places, PluginEntry entry, object? options, string pointer)
    {
        var writer = new OptionsJson(places);
        var json = writer.Properties(entry with { Options = null }, entry.Node, pointer);
        if (entry.Enabled)
            json.Remove("enabled");
        if (entry.Timeout == PluginEntry.DefaultTimeout)
            json.Remove("timeout");
        if (entry.OnError == default)
            json.Remove("onError");

        // Which options are secret is known only with their record.
        var shown = options is null ? DisplayText.Secret : writer.Of(options, entry.Options, $"{pointer}/options");
        if (shown is not JsonObject { Count: 0 })
            json["options"] = shown;
        return json;
    }

    private JsonObject Credentials(GatewayConsumer consumer, Dictionary<string, string> places)
    {
        var writer = new OptionsJson(places);
        var json = new JsonObject();
        foreach (var (type, nodes) in consumer.Credentials.OrderBy(credential => credential.Key, StringComparer.Ordinal))
        {
            var record = snapshot.Catalog.FindByCredential(type)?.CredentialType;
            var pointer = $"/credentials/{OptionsJson.Escaped(type)}";
            json[type] = new JsonArray([.. nodes.Select((node, i) => writer.Credential(node, record, $"{pointer}/{i}"))]);
        }

        return json;
    }
}
