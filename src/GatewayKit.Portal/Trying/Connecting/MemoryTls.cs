using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Portal.Trying.Connecting;

/// <summary>Marks the requests of an https address. The reader has no client certificate.</summary>
internal sealed class MemoryTls : ITlsConnectionFeature
{
    public X509Certificate2? ClientCertificate { get; set; }

    public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) => Task.FromResult(ClientCertificate);
}
