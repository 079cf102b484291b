using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using k8s;

namespace GatewayKit.Kubernetes.Api;

/// <summary>Creates the HTTP client for an API server.</summary>
internal static class ApiHttp
{
    public static HttpClient Create(KubernetesClientConfiguration configuration)
    {
        // Pings notice a server that has vanished, on which every watch would wait.
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            EnableMultipleHttp2Connections = true,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        handler.SslOptions = Tls(configuration);
        configuration.FirstMessageHandlerSetup?.Invoke(handler);
        return new HttpClient(handler)
        {
            BaseAddress = new Uri(configuration.Host.EndsWith('/') ? configuration.Host : configuration.Host + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = configuration.DisableHttp2 ? HttpVersion.Version11 : HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
    }

    [SuppressMessage("Security", "CA5359:Do not disable certificate validation",
        Justification = "The kubeconfig says insecure-skip-tls-verify.")]
    private static SslClientAuthenticationOptions Tls(KubernetesClientConfiguration configuration)
    {
        var options = new SslClientAuthenticationOptions();
        if (ClientCertificate.Read(configuration) is { } certificate)
            options.ClientCertificates = [certificate];
        if (!string.IsNullOrEmpty(configuration.TlsServerName))
            options.TargetHost = configuration.TlsServerName;
        if (configuration.SkipTlsVerify)
        {
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }
        else if (configuration.SslCaCerts is { Count: > 0 } authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return options;
    }
}
