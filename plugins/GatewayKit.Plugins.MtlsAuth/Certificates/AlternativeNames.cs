using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>
/// Reads the subject alternative names (RFC 5280, section 4.2.1.6). Names that aren't printable ASCII are left out: programs disagree
/// about a name with a null byte, for example.
/// </summary>
internal sealed class AlternativeNames
{
    /// <summary>The maximum number of names; a certificate with more is malformed.</summary>
    private const int Maximum = 200;

    private const string Extension = "2.5.29.17";

    public List<string> DnsNames { get; } = [];

    public List<string> Uris { get; } = [];

    public List<string> Emails { get; } = [];

    /// <exception cref="AsnContentException">The extension isn't valid DER, or has too many names.</exception>
    public static AlternativeNames Read(X509Certificate2 certificate)
    {
        var names = new AlternativeNames();
        foreach (var extension in certificate.Extensions)
        {
            if (extension.Oid?.Value != Extension)
                continue;

            var sequence = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            for (var count = 1; sequence.HasData; count++)
            {
                if (count > Maximum)
                    throw new AsnContentException("The certificate has too many names.");
                names.Add(sequence);
            }
        }

        return names;
    }

    private void Add(AsnReader sequence)
    {
        var tag = sequence.PeekTag();
        var list = tag.TagClass != TagClass.ContextSpecific ? null : tag.TagValue switch
        {
            1 => Emails,
            2 => DnsNames,
            6 => Uris,
            _ => null,
        };
        if (list is null)
            sequence.ReadEncodedValue();
        else if (sequence.ReadCharacterString(UniversalTagNumber.IA5String, tag) is { Length: > 0 and <= 1024 } name
            && !name.AsSpan().ContainsAnyExceptInRange('!', '~'))
            list.Add(list == DnsNames ? name.ToLowerInvariant() : name);
    }
}
