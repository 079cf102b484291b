using GatewayKit.Authentication;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>
/// Finds out who owns a certificate:
/// <list type="number">
/// <item>the consumer that has its thumbprint, one of its URIs, DNS names or email addresses, or its subject, in this order</item>
/// <item>otherwise a caller that isn't configured, whose name is a claim; an authority must not choose the name of a consumer</item>
/// </list>
/// </summary>
internal sealed class CallerRules(MtlsAuthOptions options, IConsumerDirectory consumers)
{
    private readonly ClaimRules _required = new(options.RequiredClaims);
    private readonly ClaimPath? _name = options.ConsumerClaim is { } claim ? new ClaimPath(claim) : null;
    private readonly ClaimGroups _groups = new(options.GroupsClaim is { } claim ? new ClaimPath(claim) : null, options.AllowedGroups);

    /// <param name="claims">The claims of the certificate.</param>
    /// <param name="authorities">The SHA-256 hashes of the other certificates of the chain, in lower case.</param>
    /// <param name="fault">The reason if there is no caller.</param>
    public Consumer? Find(CertificateClaims claims, IReadOnlyCollection<string> authorities, out string fault)
    {
        fault = CertificateFault.Claims;
        if (!_required.AreSatisfiedBy(claims.Json))
            return null;
        if (FindOwner(claims, authorities) is { } owner)
            return owner;

        fault = _name is null ? CertificateFault.NoConsumer : CertificateFault.Name;
        if (_name is null || !_name.TryFind(claims.Json, out var value) || ClaimValue.Text(value) is not { Length: > 0 } text
            || !ClaimNames.IsValid(options.ConsumerPrefix + text))
            return null;

        fault = CertificateFault.ReservedName;
        if (consumers.TryGet(options.ConsumerPrefix + text, out _))
            return null;

        fault = CertificateFault.Groups;
        return _groups.TryRead(claims.Json, out var groups) ? new Consumer(options.ConsumerPrefix + text, groups) : null;
    }

    private Consumer? FindOwner(CertificateClaims claims, IReadOnlyCollection<string> authorities)
    {
        foreach (var (kind, name) in NamesOf(claims))
        {
            if (consumers.TryFind<MtlsAuthCredential>(CertificateKey.Of(kind, name), out var match)
                && (match.Credential.Authority is not { } authority || authorities.Contains(CertificateKey.Hash(authority)!)))
                return match.Consumer;
        }

        return null;
    }

    private static IEnumerable<(string Kind, string Name)> NamesOf(CertificateClaims claims)
        =>
        [
            (CertificateKey.Thumbprint, claims.Thumbprint),
            .. claims.Names.Uris.Select(name => (CertificateKey.Uri, name)),
            .. claims.Names.DnsNames.Select(name => (CertificateKey.DnsName, name)),
            .. claims.Names.Emails.Select(name => (CertificateKey.Email, name)),
            (CertificateKey.Subject, claims.Subject),
        ];
}
