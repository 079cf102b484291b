using System.Net.Security;
using System.Security.Authentication;
using GatewayKit.Compilation;
using GatewayKit.Proxy.Upstream;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Streams;

/// <summary>Opens TLS on the connections of streams, with the settings that the requests to the same cluster have.</summary>
internal sealed class StreamTls
{
    private readonly SslClientAuthenticationOptions _options;
    private readonly string? _name;

    /// <param name="tls">The TLS settings of the cluster; null for none.</param>
    /// <param name="client">The settings of its HTTP client; null for none.</param>
    public StreamTls(CompiledClusterTls? tls, HttpClientConfig? client)
    {
        _name = tls?.Settings.ServerName;
        _options = new SslClientAuthenticationOptions { EnabledSslProtocols = client?.SslProtocols ?? SslProtocols.None };
        if (tls is not null)
            UpstreamTls.Apply(tls, _options);
        if (client?.DangerousAcceptAnyServerCertificate == true)
            _options.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null;
    }

    /// <summary>Performs a handshake.</summary>
    /// <param name="stream">The connection, which is closed if the handshake fails.</param>
    /// <param name="host">The host of the destination, for SNI and the verification of its certificate if the cluster has no server
    /// name.</param>
    /// <param name="cancellation">Cancels the handshake.</param>
    /// <exception cref="AuthenticationException">The destination's certificate was rejected, or the handshake failed.</exception>
    /// <exception cref="IOException">The connection ended.</exception>
    public async Task<SslStream> OpenAsync(Stream stream, string host, CancellationToken cancellation)
    {
        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(OptionsFor(host), cancellation).ConfigureAwait(false);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private SslClientAuthenticationOptions OptionsFor(string host) => new()
    {
        TargetHost = _name ?? host,
        CertificateChainPolicy = _options.CertificateChainPolicy,
        CipherSuitesPolicy = _options.CipherSuitesPolicy,
        ClientCertificateContext = _options.ClientCertificateContext,
        EnabledSslProtocols = _options.EnabledSslProtocols,
        RemoteCertificateValidationCallback = _options.RemoteCertificateValidationCallback,
    };
}
