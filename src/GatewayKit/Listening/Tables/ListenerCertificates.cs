using System.Collections.Immutable;
using System.Net.Security;
using System.Runtime.CompilerServices;
using GatewayKit.Tls;

namespace GatewayKit.Listening.Tables;

/// <summary>
/// The certificates of a listener. A handshake gets one with exactly the client's server name, otherwise one whose wildcard replaces the
/// first label (RFC 9525, section 6.3), otherwise the first.
/// </summary>
internal sealed class ListenerCertificates
{
    private static readonly ConditionalWeakTable<SslStreamCertificateContext, IReadOnlyList<string>> s_names = [];

    private readonly Dictionary<string, SslStreamCertificateContext> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly SslStreamCertificateContext _first;

    /// <param name="certificates">The certificates; at least one.</param>
    public ListenerCertificates(ImmutableArray<SslStreamCertificateContext> certificates)
    {
        _first = certificates[0];
        if (certificates.Length == 1)
            return;

        foreach (var certificate in certificates)
        {
            foreach (var name in s_names.GetValue(certificate, static context => CertificateNames.Of(context.TargetCertificate)))
                _byName.TryAdd(name, certificate);
        }
    }

    /// <summary>Returns the certificate for a server name.</summary>
    /// <param name="name">The name in ASCII; null if the client sent none.</param>
    public SslStreamCertificateContext Find(string? name)
    {
        if (name is null || _byName.Count == 0)
            return _first;
        if (_byName.TryGetValue(name, out var exact))
            return exact;

        return name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            && _byName.TryGetValue(string.Concat("*", name.AsSpan(dot)), out var wildcard)
                ? wildcard : _first;
    }
}
