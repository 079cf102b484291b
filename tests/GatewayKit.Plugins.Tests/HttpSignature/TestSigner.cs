using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace GatewayKit.Plugins.Tests.HttpSignature;

/// <summary>A key that signs as a client does.</summary>
internal sealed record TestSigner(string KeyId, string Algorithm, string Credential, Func<byte[], byte[]> Sign)
{
    public const string Secret = "0123456789abcdef0123456789abcdef";

    private static readonly RSA s_rsa = Rsa();
    private static readonly ECDsa s_p256 = Ecdsa(RfcVectors.EcPrivate);
    private static readonly ECDsa s_p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private static readonly byte[] s_ed25519 = Convert.FromBase64String(RfcVectors.Ed25519Private.Split('\n')[1].Trim())[^32..];

    public static TestSigner Hmac { get; } = new("hmac", "hmac-sha256", $"secret: {Secret}",
        text => HMACSHA256.HashData(Encoding.ASCII.GetBytes(Secret), text));

    public static TestSigner RsaPss { get; } = new("rsa-pss", "rsa-pss-sha512", Public(RfcVectors.RsaPublic),
        text => s_rsa.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pss));

    public static TestSigner RsaV15 { get; } = new("rsa", "rsa-v1_5-sha256", Public(s_rsa.ExportSubjectPublicKeyInfoPem()),
        text => s_rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static TestSigner P256 { get; } = new("p256", "ecdsa-p256-sha256", Public(RfcVectors.EcPublic),
        text => s_p256.SignData(text, HashAlgorithmName.SHA256));

    public static TestSigner P384 { get; } = new("p384", "ecdsa-p384-sha384", Public(s_p384.ExportSubjectPublicKeyInfoPem()),
        text => s_p384.SignData(text, HashAlgorithmName.SHA384));

    public static TestSigner Ed { get; } = new("ed", "ed25519", Public(RfcVectors.Ed25519Public), SignEd25519);

    public static TestSigner[] All { get; } = [Hmac, RsaPss, RsaV15, P256, P384, Ed];

    /// <summary>The consumer alice with a credential for each key.</summary>
    public static string Consumers { get; } = "consumers:\n  alice:\n    credentials:\n      http-signature:\n"
        + string.Concat(All.Select(key => $"        - {{ keyId: {key.KeyId}, algorithm: {key.Algorithm}, {key.Credential} }}\n"));

    private static string Public(string pem) => $"publicKey: \"{pem.ReplaceLineEndings("\\n")}\"";

    private static byte[] SignEd25519(byte[] text)
    {
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(s_ed25519, 0, text, 0, text.Length, signature, 0);
        return signature;
    }

    private static RSA Rsa()
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(RfcVectors.RsaPrivate);
        return rsa;
    }

    private static ECDsa Ecdsa(string pem)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(pem);
        return ecdsa;
    }
}
