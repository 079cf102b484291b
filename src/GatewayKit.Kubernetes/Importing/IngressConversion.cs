using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>
/// Converts Ingresses: 1. their settings, paths and hosts are read, 2. hosts with the same paths become routes, 3. the resources of each
/// Ingress are created, protecting ones before the routes, 4. the Gateway has the listeners for all of them.
/// </summary>
/// <param name="lookups">The resources.</param>
/// <param name="options">The settings.</param>
/// <param name="warnings">Collects the warnings.</param>
internal sealed class IngressConversion(Lookups lookups, IngressNginxOptions options, ImportWarnings warnings)
{
    private const string GatewayFile = "gateway.yaml";

    private readonly NamePool _names = new();
    private readonly PathBackends _backends = new(lookups, warnings);

    public IngressNginxResult Convert()
    {
        var ingresses = new IngressReading(lookups, warnings).Read();
        var tls = TlsHosts.Of(ingresses, warnings);
        var certified = new CertifiedHosts(ingresses, tls, warnings);
        var groups = GrpcRoutes.Decide(ingresses.SelectMany(ingress => HostGroups.Of(ingress, tls))).ToLookup(group => group.Ingress);
        string[] namespaces = [.. ingresses.Select(ingress => ingress.Name.Namespace).Distinct().Order(StringComparer.Ordinal)];
        var gateway = new ResourceName(
            options.GatewayNamespace ?? (namespaces.Length == 1 ? namespaces[0] : options.Namespace), options.Gateway);

        var settings = new BackendSettingsWriter(ingresses, _backends, lookups);
        var routes = new RouteResources(gateway, _names);
        var own = ingresses.OrderBy(ingress => ingress.Name)
            .SelectMany(ingress => new IngressResources(ingress, warnings, _names).Create(
                [.. groups[ingress]], _backends, settings, routes))
            .ToArray();
        var shared = ingresses.IsEmpty ? []
            : new GatewayResources(gateway, tls, certified, namespaces, _names).Create(options.GatewayClass).ToArray();
        return new IngressNginxResult
        {
            Manifests =
            [
                .. shared.Length == 0 ? (ImportedManifest[])[] : [new ImportedManifest(GatewayFile, ManifestYaml.Write(shared))],
                .. own.GroupBy(resource => resource.Name.Namespace)
                    .Select(group => new ImportedManifest(FileOf(group.Key), ManifestYaml.Write(group))),
            ],
            Warnings = warnings.Texts,
            Ingresses = ingresses.Length,
            Resources = own.Length + shared.Length,
        };
    }

    private static string FileOf(string ns) => ns + ".yaml" is var name && name != GatewayFile ? name : $"namespace-{name}";
}
