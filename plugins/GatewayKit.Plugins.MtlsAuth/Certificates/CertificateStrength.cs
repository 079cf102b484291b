using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>Checks the keys and signatures of a chain: RSA keys have at least 2048 bits, elliptic curves at least 256.</summary>
internal static class CertificateStrength
{
    private const int MinimumRsaBits = 2048;
    private const int MinimumCurveBits = 256;

    /// <param name="chain">The client's certificate first, the root last. The root's signature doesn't matter: it is configured.</param>
    public static bool IsSufficient(IReadOnlyList<X509Certificate2> chain)
    {
        for (var i = 0; i < chain.Count; i++)
        {
            if (!HasStrongKey(chain[i]) || (i < chain.Count - 1 && SignatureKind.Of(chain[i]) is null))
                return false;
        }

        return true;
    }

    private static bool HasStrongKey(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
            return rsa.KeySize >= MinimumRsaBits;

        using var ecdsa = certificate.GetECDsaPublicKey();
        return ecdsa?.KeySize >= MinimumCurveBits;
    }
}
