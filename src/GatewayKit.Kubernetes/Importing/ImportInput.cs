using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Resources;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Reads the resources that an import uses. All other kinds have no effect.</summary>
/// <param name="options">The settings.</param>
/// <param name="warnings">Collects the warnings.</param>
internal sealed class ImportInput(IngressNginxOptions options, ImportWarnings warnings)
{
    /// <summary>The class that all imported Ingresses get: the gateway redirects those of this class to https, as ingress-nginx
    /// did.</summary>
    public const string Class = "nginx";

    private const string IngressGroup = "networking.k8s.io";
    private const string OldClass = "kubernetes.io/ingress.class";
    private const string Controller = "k8s.io/ingress-nginx";

    private readonly List<string> _errors = [];
    private readonly List<V1Ingress> _ingresses = [];
    private ClusterState _state = ClusterState.Empty;

    /// <summary>Returns the resources.</summary>
    /// <exception cref="ImportException">A file can't be read.</exception>
    public ClusterState Read(IEnumerable<ManifestText> files)
    {
        foreach (var manifest in files.SelectMany(file => ImportReader.Read(file, _errors)))
            Add(manifest);
        if (_errors.Count > 0)
            throw new ImportException(_errors);

        string[] classes =
        [
            .. options.IngressClasses,
            .. _state.IngressClasses.Values.Where(found => found.Spec?.Controller == Controller).Select(found => found.Metadata.Name),
        ];
        return StandIns.Add(_state with
        {
            IngressClasses = [],
            Ingresses = _ingresses.Where(ingress => IsWanted(ingress, classes)).ToImmutableDictionary(ResourceName.Of),
        });
    }

    private void Add(ImportDocument manifest)
    {
        switch (manifest.ApiVersion, manifest.Kind)
        {
            case ($"{IngressGroup}/v1", "Ingress") when Named<V1Ingress>(manifest) is { } ingress:
                _ingresses.RemoveAll(other => ResourceName.Of(other) == ResourceName.Of(ingress));
                _ingresses.Add(ingress);
                break;
            case ("v1", "Service") when Named<V1Service>(manifest) is { } service:
                _state = _state with { Services = _state.Services.SetItem(ResourceName.Of(service), service) };
                break;
            case ("v1", "Secret") when Named<V1Secret>(manifest) is { } secret:
                secret.Data = (secret.StringData ?? new Dictionary<string, string>())
                    .Select(pair => KeyValuePair.Create(pair.Key, Encoding.UTF8.GetBytes(pair.Value)))
                    .Concat(secret.Data ?? new Dictionary<string, byte[]>())
                    .DistinctBy(pair => pair.Key).ToDictionary();
                _state = _state with { Secrets = _state.Secrets.SetItem(ResourceName.Of(secret), secret) };
                break;
            case ("v1", "ConfigMap") when Named<V1ConfigMap>(manifest) is { } map:
                _state = _state with { ConfigMaps = _state.ConfigMaps.SetItem(ResourceName.Of(map), map) };
                ControllerSettings.Warn(map, warnings);
                break;
            case ($"{IngressGroup}/v1", "IngressClass") when manifest.Read<V1IngressClass>(_errors) is { Metadata.Name: { } name } found:
                _state = _state with { IngressClasses = _state.IngressClasses.SetItem(new ResourceName("", name), found) };
                break;
            case (_, "Ingress") when manifest.ApiVersion is "extensions/v1beta1" or $"{IngressGroup}/v1beta1":
                _errors.Add($"{manifest.LocationOf(manifest.Content)}: the Ingress has the version {manifest.ApiVersion}, which Kubernetes "
                    + $"no longer has; convert it to {IngressGroup}/v1.");
                break;
        }
    }

    private T? Named<T>(ImportDocument manifest)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (manifest.Content["metadata"] is JsonObject metadata && metadata["namespace"] is null)
            metadata["namespace"] = options.Namespace;
        if (manifest.Read<T>(_errors) is not { } resource)
            return null;
        if (resource.Metadata is { Name.Length: > 0 })
            return resource;

        _errors.Add($"{manifest.LocationOf(manifest.Content)}: the {manifest.Kind} has no metadata.name.");
        return null;
    }

    private bool IsWanted(V1Ingress ingress, string[] classes)
    {
        ingress.Spec ??= new V1IngressSpec();
        var annotations = ingress.Metadata.Annotations;
        var name = ingress.Spec.IngressClassName
            ?? (annotations?.TryGetValue(OldClass, out var old) == true ? old : null);
        if (name is { Length: > 0 } && !classes.Contains(name))
        {
            warnings.Add(
                ResourceName.Of(ingress), $"it has the class '{name}', so it isn't imported. Use --ingress-class {name} to import it.");
            return false;
        }

        ingress.Spec.IngressClassName = Class;
        return true;
    }
}
