namespace GatewayKit.Configuration;

/// <summary>A subject alternative name of a certificate.</summary>
/// <param name="Kind">The kind of the name.</param>
/// <param name="Value">The name: a host such as <c>orders.example.com</c> or <c>*.example.com</c>, or a URI such as
/// <c>spiffe://example.com/orders</c>.</param>
public sealed record CertificateName(CertificateNameKind Kind, string Value);
