using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Gateways;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Creates the Gateway, and the grants for certificates in other namespaces.</summary>
/// <param name="gateway">The Gateway.</param>
/// <param name="tls">The hosts with certificates.</param>
/// <param name="certified">The hosts whose clients have certificates.</param>
/// <param name="namespaces">The namespaces of the routes.</param>
/// <param name="names">The names of all resources.</param>
internal sealed class GatewayResources(
    ResourceName gateway, TlsHosts tls, CertifiedHosts certified, IReadOnlyList<string> namespaces, NamePool names)
{
    /// <summary>The name of the listener for http.</summary>
    public const string Http = "http";

    /// <summary>The port of the listeners for https.</summary>
    public const int HttpsPort = 443;

    private const int HttpPort = 80;
    private const string Https = "https";

    public IEnumerable<ImportedResource> Create(string gatewayClass)
    {
        var listeners = new JsonArray(Listener(Http, HttpPort, "HTTP", null, []));
        if (tls.IsShared)
        {
            listeners.Add(Listener(Https, HttpsPort, "HTTPS", null, tls.Secrets));
        }
        else
        {
            foreach (var (host, secret) in tls.All.OrderBy(entry => entry.Host, StringComparer.Ordinal))
                listeners.Add(Listener(names.Take("Listener", "", Https, host ?? ""), HttpsPort, "HTTPS", host, [secret]));
        }

        yield return ImportedResource.Create(
            ImportedResource.GatewayApi, "Gateway", gateway,
            new JsonObject { ["gatewayClassName"] = gatewayClass, ["listeners"] = listeners },
            ["The listeners of all Ingresses.", .. tls.IsShared
                ? ["One listener has all certificates: hosts without a path of their own share the paths of wildcards and of any host."]
                : (string[])[]]);
        foreach (var group in tls.Secrets.GroupBy(secret => secret.Namespace).Where(group => group.Key != gateway.Namespace))
            yield return Grant(group.Key, [.. group.Select(secret => secret.Name).Order(StringComparer.Ordinal)]);
    }

    private JsonObject Listener(string name, int port, string protocol, string? host, IReadOnlyList<ResourceName> secrets)
    {
        var listener = new JsonObject { ["name"] = name, ["port"] = port, ["protocol"] = protocol };
        if (host is not null)
            listener["hostname"] = host;
        if (secrets.Count > 0)
            listener["tls"] = Tls(secrets, tls.IsShared ? certified.Any : certified.Asks(host));
        if (namespaces.Any(found => found != gateway.Namespace))
            listener["allowedRoutes"] = new JsonObject { ["namespaces"] = Allowed() };
        return listener;
    }

    private JsonObject Tls(IReadOnlyList<ResourceName> secrets, bool asksClients)
    {
        var settings = new JsonObject { ["certificateRefs"] = new JsonArray([.. secrets.Select(Certificate)]) };
        if (asksClients)
            settings["options"] = new JsonObject { [ListenerOptions.ClientCertificates] = ListenerOptions.Optional };
        return settings;
    }

    private JsonNode Certificate(ResourceName secret)
    {
        var reference = new JsonObject { ["name"] = secret.Name };
        if (secret.Namespace != gateway.Namespace)
            reference["namespace"] = secret.Namespace;
        return reference;
    }

    /// <summary>Only the namespaces of the Ingresses can attach routes.</summary>
    private JsonObject Allowed() => new()
    {
        ["from"] = "Selector",
        ["selector"] = new JsonObject
        {
            ["matchExpressions"] = new JsonArray(new JsonObject
            {
                ["key"] = "kubernetes.io/metadata.name",
                ["operator"] = "In",
                ["values"] = new JsonArray([.. namespaces.Select(found => (JsonNode)found)]),
            }),
        },
    };

    private ImportedResource Grant(string ns, IReadOnlyList<string> secrets)
    {
        var spec = new JsonObject
        {
            ["from"] = new JsonArray(new JsonObject
            {
                ["group"] = GroupKind.GatewayApi,
                ["kind"] = "Gateway",
                ["namespace"] = gateway.Namespace,
            }),
            ["to"] = new JsonArray([.. secrets.Select(
                secret => (JsonNode)new JsonObject { ["group"] = "", ["kind"] = "Secret", ["name"] = secret })]),
        };
        return ImportedResource.Create(
            $"{GroupKind.GatewayApi}/v1beta1", "ReferenceGrant",
            new ResourceName(ns, names.Take("ReferenceGrant", ns, gateway.Name, "certificates")), spec,
            [$"The Gateway {gateway} can use the certificates."]);
    }
}
