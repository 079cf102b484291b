using GatewayKit.Acme.Challenges;
using GatewayKit.Acme.Ordering;
using GatewayKit.Acme.Protocol;
using GatewayKit.Acme.Storage;

namespace GatewayKit.Acme.Renewal;

/// <summary>Issues certificates.</summary>
internal interface ICertificateIssuer
{
    /// <summary>Orders a certificate.</summary>
    /// <param name="host">The host.</param>
    /// <param name="challenge">The challenge to answer.</param>
    /// <param name="earlier">The certificate that it replaces; null if there is none.</param>
    /// <param name="cancellation">Cancels the order.</param>
    /// <exception cref="AcmeException">There is no certificate.</exception>
    /// <exception cref="AcmeStorageException">The storage doesn't work.</exception>
    Task<HostCertificate> OrderAsync(string host, AcmeChallenge challenge, HostCertificate? earlier, CancellationToken cancellation);

    /// <summary>Asks when a certificate should be renewed (RFC 9773).</summary>
    /// <returns>The suggestion; null if the issuer doesn't make suggestions.</returns>
    /// <exception cref="AcmeException">The issuer can't be reached or refuses.</exception>
    Task<RenewalSuggestion?> SuggestAsync(HostCertificate certificate, CancellationToken cancellation);
}
