using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Certificates;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Reads the certificate that a Gateway authenticates itself to backends with.</summary>
internal static class BackendIdentities
{
    private const string Invalid = "InvalidClientCertificateRef";

    public static (BackendIdentity? Identity, Problem? Problem) Of(Gateway gateway, Lookups lookups)
    {
        if (gateway.Spec.Tls?.Backend?.ClientCertificateRef is not { } reference)
            return (null, null);

        var own = gateway.Metadata.NamespaceProperty;
        var kind = new GroupKind(reference.Group, reference.Kind);
        var name = new ResourceName(reference.Namespace ?? own, reference.Name);
        if (kind != GroupKind.Secret)
            return Refuse(name, Invalid, $"clientCertificateRef refers to a {kind}; it must refer to a Secret.");
        if (!ReferenceGrants.Allow(lookups, ResourceKind.Gateway, own, kind, name))
            return Refuse(name, "RefNotPermitted", $"No ReferenceGrant allows the reference to the Secret '{name}'.");

        var secret = TlsSecrets.Of(name, lookups);
        return secret.Context is null
            ? Refuse(name, Invalid, $"The Secret '{name}' {secret.Error}.")
            : (new BackendIdentity(name, secret.Context), null);
    }

    private static (BackendIdentity? Identity, Problem? Problem) Refuse(ResourceName name, string reason, string message)
        => (new BackendIdentity(name, null), new Problem(reason, message));
}
