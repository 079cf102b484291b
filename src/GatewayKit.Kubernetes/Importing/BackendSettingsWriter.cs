using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>
/// Writes the settings of backends: BackendTLSPolicies for certificates that are verified, and annotations of routes for everything that
/// the Gateway API doesn't have, such as copies of requests to an address.
/// </summary>
/// <param name="ingresses">All Ingresses.</param>
/// <param name="backends">The backends of their paths.</param>
/// <param name="lookups">The resources.</param>
internal sealed class BackendSettingsWriter(IReadOnlyList<ImportedIngress> ingresses, PathBackends backends, Lookups lookups)
{
    private static readonly string[] s_verification = ["proxy-ssl-verify", "proxy-ssl-name", "proxy-ssl-server-name"];

    /// <summary>The Ingresses of each Service, because a policy of a Service applies to the requests of all of them.</summary>
    private readonly ILookup<ResourceName, ImportedIngress> _users = ingresses
        .SelectMany(ingress => backends.Services(ingress).Select(service => (new ResourceName(ingress.Name.Namespace, service), ingress)))
        .ToLookup(pair => pair.Item1, pair => pair.ingress);

    private readonly HashSet<ResourceName> _written = [];

    /// <summary>Returns the annotations of the routes of an Ingress.</summary>
    public IEnumerable<KeyValuePair<string, string>> Annotations(HostGroup group)
    {
        var ingress = group.Ingress;
        if (ingress.Settings.IsClosed || group.IsRedirect)
            return [];

        var read = new IngressAnnotations(ingress.Ingress);
        RouteAnnotations.Read(read, lookups);
        var isVerified = HasPolicy(ingress);
        return read.Known
            .Where(name => !ingress.Settings.Warnings.Any(warning
                => warning.Message.StartsWith($"{IngressAnnotations.Prefix}{name}: ", StringComparison.Ordinal)))
            .Where(name => !isVerified || !s_verification.Contains(name))
            .Select(name => KeyValuePair.Create(name, IngressAnnotations.Find(ingress.Ingress, name) ?? ""))
            .Where(pair => pair.Value.Length > 0 && !IsUsual(group, pair.Key, pair.Value))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(RouteAnnotations.Prefix + pair.Key, pair.Value));
    }

    /// <summary>Returns the policies of the Services of an Ingress that have none yet.</summary>
    /// <param name="ingress">The Ingress.</param>
    /// <param name="names">The names of all resources.</param>
    /// <param name="comments">The comment of each resource.</param>
    public IEnumerable<ImportedResource> Policies(ImportedIngress ingress, NamePool names, IReadOnlyList<string> comments)
    {
        if (!HasPolicy(ingress))
            yield break;

        foreach (var service in backends.Services(ingress).Select(name => new ResourceName(ingress.Name.Namespace, name)))
        {
            if (!_written.Add(service))
                continue;

            var spec = new JsonObject
            {
                ["targetRefs"] = new JsonArray(new JsonObject { ["group"] = "", ["kind"] = "Service", ["name"] = service.Name }),
                ["validation"] = new JsonObject
                {
                    ["hostname"] = ingress.Settings.Cluster.ServerName,
                    ["caCertificateRefs"] = new JsonArray(
                        new JsonObject { ["group"] = "", ["kind"] = "Secret", ["name"] = SecretOf(ingress) }),
                },
            };
            var name = names.Take("BackendTLSPolicy", service.Namespace, service.Name);
            yield return ImportedResource.Create(
                ImportedResource.GatewayApi, "BackendTLSPolicy", service with { Name = name }, spec, comments);
        }
    }

    /// <summary>Returns whether policies verify the backends of an Ingress. Their Services must not have requests with other
    /// settings.</summary>
    private bool HasPolicy(ImportedIngress ingress)
        => ingress.Settings is { IsClosed: false, Cluster: { IsSecure: true, VerifiesCertificates: true, ServerName: not null } }
            && backends.Services(ingress).All(service => _users[new ResourceName(ingress.Name.Namespace, service)].All(
                other => IdentityOf(other) == IdentityOf(ingress)));

    private static (bool, bool, string?, string?) IdentityOf(ImportedIngress ingress)
        => ingress.Settings.Cluster is { IsSecure: true } settings
            ? (true, settings.VerifiesCertificates, settings.ServerName, SecretOf(ingress)) : default;

    private static string? SecretOf(ImportedIngress ingress)
        => IngressAnnotations.Find(ingress.Ingress, "proxy-ssl-secret")?.Split('/')[^1];

    private static bool IsUsual(HostGroup group, string name, string value)
        => name == "backend-protocol" && value.ToUpperInvariant() is var protocol
            && (protocol == "HTTP" || (protocol == "GRPC" && group.IsGrpc));
}
