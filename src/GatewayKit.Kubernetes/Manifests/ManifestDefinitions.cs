using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>The schemas of kinds: those of the gateway's own definitions, and those of definitions in manifests, such as
/// <c>standard-install.yaml</c> of the Gateway API.</summary>
internal sealed class ManifestDefinitions
{
    private const string DefinitionKind = "CustomResourceDefinition";

    private static readonly Lazy<IReadOnlyList<ManifestObject>> s_own = new(
        () => [.. new[] { "gatewayplugins.yaml", "gatewaypolicies.yaml", "gatewayconsumers.yaml" }.SelectMany(ReadOwn)]);

    private readonly Dictionary<(GroupKind Kind, string Version), JsonObject> _schemas = [];

    /// <param name="manifests">The manifests.</param>
    public ManifestDefinitions(IEnumerable<ManifestObject> manifests)
    {
        foreach (var definition in s_own.Value.Concat(manifests.Where(manifest => manifest.Kind == DefinitionKind)))
            Add(definition.Json["spec"] as JsonObject);
    }

    /// <summary>Returns the schema of a resource; null if none is known.</summary>
    public JsonObject? Of(ManifestObject manifest)
        => _schemas.GetValueOrDefault((new GroupKind(manifest.Group, manifest.Kind), manifest.ApiVersion.Split('/')[^1]));

    private void Add(JsonObject? spec)
    {
        var kind = new GroupKind(spec?["group"]?.ToString() ?? "", spec?["names"]?["kind"]?.ToString() ?? "");
        foreach (var version in (spec?["versions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (version["schema"]?["openAPIV3Schema"] is JsonObject schema)
                _schemas[(kind, version["name"]?.ToString() ?? "")] = schema;
        }
    }

    private static IReadOnlyList<ManifestObject> ReadOwn(string name)
    {
        using var stream = typeof(ManifestDefinitions).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return ManifestReader.ReadText(reader.ReadToEnd(), name).Objects;
    }
}
