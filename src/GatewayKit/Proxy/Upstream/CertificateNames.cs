using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;

namespace GatewayKit.Proxy.Upstream;

/// <summary>Accepts a trusted certificate by its subject alternative names instead of the server name, and by the length of its
/// chain.</summary>
/// <param name="names">The names; empty for the server name.</param>
/// <param name="maxIntermediates">The maximum number of intermediate certificates; null for no limit.</param>
internal sealed class CertificateNames(ImmutableArray<CertificateName> names, int? maxIntermediates)
{
    private const string SubjectAlternativeName = "2.5.29.17";

    // The choices of GeneralName (RFC 5280, section 4.2.1.6).
    private static readonly Asn1Tag s_host = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag s_uri = new(TagClass.ContextSpecific, 6);

    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        => IsShort(chain) && (names.IsEmpty
            ? errors == SslPolicyErrors.None
            : (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None
                && certificate is X509Certificate2 { Extensions: var extensions }
                && extensions[SubjectAlternativeName] is { RawData: var data }
                && HasName(data));

    // The others are the certificate itself and the root.
    private bool IsShort(X509Chain? chain)
        => maxIntermediates is null || (chain is not null && chain.ChainElements.Count - 2 <= maxIntermediates);

    private bool HasName(byte[] data)
    {
        try
        {
            var found = new AsnReader(data, AsnEncodingRules.DER).ReadSequence();
            while (found.HasData)
            {
                var tag = found.PeekTag();
                if (tag.HasSameClassAndValue(s_host) && IsHost(found.ReadCharacterString(UniversalTagNumber.IA5String, s_host))
                    || tag.HasSameClassAndValue(s_uri) && IsUri(found.ReadCharacterString(UniversalTagNumber.IA5String, s_uri)))
                    return true;
                if (!tag.HasSameClassAndValue(s_host) && !tag.HasSameClassAndValue(s_uri))
                    found.ReadEncodedValue();
            }

            return false;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private bool IsUri(string uri) => names.Any(name => name.Kind == CertificateNameKind.Uri && name.Value == uri);

    private bool IsHost(string host) => names.Any(name => name.Kind == CertificateNameKind.Host && AreSame(host, name.Value));

    private static bool AreSame(string host, string name)
        => host.Equals(name, StringComparison.OrdinalIgnoreCase)
            || host is ['*', '.', ..] && name.IndexOf('.', StringComparison.Ordinal) is > 0 and var label && name[0] != '*'
                && name.AsSpan(label).Equals(host.AsSpan(1), StringComparison.OrdinalIgnoreCase)
            || name is ['*', '.', ..] && host.Length > name.Length - 1 && host[0] != '*'
                && host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase);
}
