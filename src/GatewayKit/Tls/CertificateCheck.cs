using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Tls;

/// <summary>Checks whether clients can accept a certificate, except for its issuer and its time.</summary>
internal static class CertificateCheck
{
    /// <summary>The fewest bits of an RSA key (CA/Browser Forum, Baseline Requirements, section 6.1.5).</summary>
    private const int FewestRsaBits = 2048;

    private const int FewestCurveBits = 256;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string AnyPurpose = "2.5.29.37.0";

    /// <returns>The error; null if there is none.</returns>
    public static OptionsError? Find(X509Certificate2 certificate, string option)
    {
        try
        {
            return Problem(certificate) is { } problem ? new OptionsError(option, problem) : null;
        }
        catch (CryptographicException)
        {
            return new OptionsError(option, "has a certificate with an extension that can't be read");
        }
    }

    private static string? Problem(X509Certificate2 certificate)
    {
        if (certificate.GetRSAPublicKey() is { } rsa)
        {
            using (rsa)
            {
                if (rsa.KeySize < FewestRsaBits)
                    return $"has a weak RSA key of {rsa.KeySize} bits; it must have at least {FewestRsaBits}";
            }
        }
        else if (certificate.GetECDsaPublicKey() is { } curve)
        {
            using (curve)
            {
                if (curve.KeySize < FewestCurveBits)
                    return $"has a weak key of {curve.KeySize} bits; it must have at least {FewestCurveBits}";
            }
        }
        else
            return "has a key that isn't supported; it must be RSA or ECDSA";

        if (certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } usage
            && !usage.EnhancedKeyUsages.Cast<Oid>().Any(purpose => purpose.Value is ServerAuthentication or AnyPurpose))
            return "has a certificate that isn't for servers: its extended key usage doesn't include server authentication";

        return CertificateNames.Of(certificate).Count == 0
            ? "has a certificate without a host name; it needs a subject alternative name, because clients ignore the common name"
            : null;
    }
}
