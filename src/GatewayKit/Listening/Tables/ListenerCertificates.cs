using System.Collections.Immutable;
using System.Net.Security;
using System.Runtime.CompilerServices;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Tls;

namespace GatewayKit.Listening.Tables;

/// <summary>
/// The certificates of a listener. A handshake for a refused host gets none. Others get that of the host, otherwise one with exactly the
/// client's server name, otherwise one whose wildcard replaces the first label (RFC 9525, section 6.3), otherwise the first.
/// </summary>
internal sealed class ListenerCertificates
{
    private static readonly ConditionalWeakTable<SslStreamCertificateContext, IReadOnlyList<string>> s_names = [];

    private readonly Dictionary<string, SslStreamCertificateContext> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly ImmutableDictionary<string, SslStreamCertificateContext> _byHost;
    private readonly ImmutableHashSet<string> _refused;
    private readonly SslStreamCertificateContext? _first;

    /// <param name="tls">The settings.</param>
    public ListenerCertificates(ListenerTls tls)
    {
        (_byHost, _refused) = (tls.HostCertificates, tls.RefusedHosts);
        _first = tls.Certificates is { IsDefaultOrEmpty: false } found ? found[0] : null;
        if (tls.Certificates is not { IsDefault: false, Length: > 1 } certificates)
            return;

        foreach (var certificate in certificates)
        {
            foreach (var name in s_names.GetValue(certificate, static context => CertificateNames.Of(context.TargetCertificate)))
                _byName.TryAdd(name, certificate);
        }
    }

    /// <summary>Returns whether there is a certificate at all.</summary>
    public static bool HasAny(ListenerTls? tls)
        => tls is { IsPassthrough: false } && (!tls.Certificates.IsDefaultOrEmpty || !tls.HostCertificates.IsEmpty);

    /// <summary>Returns the certificate for a server name; null if there is none.</summary>
    /// <param name="name">The name in ASCII; null if the client sent none.</param>
    public SslStreamCertificateContext? Find(string? name)
    {
        if (name is null || _byHost.Count + _byName.Count + _refused.Count == 0)
            return _first;

        var host = name.ToLowerInvariant();
        var wildcard = host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? string.Concat("*", host.AsSpan(dot)) : null;
        return IsRefused(host, wildcard) ? null : Find(_byHost, host, wildcard) ?? Find(_byName, host, wildcard) ?? _first;
    }

    private bool IsRefused(string host, string? wildcard)
        => !_byHost.ContainsKey(host) && (_refused.Contains(host) || (wildcard is not null && _refused.Contains(wildcard)));

    private static SslStreamCertificateContext? Find(
        IReadOnlyDictionary<string, SslStreamCertificateContext> certificates, string name, string? wildcard)
        => certificates.TryGetValue(name, out var exact) ? exact
            : wildcard is not null ? certificates.GetValueOrDefault(wildcard)
            : null;
}
