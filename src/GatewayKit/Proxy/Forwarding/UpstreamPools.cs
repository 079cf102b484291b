using System.Collections.Concurrent;
using System.Net.Security;

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
    private readonly ConcurrentDictionary<(UpstreamOrigin Origin, bool OffersHttp2), ConnectionPool> _byOrigin = [];

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
    /// <returns>The pool; null if the address isn't one of HTTP.</returns>
    public ConnectionPool? Find(Uri address, bool offersHttp2)
    {
        if (UpstreamOrigin.Of(address) is not { } origin)
            return null;

        if (_byOrigin.Count >= MaxPools)
            RemoveEmpty();
        return _byOrigin.GetOrAdd(
            (origin, offersHttp2),
            static (key, pools) => new ConnectionPool(
                key.Origin, key.OffersHttp2 ? pools._withHttp2 : pools._onlyHttp11, pools.Connector, pools.Sweeper),
            this);
    }

    private UpstreamConnector Connector => connector;

    private PoolSweeper Sweeper => sweeper;

    private static SslClientAuthenticationOptions WithProtocols(SslClientAuthenticationOptions tls, List<SslApplicationProtocol> protocols)
        => new()
        {
            TargetHost = tls.TargetHost,
            ApplicationProtocols = protocols,
            CertificateChainPolicy = tls.CertificateChainPolicy,
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
