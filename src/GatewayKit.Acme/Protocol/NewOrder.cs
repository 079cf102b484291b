namespace GatewayKit.Acme.Protocol;

/// <summary>A request for a certificate (RFC 8555, section 7.4).</summary>
/// <param name="Identifiers">The names.</param>
/// <param name="Replaces">The id of the certificate that the new one replaces (RFC 9773, section 5).</param>
internal sealed record NewOrder(AcmeIdentifier[] Identifiers, string? Replaces);
