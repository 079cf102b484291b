using System.Globalization;
using System.Text.Json;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Watching;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>A resource of a kind that the gateway reads, as an API server would store it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Value">The resource.</param>
/// <param name="Location">The location of the resource.</param>
internal sealed record ManifestResource(ResourceKind Kind, IKubernetesObject<V1ObjectMeta> Value, ConfigLocation Location)
{
    private static long s_version;

    public ResourceName Name => ResourceName.Of(Value);

    /// <summary>Reads a resource.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="usualNamespace">The namespace of a manifest that doesn't have one.</param>
    /// <param name="definitions">The schemas of kinds.</param>
    /// <param name="findings">Collects errors and warnings.</param>
    /// <returns>The resource; null if an API server would reject it.</returns>
    public static ManifestResource? Read(
        ManifestObject manifest, ResourceKind kind, string usualNamespace, ManifestDefinitions definitions, ManifestFindings findings)
    {
        var before = findings.Errors.Count;
        var model = ManifestKinds.ModelOf(kind);
        if (ManifestKinds.VersionsOf(kind).ToArray() is var versions && !versions.Contains(manifest.ApiVersion))
        {
            findings.Errors.Add(new ConfigError(
                manifest.ToString(), $"apiVersion is '{manifest.ApiVersion}'; it must be {string.Join(" or ", versions)}.",
                manifest.Locations.Of(manifest.Json, "apiVersion")));
        }

        new FieldCheck(manifest, findings.Errors, findings.Warnings).Check(model);
        if (definitions.Of(manifest) is { } schema)
            new SchemaCheck(manifest, findings.Errors).Check(schema);
        if (findings.Errors.Count > before)
            return null;

        try
        {
            var element = JsonSerializer.SerializeToElement(manifest.Json);
            var value = (IKubernetesObject<V1ObjectMeta>)ResourceReader.Read(element, model);
            Complete(value, kind, usualNamespace);
            return new ManifestResource(kind, value, manifest.Location);
        }
        catch (JsonException error)
        {
            findings.Errors.Add(new ConfigError(
                manifest.ToString(), $"{error.Path?.TrimStart('$', '.') ?? "the resource"} has an invalid value.",
                error.Path is null ? manifest.Location : manifest.Locations.Of(manifest.Json, error.Path)));
            return null;
        }
    }

    public override string ToString() => NameOf(Kind, Name);

    /// <summary>Returns a resource as messages name it, such as <c>HTTPRoute shop/orders</c>.</summary>
    public static string NameOf(ResourceKind kind, ResourceName name) => $"{GroupKind.Of(kind).Kind} {name}";

    /// <summary>Sets the values that the API server sets, as far as they matter to the gateway.</summary>
    private static void Complete(IKubernetesObject<V1ObjectMeta> value, ResourceKind kind, string usualNamespace)
    {
        var metadata = value.Metadata;
        if (!WatchedKind.Of(kind).IsNamespaced)
            metadata.NamespaceProperty = null;
        else if (string.IsNullOrEmpty(metadata.NamespaceProperty))
            metadata.NamespaceProperty = usualNamespace;

        // Each version has a number of its own, by which the translation notices changes.
        metadata.Generation = Interlocked.Increment(ref s_version);
        metadata.ResourceVersion = metadata.Generation.Value.ToString(CultureInfo.InvariantCulture);
        metadata.Uid = NameOf(kind, ResourceName.Of(value));
        switch (value)
        {
            case V1Namespace space:
                metadata.Labels ??= new Dictionary<string, string>();
                metadata.Labels["kubernetes.io/metadata.name"] = space.Metadata.Name;
                break;
            case V1Secret secret:
                secret.Data ??= new Dictionary<string, byte[]>();
                foreach (var (key, text) in secret.StringData ?? new Dictionary<string, string>())
                    secret.Data[key] = System.Text.Encoding.UTF8.GetBytes(text ?? "");
                break;
        }
    }
}
