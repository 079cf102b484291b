using System.Text.Json.Nodes;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>A resource of a manifest.</summary>
/// <param name="Json">The resource as JSON, as <c>kubectl</c> would send it.</param>
/// <param name="Location">The location of the resource.</param>
/// <param name="Locations">The locations of all values of the document.</param>
internal sealed record ManifestObject(JsonObject Json, ConfigLocation Location, ManifestLocations Locations)
{
    /// <summary>The group and version, such as <c>gateway.networking.k8s.io/v1</c>.</summary>
    public string ApiVersion => Text(Json, "apiVersion") ?? "";

    /// <summary>The API group; empty for the core group.</summary>
    public string Group => ApiVersion.Split('/') is [var group, _] ? group : "";

    public string Kind => Text(Json, "kind") ?? "";

    public string Name => Text(Json["metadata"] as JsonObject, "name") ?? "";

    /// <summary>The namespace; null if the manifest doesn't set one.</summary>
    public string? Namespace => Text(Json["metadata"] as JsonObject, "namespace") is { Length: > 0 } name ? name : null;

    /// <summary>Returns the resource as messages name it, such as <c>HTTPRoute shop/orders</c>.</summary>
    public override string ToString() => Namespace is { } space ? $"{Kind} {space}/{Name}" : $"{Kind} {Name}";

    private static string? Text(JsonObject? parent, string name)
        => parent?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
