namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>A certificate of a consumer, by one of its names.</summary>
public sealed record MtlsAuthCredential : IConsumerCredential, IValidatedOptions
{
    /// <summary>
    /// The subject (RFC 4514), case-sensitive, such as <c>CN=orders,O=Example</c>: as <c>openssl x509 -noout -subject -nameopt RFC2253</c>
    /// writes it. Spaces around commas don't matter.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>A DNS name among the subject alternative names, case-insensitive and without a wildcard.</summary>
    public string? DnsName { get; init; }

    /// <summary>A URI among the subject alternative names, case-sensitive, such as <c>spiffe://example.com/orders</c>.</summary>
    public string? Uri { get; init; }

    /// <summary>An email address among the subject alternative names, case-sensitive.</summary>
    public string? Email { get; init; }

    /// <summary>The SHA-256 hash of the certificate: 64 hexadecimal digits, optionally with colons.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>
    /// The SHA-256 hash of a root or an intermediate certificate that must be in the chain. Set it if <c>roots</c> has authorities that
    /// must not issue certificates for this consumer. Default: every root.
    /// </summary>
    public string? Authority { get; init; }

    CredentialKey IConsumerCredential.Key
        => Subject is not null ? CertificateKey.Of(CertificateKey.Subject, SubjectName.Normalize(Subject))
            : DnsName is not null ? CertificateKey.Of(CertificateKey.DnsName, DnsName.ToLowerInvariant())
            : Uri is not null ? CertificateKey.Of(CertificateKey.Uri, Uri)
            : Email is not null ? CertificateKey.Of(CertificateKey.Email, Email)
            : CertificateKey.Of(CertificateKey.Thumbprint, CertificateKey.Hash(Thumbprint ?? "") ?? "");

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        string?[] names = [Subject, DnsName, Uri, Email, Thumbprint];
        if (names.Count(name => name is not null) != 1 || names.Any(name => name?.Length == 0))
            yield return new OptionsError("", "must have exactly one of 'subject', 'dnsName', 'uri', 'email' and 'thumbprint'");
        if (Subject is not null && !Subject.Contains('=', StringComparison.Ordinal))
            yield return new OptionsError("subject", "must be a distinguished name such as CN=orders,O=Example");
        if (Thumbprint is not null && CertificateKey.Hash(Thumbprint) is null)
            yield return new OptionsError("thumbprint", "must be a SHA-256 hash: 64 hexadecimal digits");
        if (Authority is not null && CertificateKey.Hash(Authority) is null)
            yield return new OptionsError("authority", "must be a SHA-256 hash: 64 hexadecimal digits");
    }
}
