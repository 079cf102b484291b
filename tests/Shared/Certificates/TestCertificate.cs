using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Tests.Shared;

/// <summary>The content of a certificate that a <see cref="TestAuthority"/> issues.</summary>
internal sealed record TestCertificate
{
    public X500DistinguishedName Subject { get; init; } = new("CN=client");

    public string[] DnsNames { get; init; } = [];

    public string[] Uris { get; init; } = [];

    public string[] Emails { get; init; } = [];

    public IPAddress[] Addresses { get; init; } = [];

    /// <summary>The extended key usages; null for a certificate without the extension.</summary>
    public string[]? Purposes { get; init; } = [ClientAuthentication, ServerAuthentication];

    public bool IsAuthority { get; init; }

    public int? PathLength { get; init; }

    public DateTimeOffset From { get; init; } = DateTimeOffset.UtcNow.AddDays(-1);

    public DateTimeOffset Until { get; init; } = DateTimeOffset.UtcNow.AddDays(30);

    /// <summary>The key; a new P-256 key by default.</summary>
    public AsymmetricAlgorithm? Key { get; init; }

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    public X509Extension[] Extensions { get; init; } = [];

    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>A server's certificate for a name and this machine's address.</summary>
    public static TestCertificate Server(params string[] names) => new()
    {
        Subject = new("CN=server"),
        DnsNames = names,
        Addresses = [IPAddress.Loopback],
        Purposes = [ServerAuthentication],
    };

    public CertificateRequest Request(AsymmetricAlgorithm key)
    {
        var request = key is RSA rsa
            ? new CertificateRequest(Subject, rsa, Hash, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(Subject, (ECDsa)key, Hash);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(IsAuthority, PathLength is not null, PathLength ?? 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            IsAuthority ? X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign : X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (Purposes is not null)
        {
            var oids = new OidCollection();
            foreach (var purpose in Purposes)
                oids.Add(new Oid(purpose));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, false));
        }

        if (DnsNames.Length + Uris.Length + Emails.Length + Addresses.Length > 0)
            request.CertificateExtensions.Add(AlternativeNames());
        foreach (var extension in Extensions)
            request.CertificateExtensions.Add(extension);
        return request;
    }

    private X509Extension AlternativeNames()
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in DnsNames)
            names.AddDnsName(name);
        foreach (var uri in Uris)
            names.AddUri(new Uri(uri));
        foreach (var email in Emails)
            names.AddEmailAddress(email);
        foreach (var address in Addresses)
            names.AddIpAddress(address);
        return names.Build();
    }
}
