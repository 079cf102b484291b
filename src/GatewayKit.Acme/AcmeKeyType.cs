namespace GatewayKit.Acme;

/// <summary>The type of the private key of a certificate.</summary>
public enum AcmeKeyType
{
    /// <summary>An elliptic curve key of the curve P-256.</summary>
    EcP256,

    /// <summary>An elliptic curve key of the curve P-384.</summary>
    EcP384,

    /// <summary>An RSA key of 2048 bits, for old clients.</summary>
    Rsa2048,
}
