using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>
/// The names of a certificate, and its claims: <c>subject</c>, <c>commonName</c>, <c>organization</c>, <c>organizationalUnit</c>,
/// <c>dnsName</c>, <c>uri</c>, <c>email</c>, <c>issuer</c>, <c>serialNumber</c>, <c>thumbprint</c>.
/// </summary>
internal sealed class CertificateClaims
{
    private CertificateClaims(string subject, AlternativeNames names, string thumbprint, JsonElement json)
        => (Subject, Names, Thumbprint, Json) = (subject, names, thumbprint, json);

    /// <summary>Gets the subject (RFC 4514).</summary>
    public string Subject { get; }

    public AlternativeNames Names { get; }

    /// <summary>Gets the SHA-256 hash in lower-case hexadecimal digits.</summary>
    public string Thumbprint { get; }

    /// <summary>Gets the claims as an object.</summary>
    public JsonElement Json { get; }

    /// <exception cref="AsnContentException">The certificate isn't valid DER.</exception>
    public static CertificateClaims Read(X509Certificate2 certificate)
    {
        var subject = SubjectName.Read(certificate.SubjectName);
        var names = AlternativeNames.Read(certificate);
        var text = SubjectName.Format(subject);
        var thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("subject", text);
            Write(writer, "commonName", Values(subject, "CN"));
            Write(writer, "organization", Values(subject, "O"));
            Write(writer, "organizationalUnit", Values(subject, "OU"));
            Write(writer, "dnsName", names.DnsNames);
            Write(writer, "uri", names.Uris);
            Write(writer, "email", names.Emails);
            writer.WriteString("issuer", SubjectName.Format(SubjectName.Read(certificate.IssuerName)));
            writer.WriteString("serialNumber", certificate.SerialNumber.ToLowerInvariant());
            writer.WriteString("thumbprint", thumbprint);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return new CertificateClaims(text, names, thumbprint, document.RootElement.Clone());
    }

    /// <summary>The values of an attribute. Those with control characters are left out: programs disagree about their end.</summary>
    private static List<string> Values(List<List<(string Type, string Value)>> name, string type)
        => [.. name.SelectMany(relative => relative)
            .Where(part => part.Type == type && part.Value is { Length: > 0 and <= 1024 } && !part.Value.Any(char.IsControl))
            .Select(part => part.Value)];

    private static void Write(Utf8JsonWriter writer, string claim, List<string> values)
    {
        if (values.Count == 0)
            return;
        if (values.Count == 1)
        {
            writer.WriteString(claim, values[0]);
            return;
        }

        writer.WriteStartArray(claim);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
