using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>
/// Verifies a client's certificate:
/// <list type="number">
/// <item>it isn't too large, it isn't that of an authority, and its key may sign</item>
/// <item>its chain leads to a configured root, now and for the purposes (RFC 5280, section 6)</item>
/// <item>the chain isn't too long, and its keys and signatures are strong</item>
/// <item>no certificate of the chain is revoked</item>
/// <item>it belongs to a caller</item>
/// </list>
/// </summary>
internal sealed class CertificateVerifier(
    MtlsAuthOptions options, TrustStore trust, Revocation revocation, CallerRules callers, MtlsAuthAnswers answers, MtlsAuthLog log,
    TimeProvider time)
{
    private const int MaximumBytes = 32 * 1024;

    private static readonly TimeSpan s_rejectionDuration = TimeSpan.FromSeconds(10);

    private readonly ClaimHeaders _headers = new(options.ClaimsToHeaders);

    /// <param name="certificate">The client's certificate.</param>
    /// <param name="others">The intermediate certificates that came with it; null for none.</param>
    public async Task<Verdict> VerifyAsync(X509Certificate2 certificate, X509Certificate2Collection? others)
    {
        try
        {
            return await CheckAsync(certificate, others).ConfigureAwait(false);
        }
        catch (Exception error) when (error is AsnContentException or CryptographicException)
        {
            return Reject(certificate, CertificateFault.Malformed);
        }
    }

    private async Task<Verdict> CheckAsync(X509Certificate2 certificate, X509Certificate2Collection? others)
    {
        var now = time.GetUtcNow();
        if (BrokenByItself(certificate) is { } broken)
            return Reject(certificate, broken);

        using var chain = new X509Chain { ChainPolicy = trust.Policy(now, others) };
        if (!chain.Build(certificate))
            return Reject(certificate, Describe(chain));
        if (chain.ChainElements.Count > options.MaxChainLength)
            return Reject(certificate, CertificateFault.TooLong);

        X509Certificate2[] elements = [.. chain.ChainElements.Select(element => element.Certificate)];
        if (!CertificateStrength.IsSufficient(elements))
            return Reject(certificate, CertificateFault.Weak);

        var state = await revocation.CheckAsync(elements, () => trust.Policy(now, others), now).ConfigureAwait(false);
        if (state.Fault is { } revoked)
            return Reject(certificate, revoked, state.ListVersion);

        var claims = CertificateClaims.Read(certificate);
        string[] authorities =
            [.. elements.Skip(1).Select(element => element.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant())];
        if (callers.Find(claims, authorities, out var fault) is not { } caller)
            return Reject(certificate, fault, state.ListVersion);

        var until = elements.Min(element => new DateTimeOffset(element.NotAfter));
        until = until < state.Until ? until : state.Until;
        return new Verdict
        {
            Result = AuthenticationResult.Authenticated(caller, ClaimPrincipals.Create(claims.Json, MtlsAuthPlugin.Name, caller)),
            Until = until < now + options.CacheDuration ? until : now + options.CacheDuration,
            ListVersion = state.ListVersion,
            Headers = _headers.Read(claims.Json),
        };
    }

    private static string? BrokenByItself(X509Certificate2 certificate)
    {
        if (certificate.RawDataMemory.Length > MaximumBytes)
            return CertificateFault.TooLarge;

        foreach (var extension in certificate.Extensions)
        {
            if (extension is X509BasicConstraintsExtension { CertificateAuthority: true })
                return CertificateFault.Authority;
            if (extension is X509KeyUsageExtension usage
                && (usage.KeyUsages & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyAgreement)) == 0)
                return CertificateFault.KeyUsage;
        }

        return null;
    }

    private static string Describe(X509Chain chain)
        => "its chain isn't valid: " + string.Join(", ", chain.ChainStatus.Select(status => status.Status.ToString()).Distinct());

    private Verdict Reject(X509Certificate2 certificate, string fault, long? version = null)
    {
        log.Rejected(certificate, fault);
        return new Verdict
        {
            Result = answers.Invalid,
            Until = time.GetUtcNow() + (options.CacheDuration < s_rejectionDuration ? options.CacheDuration : s_rejectionDuration),
            ListVersion = version ?? revocation.ListVersion,
        };
    }
}
