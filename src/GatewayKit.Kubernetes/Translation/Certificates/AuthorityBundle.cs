using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Kubernetes.Translation.Certificates;

/// <summary>The certificates of authorities of a ConfigMap or Secret.</summary>
/// <param name="Certificates">The certificates; empty after an error.</param>
/// <param name="Error">The rest of a sentence that begins with the resource, such as <c>doesn't exist</c>.</param>
internal sealed record AuthorityBundle(ImmutableArray<X509Certificate2> Certificates, string? Error);
