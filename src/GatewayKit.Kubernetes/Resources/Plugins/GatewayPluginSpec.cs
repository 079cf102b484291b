using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GatewayKit.Kubernetes.Resources.Plugins;

internal sealed record GatewayPluginSpec
{
    /// <summary>The plugin's name, such as <c>rate-limit</c>.</summary>
    public string Plugin { get; init; } = "";

    /// <summary>The id of the entry; null for a single instance.</summary>
    public string? Id { get; init; }

    public string? Stage { get; init; }

    public bool Enabled { get; init; } = true;

    public string? Timeout { get; init; }

    public string? OnError { get; init; }

    public JsonObject? Options { get; init; }

    /// <summary>Values of options that come from Secrets and ConfigMaps of the plugin's namespace.</summary>
    public ImmutableArray<OptionSource> OptionsFrom { get; init; } = [];

    /// <summary>The other keys: the options under the name of a plugin, which a generated definition has, such as
    /// <c>rateLimit</c>.</summary>
    [JsonExtensionData]
    public JsonObject? Typed { get; set; }
}
