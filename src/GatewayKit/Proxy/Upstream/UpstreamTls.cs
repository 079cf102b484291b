using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Compilation;
using GatewayKit.Configuration;

namespace GatewayKit.Proxy.Upstream;

/// <summary>Applies a cluster's TLS settings to its connections.</summary>
internal static class UpstreamTls
{
    public static void Apply(CompiledClusterTls tls, SocketsHttpHandler handler)
    {
        Apply(tls, handler.SslOptions);
        if (tls.Settings.ServerName is { } name && handler.ConnectCallback is { } connect)
            handler.ConnectCallback = new NamedTlsConnect(name, handler.SslOptions, connect).ConnectAsync;
    }

    /// <summary>Applies everything but the server name.</summary>
    public static void Apply(CompiledClusterTls tls, SslClientAuthenticationOptions options)
    {
        if ((tls.Memory?.Client ?? tls.Certificate?.Context) is { } certificate)
            options.ClientCertificateContext = certificate;
        if (tls.Roots is not null || tls.Settings.Revocation != RevocationCheck.None)
            options.CertificateChainPolicy = Policy(tls);
        if (tls.Memory is { CipherSuites: { IsDefaultOrEmpty: false } suites } && OperatingSystem.IsLinux())
            options.CipherSuitesPolicy = new CipherSuitesPolicy(suites);
        if (tls.Memory is { Names.Length: > 0 } or { MaxIntermediates: not null })
        {
            options.RemoteCertificateValidationCallback =
                new CertificateNames(tls.Memory.Names, tls.Memory.MaxIntermediates).Accept;
        }
    }

    private static X509ChainPolicy Policy(CompiledClusterTls tls)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = tls.Settings.Revocation switch
            {
                RevocationCheck.Online => X509RevocationMode.Online,
                RevocationCheck.Offline => X509RevocationMode.Offline,
                _ => X509RevocationMode.NoCheck,
            },
            RevocationFlag = X509RevocationFlag.ExcludeRoot,

            // Without it, a missing intermediate certificate would be fetched from an address that the server chose.
            DisableCertificateDownloads = tls.Settings.Revocation != RevocationCheck.Online,
        };
        if (tls.Roots is { } roots)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return policy;
    }
}
