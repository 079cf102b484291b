namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>The reason why a certificate isn't accepted. It is logged; the client doesn't see it.</summary>
internal static class CertificateFault
{
    public const string TooLarge = "the certificate is too large";
    public const string Malformed = "the certificate can't be read";
    public const string Authority = "the certificate is that of a certificate authority";
    public const string KeyUsage = "the key usage of the certificate doesn't allow signatures";
    public const string TooLong = "the chain is too long";
    public const string Weak = "a certificate of the chain has a weak or unsupported key or signature";
    public const string Revoked = "a certificate of the chain is revoked";
    public const string UnknownRevocation = "the revocation state of a certificate of the chain isn't known";
    public const string Claims = "the certificate doesn't have the required claims";
    public const string NoConsumer = "no consumer owns the certificate";
    public const string Name = "the certificate has no single valid name for its caller";
    public const string ReservedName = "the name of the caller is that of a configured consumer";
    public const string Groups = "the certificate has too many groups";
    public const string Header = "the header with the certificate can't be read";
}
