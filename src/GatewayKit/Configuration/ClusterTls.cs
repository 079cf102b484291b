using GatewayKit.Configuration.Messages;

namespace GatewayKit.Configuration;

/// <summary>The TLS settings of the connections to a cluster's <c>https</c> destinations, beside those of <c>httpClient</c>.</summary>
public sealed record ClusterTls : IValidatedOptions
{
    /// <summary>The certificate with which the gateway authenticates itself. Default: none.</summary>
    public CertificateFiles? ClientCertificate { get; init; }

    /// <summary>
    /// The PEM files with the only root certificates that a destination's certificate can have, up to 100; a file can contain several.
    /// Default: the roots of the operating system.
    /// </summary>
    public IReadOnlyList<string> TrustedRoots { get; init; } = [];

    /// <summary>
    /// The name that the gateway asks for (SNI, RFC 6066, section 3) and that a destination's certificate must have, unless
    /// <c>httpClient.dangerousAcceptAnyServerCertificate</c> is true. Default: the host of the request to the upstream, which is that of
    /// the destination's address unless it has its own <c>host</c>.
    /// </summary>
    public string? ServerName { get; init; }

    /// <summary>Whether to check the revocation of a destination's certificate.</summary>
    public RevocationCheck Revocation { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (TrustedRoots.Count > 100)
            yield return new OptionsError("trustedRoots", "has more than 100 files; put several certificates into a file");
        for (var i = 0; i < TrustedRoots.Count; i++)
        {
            if (string.IsNullOrEmpty(TrustedRoots[i]))
                yield return new OptionsError($"trustedRoots[{i}]", "is empty; it must be the name of a PEM file");
        }

        if (ServerName is not null && Uri.CheckHostName(ServerName) != UriHostNameType.Dns)
            yield return new OptionsError("serverName", $"is {DisplayText.Text(ServerName)}; it must be a host name without a port");
    }
}
