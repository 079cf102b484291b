using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace GatewayKit.Benchmarks.Roles;

/// <summary>The consumer of all variants: its credentials, and what its client needs to present them.</summary>
internal static class BenchmarkConsumer
{
    public const string Password = "correct horse battery staple";
    public const string Secret = "fedcba9876543210fedcba9876543210";

    private static readonly Ed25519PrivateKeyParameters s_ed25519 = new(new SecureRandom());

    public static ECDsa Ecdsa { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A certificate that is its own root.</summary>
    public static X509Certificate2 Certificate { get; } = CreateCertificate();

    /// <summary>The credentials, for the configuration.</summary>
    public static string Credentials { get; } = $$"""
        {
          "key-auth": [ { "key": "alice-0123456789abcdef" } ],
          "jwt": [ { "keyId": "bench", "secret": "{{BenchmarkToken.Secret}}" } ],
          "basic-auth": [ { "username": "alice", "passwordHash": "{{Hash()}}" } ],
          "http-signature": [
            { "keyId": "hmac", "algorithm": "hmac-sha256", "secret": "{{Secret}}" },
            { "keyId": "ecdsa", "algorithm": "ecdsa-p256-sha256", "publicKey": {{Text(Ecdsa.ExportSubjectPublicKeyInfoPem())}} },
            { "keyId": "ed25519", "algorithm": "ed25519", "publicKey": {{Text(
                $$"""{"kty":"OKP","crv":"Ed25519","x":"{{Base64Url(s_ed25519.GeneratePublicKey().GetEncoded())}}"}""")}} }
          ],
          "mtls-auth": [ { "subject": "CN=alice" } ]
        }
        """;

    public static byte[] SignEd25519(byte[] text)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, s_ed25519);
        signer.BlockUpdate(text, 0, text.Length);
        return signer.GenerateSignature();
    }

    // The verified password is remembered, so that its cost isn't measured.
    private static string Hash()
    {
        const int rounds = 100_000;
        var salt = RandomNumberGenerator.GetBytes(16);
        var key = Rfc2898DeriveBytes.Pbkdf2(Password, salt, rounds, HashAlgorithmName.SHA256, 32);
        return $"$pbkdf2-sha256$i={rounds}${Convert.ToBase64String(salt).TrimEnd('=')}${Convert.ToBase64String(key).TrimEnd('=')}";
    }

    private static X509Certificate2 CreateCertificate()
    {
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=alice", Ecdsa, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static string Text(string text) => JsonSerializer.Serialize(text);

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
