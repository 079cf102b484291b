using System.Net.Security;
using GatewayKit.Acme.Storage;

namespace GatewayKit.Acme.Challenges;

/// <summary>A challenge that this node answers.</summary>
/// <param name="Record">The answer.</param>
/// <param name="Certificate">The certificate for tls-alpn-01; otherwise null.</param>
internal sealed record OpenChallenge(ChallengeRecord Record, SslStreamCertificateContext? Certificate)
{
    /// <summary>Creates a challenge from its record.</summary>
    public static OpenChallenge Create(ChallengeRecord record, DateTimeOffset now)
        => new(record, record.Type == AcmeChallenge.TlsAlpn01
            ? SslStreamCertificateContext.Create(TlsAlpnCertificate.Create(record.Host, record.KeyAuthorization, now), null, offline: true)
            : null);

    /// <summary>Returns whether the challenge is about a host and its time hasn't passed.</summary>
    public bool IsFor(string host, DateTimeOffset now)
        => now < Record.Expires && Record.Host.Equals(host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether a token is that of the challenge.</summary>
    public bool HasToken(string token)
        => Record.KeyAuthorization.Length > token.Length
            && Record.KeyAuthorization[token.Length] == '.'
            && Record.KeyAuthorization.StartsWith(token, StringComparison.Ordinal);
}
