using System.Collections.Frozen;

namespace GatewayKit.Tls;

/// <summary>
/// Finds the certificate of a host name: one with exactly this name, otherwise one whose wildcard replaces the first label (RFC 9525,
/// section 6.3). Of several with the same name, it has the one that expires last; of equal ones, the first in the configuration. A look-up
/// doesn't allocate.
/// </summary>
internal sealed class CertificateIndex
{
    public static readonly CertificateIndex Empty = new([]);

    private readonly FrozenDictionary<string, ServedCertificate> _exact;
    private readonly FrozenDictionary<string, ServedCertificate>.AlternateLookup<ReadOnlySpan<char>> _exactSpan;
    private readonly FrozenDictionary<string, ServedCertificate>.AlternateLookup<ReadOnlySpan<char>> _wildcards;

    /// <param name="certificates">The certificates in the order of the configuration.</param>
    public CertificateIndex(IReadOnlyCollection<ServedCertificate> certificates)
    {
        var (exact, wildcards) = (New(), New());
        foreach (var certificate in certificates)
        {
            foreach (var name in certificate.Names)
            {
                var isWildcard = name.StartsWith("*.", StringComparison.Ordinal);
                Add(isWildcard ? wildcards : exact, isWildcard ? name[2..] : name, certificate);
            }
        }

        Count = certificates.Count;
        _exact = exact.ToFrozenDictionary(exact.Comparer);
        _exactSpan = _exact.GetAlternateLookup<ReadOnlySpan<char>>();
        _wildcards = wildcards.ToFrozenDictionary(wildcards.Comparer).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Gets the number of certificates.</summary>
    public int Count { get; }

    /// <summary>Returns the certificate with exactly this name, regardless of case; null if there is none.</summary>
    public ServedCertificate? Exact(ReadOnlySpan<char> name) => _exactSpan.TryGetValue(name, out var certificate) ? certificate : null;

    /// <summary>Returns the certificate with a wildcard for this name; null if there is none.</summary>
    public ServedCertificate? Wildcard(ReadOnlySpan<char> name)
        => name.IndexOf('.') is > 0 and var dot && _wildcards.TryGetValue(name[(dot + 1)..], out var certificate) ? certificate : null;

    private static Dictionary<string, ServedCertificate> New() => new(StringComparer.OrdinalIgnoreCase);

    private static void Add(Dictionary<string, ServedCertificate> names, string name, ServedCertificate certificate)
    {
        // Clients' names arrive with decoded labels, except those that can't be decoded.
        foreach (var form in new[] { name, HostNames.ToUnicode(name) })
        {
            if (!names.TryGetValue(form, out var other) || other.Expires < certificate.Expires)
                names[form] = certificate;
        }
    }
}
