namespace GatewayKit.Acme.Protocol;

/// <summary>A request to issue the certificate of an order (RFC 8555, section 7.4).</summary>
/// <param name="Csr">The signing request as base64url.</param>
internal sealed record FinalizeOrder(string Csr);
