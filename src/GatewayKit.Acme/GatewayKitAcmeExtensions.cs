using GatewayKit.Acme;
using GatewayKit.Acme.Challenges;
using GatewayKit.Acme.Renewal;
using GatewayKit.Acme.Storage;
using GatewayKit.Hosting;
using GatewayKit.Tls;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds certificates from an ACME server to a gateway.</summary>
public static class GatewayKitAcmeExtensions
{
    /// <summary>
    /// Adds the key <c>tls.acme</c> to the configuration: certificates from an ACME server (RFC 8555), ordered and renewed in the
    /// background. They are stored in a folder, or in an <see cref="IAcmeStorage"/> that the host registers.
    /// </summary>
    /// <param name="gateway">The builder of the gateway.</param>
    /// <returns>The builder of the gateway.</returns>
    public static GatewayKitBuilder UseAcme(this GatewayKitBuilder gateway)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        var services = gateway.Services;
        services.TryAddSingleton(new AcmeTimings());
        services.AddSingleton<CertificateSet>();
        services.AddSingleton<ChallengeBoard>();
        services.AddSingleton<AcmeService>();
        services.AddSingleton<ITlsCertificateSource>(s => s.GetRequiredService<CertificateSet>());
        services.AddSingleton<IAcmeChallenges>(s => s.GetRequiredService<ChallengeBoard>());
        services.AddSingleton<ITlsAcme>(s => s.GetRequiredService<AcmeService>());
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<AcmeService>());
        return gateway;
    }
}
