using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GatewayKit.Authentication;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>
/// Remembers verified certificates: for each connection, whose requests share one object, and by content for new connections and
/// forwarded headers. Both are bounded: by the number of connections, and by a number.
/// </summary>
internal sealed class VerdictCache(Revocation revocation, TimeProvider time)
{
    private const int Maximum = 20_000;

    private readonly ConditionalWeakTable<X509Certificate2, Verdict> _connections = [];
    private readonly GenerationCache<KeyedDigest, Verdict> _contents = new(Maximum);

    /// <summary>Finds the verdict about the certificate of a connection.</summary>
    public Verdict? Find(X509Certificate2 certificate)
    {
        if (_connections.TryGetValue(certificate, out var verdict) && IsCurrent(verdict))
            return verdict;
        if (Find(Key(certificate)) is not { } same)
            return null;

        _connections.AddOrUpdate(certificate, same);
        return same;
    }

    /// <summary>Finds the verdict about forwarded headers or the content of a certificate.</summary>
    public Verdict? Find(in KeyedDigest key) => _contents.TryFind(key, out var verdict) && IsCurrent(verdict) ? verdict : null;

    public void Add(X509Certificate2 certificate, Verdict verdict)
    {
        _contents.Add(Key(certificate), verdict);
        _connections.AddOrUpdate(certificate, verdict);
    }

    public void Add(in KeyedDigest key, Verdict verdict) => _contents.Add(key, verdict);

    /// <summary>Returns the key of forwarded headers, which differs from that of every certificate.</summary>
    public static KeyedDigest Key(StringValues header, StringValues chain)
        => KeyedDigest.Of(Encoding.UTF8.GetBytes($"header\n{header}\n{chain}"));

    private static KeyedDigest Key(X509Certificate2 certificate) => KeyedDigest.Of(certificate.RawDataMemory.Span);

    private bool IsCurrent(Verdict verdict) => verdict.Until > time.GetUtcNow() && verdict.ListVersion == revocation.ListVersion;
}
