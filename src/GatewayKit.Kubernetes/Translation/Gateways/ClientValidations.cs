using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Certificates;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The validation of clients' certificates of a Gateway (<c>spec.tls.frontend</c>).</summary>
/// <param name="gateway">The Gateway.</param>
/// <param name="lookups">The lookups of the Gateway.</param>
internal sealed class ClientValidations(Gateway gateway, Lookups lookups)
{
    private const string Fallback = "AllowInsecureFallback";

    private readonly Dictionary<FrontendValidation, ClientValidation> _results = new(ReferenceEqualityComparer.Instance);

    private FrontendTls? Frontend => gateway.Spec.Tls?.Frontend;

    /// <summary>Whether clients with an invalid certificate are served anywhere.</summary>
    public bool AreInsecure
        => Frontend is not null
            && Frontend.PerPort.Select(port => port.Tls).Append(Frontend.Default).Any(config => config?.Validation?.Mode == Fallback);

    /// <summary>Returns the validation of the HTTPS listeners on a port.</summary>
    public ClientValidation Of(int port)
    {
        var perPort = Frontend?.PerPort.FirstOrDefault(entry => entry.Port == port);
        var config = perPort is null ? Frontend?.Default : perPort.Tls;
        if (config?.Validation is not { } validation)
            return ClientValidation.None;
        if (!_results.TryGetValue(validation, out var result))
            _results.Add(validation, result = Read(validation));
        return result;
    }

    private ClientValidation Read(FrontendValidation validation)
    {
        var authorities = ImmutableArray.CreateBuilder<X509Certificate2>();
        var problems = new ProblemList();
        foreach (var reference in validation.CaCertificateRefs)
        {
            var kind = new GroupKind(reference.Group, reference.Kind);
            var name = new ResourceName(reference.Namespace ?? gateway.Metadata.NamespaceProperty, reference.Name);
            if (!AuthorityBundles.IsSupported(kind))
                problems.Add("InvalidCACertificateKind", $"A caCertificateRef refers to a {kind}; use a ConfigMap or Secret.");
            else if (!ReferenceGrants.Allow(lookups, ResourceKind.Gateway, gateway.Metadata.NamespaceProperty, kind, name))
                problems.Add("RefNotPermitted", $"No ReferenceGrant allows the reference to the {kind} '{name}'.");
            else if (AuthorityBundles.Of(kind, name, lookups) is { Error: { } error })
                problems.Add("InvalidCACertificateRef", $"The {kind} '{name}' {error}.");
            else
                authorities.AddRange(AuthorityBundles.Of(kind, name, lookups).Certificates);
        }

        var problem = problems.ToProblem();
        return authorities.Count == 0
            ? new ClientValidation(null, problem, new Problem("NoValidCACertificate", problem?.Message ?? "No caCertificateRefs are set."))
            : new ClientValidation(Settings(authorities.ToImmutable(), validation), problem, null);
    }

    private static ListenerClientCertificates Settings(ImmutableArray<X509Certificate2> authorities, FrontendValidation validation)
        => new() { Authorities = authorities, IsOptional = validation.Mode == Fallback };
}
