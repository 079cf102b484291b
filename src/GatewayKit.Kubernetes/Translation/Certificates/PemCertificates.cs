using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Kubernetes.Translation.Certificates;

internal static class PemCertificates
{
    /// <summary>Returns the certificates of a PEM text in their order; none if one of them is invalid.</summary>
    public static X509Certificate2Collection Read(string text)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }

        return certificates;
    }
}
