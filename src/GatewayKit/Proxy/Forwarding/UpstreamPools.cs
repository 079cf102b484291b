using System.Collections.Concurrent;
using System.Net.Security;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>The connections of one cluster's client, by origin.</summary>
internal sealed class UpstreamPools(PoolSettings settings, UpstreamConnector connector, PoolSweeper sweeper)
{
    // Far more than the destinations of any cluster: a transform of the host can send requests to addresses of its own.
    private const int MaxPools = 10_000;

    private readonly PoolSettings _withHttp2 = settings with
    {
        Tls = WithProtocols(settings.Tls, [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11]),
    };

    private readonly PoolSettings _onlyHttp11 = settings with { Tls = WithProtocols(settings.Tls, [SslApplicationProtocol.Http11]) };

    private readonly ConcurrentDictionary<(string Prefix, bool OffersHttp2), ConnectionPool?> _byPrefix = [];
    private readonly ConcurrentDictionary<(UpstreamOrigin Origin, bool OffersHttp2, string? Name), ConnectionPool> _byOrigin = [];

    /// <param name="prefix">The address of a destination.</param>
    /// <param name="offersHttp2">Whether a TLS handshake offers HTTP/2.</param>
    /// <returns>The pool; null if the address isn't one of HTTP.</returns>
    public ConnectionPool? Find(string prefix, bool offersHttp2)
    {
        if (_byPrefix.TryGetValue((prefix, offersHttp2), out var found))
            return found;

        var pool = Uri.TryCreate(prefix, UriKind.Absolute, out var address) ? Find(address, offersHttp2) : null;
        if (_byPrefix.Count < MaxPools)
            _byPrefix[(prefix, offersHttp2)] = pool;
        return pool;
    }

    /// <param name="address">The address of a request.</param>
    /// <param name="offersHttp2">Whether a TLS handshake offers HTTP/2.</param>
    /// <param name="host">The host of the request, which is also the name of a server with TLS; null for that of the address.</param>
    /// <returns>The pool; null if the address isn't one of HTTP.</returns>
    public ConnectionPool? Find(Uri address, bool offersHttp2, string? host = null)
    {
        if (UpstreamOrigin.Of(address) is not { } origin)
            return null;

        if (_byOrigin.Count >= MaxPools)
            RemoveEmpty();
        return _byOrigin.GetOrAdd(
            (origin, offersHttp2, NameOf(origin, host)),
            static (key, pools) => new ConnectionPool(
                key.Origin, pools.SettingsFor(key.OffersHttp2, key.Name), pools.Connector, pools.Sweeper),
            this);
    }

    /// <summary>Returns whether requests with a host can use the connections of the address: their name in TLS is the same.</summary>
    public bool IsNameOf(UpstreamOrigin origin, string? host) => NameOf(origin, host) is null;

    private UpstreamConnector Connector => connector;

    private PoolSweeper Sweeper => sweeper;

    /// <summary>Returns the name in TLS, as the HTTP client determines it; null for the default.</summary>
    private string? NameOf(UpstreamOrigin origin, string? host)
        => origin.IsSecure && settings.Tls.TargetHost is null && !string.IsNullOrEmpty(host)
            && new HostString(host).Host is { Length: > 0 } name
            && !string.Equals(name, origin.EndPoint.Host, StringComparison.OrdinalIgnoreCase) ? name : null;

    private PoolSettings SettingsFor(bool offersHttp2, string? name)
    {
        var usual = offersHttp2 ? _withHttp2 : _onlyHttp11;
        return name is null ? usual : usual with { Tls = WithProtocols(usual.Tls, usual.Tls.ApplicationProtocols!, name) };
    }

    private static SslClientAuthenticationOptions WithProtocols(
        SslClientAuthenticationOptions tls, List<SslApplicationProtocol> protocols, string? name = null)
        => new()
        {
            TargetHost = name ?? tls.TargetHost,
            ApplicationProtocols = protocols,
            CertificateChainPolicy = tls.CertificateChainPolicy,
            CipherSuitesPolicy = tls.CipherSuitesPolicy,
            CertificateRevocationCheckMode = tls.CertificateRevocationCheckMode,
            ClientCertificateContext = tls.ClientCertificateContext,
            EnabledSslProtocols = tls.EnabledSslProtocols,
            RemoteCertificateValidationCallback = tls.RemoteCertificateValidationCallback,
        };

    private void RemoveEmpty()
    {
        _byPrefix.Clear();
        foreach (var (key, pool) in _byOrigin)
        {
            if (pool.IsEmpty)
                _byOrigin.TryRemove(key, out _);
        }
    }
}
