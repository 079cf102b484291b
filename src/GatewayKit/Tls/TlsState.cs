using System.Net;
using System.Net.Security;
using GatewayKit.Configuration;

namespace GatewayKit.Tls;

/// <summary>The active settings of TLS, and the certificates of other packages.</summary>
internal sealed class TlsState(
    CertificateStore store,
    IEnumerable<ITlsCertificateSource> sources, IEnumerable<IAcmeChallenges> challenges, IEnumerable<ITlsAcme> acme)
{
    private readonly ITlsCertificateSource[] _sources = [.. sources];
    private TlsSettings? _current;

    /// <summary>Gets the settings; null if the active configuration has no <c>tls</c>.</summary>
    public TlsSettings? Current => Volatile.Read(ref _current);

    /// <summary>Gets the owner of <c>tls.acme</c>; null if the host has none.</summary>
    public ITlsAcme? Acme { get; } = acme.LastOrDefault();

    /// <summary>Gets the answers to ACME challenges; null if the host has none.</summary>
    public IAcmeChallenges? Challenges { get; } = challenges.LastOrDefault();

    /// <summary>Gets whether other packages supply certificates, besides that for ACME.</summary>
    public bool HasOtherSources => _sources.Length > (Acme is null ? 0 : 1);

    /// <summary>Gets whether the server listens on an address with these certificates.</summary>
    public bool IsListening { get; private set; }

    /// <summary>Gets whether it also listens for HTTP/3.</summary>
    public bool IsListeningOnQuic { get; private set; }

    /// <summary>Returns the certificate for a name among those of the files; null if there is none.</summary>
    public static ServedCertificate? FindInFiles(TlsSettings settings, ReadOnlySpan<char> name)
        => settings.Certificates.Exact(name) ?? settings.Certificates.Wildcard(name);

    /// <summary>Returns whether handshakes can get a certificate from any origin.</summary>
    public bool HasCertificates(TlsSettings settings)
        => !settings.Config.Certificates.IsEmpty || settings.Config.Acme is not null || HasOtherSources;

    /// <summary>Notes that the server listens with these certificates.</summary>
    public void Listen(bool onQuic)
    {
        IsListening = true;
        IsListeningOnQuic |= onQuic;
    }

    /// <summary>Uses the settings of a configuration that has become active.</summary>
    public void Activate(TlsSettings? settings)
    {
        Volatile.Write(ref _current, settings);
        Acme?.Activate(settings?.Acme, settings?.Folder ?? Directory.GetCurrentDirectory());
        store.Keep(settings?.Files ?? new HashSet<CertificateFiles>());
    }

    /// <summary>Replaces the certificates, unless another configuration has become active.</summary>
    /// <returns>Whether they are replaced.</returns>
    public bool Replace(TlsSettings settings, TlsSettings next)
    {
        if (Interlocked.CompareExchange(ref _current, next, settings) != settings)
            return false;

        store.Keep(next.Files);
        return true;
    }

    /// <summary>Returns the certificate for a handshake.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="serverName">The name that the client sent; empty for none.</param>
    /// <param name="local">The address that the client connected to, which selects a certificate if it sent no name.</param>
    /// <returns>The certificate; null if the handshake must be refused.</returns>
    public SslStreamCertificateContext? Choose(TlsSettings settings, string serverName, IPAddress? local)
    {
        var chosen = serverName.Length > 0 ? Find(settings, serverName)
            : local is not null ? Find(settings, (local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local).ToString())
            : null;
        return chosen ?? (settings.Config.Default is { } name ? Find(settings, name) : null);
    }

    private SslStreamCertificateContext? Find(TlsSettings settings, string name)
    {
        // RFC 6066, section 3, forbids the final dot, but some clients send it.
        if (name.EndsWith('.'))
            name = name[..^1];
        if (settings.Certificates.Exact(name) is { } exact)
            return exact.Context;
        if (_sources.Length > 0 && HostNames.ToAscii(name) is { } ascii)
        {
            foreach (var source in _sources)
            {
                if (source.Find(ascii) is { } found)
                    return found;
            }
        }

        return settings.Certificates.Wildcard(name)?.Context;
    }
}
