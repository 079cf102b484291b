using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>A resource of the result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">The resource.</param>
/// <param name="Comments">The lines of its comment.</param>
internal sealed record ImportedResource(ResourceName Name, JsonObject Content, IReadOnlyList<string> Comments)
{
    public const string GatewayApi = "gateway.networking.k8s.io/v1";

    public const string Plugins = "gatewaykit.io/v1alpha1";

    public static ImportedResource Create(
        string apiVersion, string kind, ResourceName name, JsonObject spec, IReadOnlyList<string> comments,
        IEnumerable<KeyValuePair<string, string>>? annotations = null)
    {
        var metadata = new JsonObject { ["name"] = name.Name, ["namespace"] = name.Namespace };
        var own = new JsonObject((annotations ?? []).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        if (own.Count > 0)
            metadata["annotations"] = own;
        return new ImportedResource(
            name, new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = metadata, ["spec"] = spec }, comments);
    }
}
