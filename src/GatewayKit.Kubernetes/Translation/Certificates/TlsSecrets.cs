using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Certificates;

/// <summary>Reads the certificates of Secrets, each once.</summary>
internal static class TlsSecrets
{
    // RFC 8410, section 3.
    private const string Ed25519 = "1.3.101.112";
    private const string Ed448 = "1.3.101.113";

    /// <summary>The maximum size of an RSA key, in bits. Its time for a handshake grows with the third power: about 40 ms here, and
    /// 300 ms with 16,384 bits.</summary>
    private const int LargestRsa = 8192;

    /// <summary>The maximum number of certificates that a handshake sends.</summary>
    private const int LongestChain = 10;

    private static readonly MemoPart<ResourceName, TlsSecret> s_part = new((name, lookups) => Read(lookups.Read(Sources.Secrets, name)));

    /// <summary>Returns the certificate of a Secret with the keys <c>tls.crt</c> and <c>tls.key</c>: the same object as long as the Secret
    /// is unchanged.</summary>
    public static TlsSecret Of(ResourceName name, Lookups lookups) => lookups.Get(s_part, name);

    private static TlsSecret Read(V1Secret? secret)
    {
        if (secret is null)
            return Refuse("doesn't exist");
        if (secret.Data?.TryGetValue("tls.crt", out var certificate) != true || certificate is not { Length: > 0 })
            return Refuse("has no 'tls.crt'");
        if (!secret.Data.TryGetValue("tls.key", out var key) || key is not { Length: > 0 })
            return Refuse("has no 'tls.key'");

#pragma warning disable CA1031 // An algorithm of a key that this machine doesn't support, for example, must not end the translation.
        try
        {
            return Read(Encoding.UTF8.GetString(certificate), Encoding.UTF8.GetString(key));
        }
        catch (Exception)
        {
            return Refuse("has a 'tls.key' that can't be read or isn't the key of the first certificate of 'tls.crt'");
        }
#pragma warning restore CA1031
    }

    private static TlsSecret Read(string certificate, string key)
    {
        var chain = PemCertificates.Read(certificate);
        if (chain.Count == 0)
            return Refuse("has no valid PEM certificate in 'tls.crt'");
        if (chain[0].PublicKey.Oid.Value is Ed25519 or Ed448)
            return Refuse("has an Ed25519 or Ed448 key, which .NET doesn't support; use RSA or ECDSA");
        if (chain.Count > LongestChain)
            return Refuse($"has {chain.Count} certificates in 'tls.crt'; at most {LongestChain} are allowed");
        if (RsaSize(chain[0]) is > LargestRsa and var bits)
            return Refuse($"has an RSA key of {bits} bits, which takes too long in each handshake; at most {LargestRsa} are allowed");

        var leaf = Usable(X509Certificate2.CreateFromPem(chain[0].ExportCertificatePem(), key));
        chain.RemoveAt(0);
        return new TlsSecret(SslStreamCertificateContext.Create(leaf, chain, offline: true), null);
    }

    private static int? RsaSize(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPublicKey();
        return key?.KeySize;
    }

    /// <summary>The TLS implementation of Windows can't use a key that is only in memory.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate)
        => OperatingSystem.IsWindows()
            ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null)
            : certificate;

    private static TlsSecret Refuse(string error) => new(null, error);
}
