using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>The material of a key: one member is set.</summary>
internal sealed record KeyMaterial
{
    public byte[]? Secret { get; init; }

    public RSAParameters? Rsa { get; init; }

    public ECParameters? Ec { get; init; }

    public Ed25519.PublicPoint? Ed25519 { get; init; }

    /// <summary>Gets the type, for an error.</summary>
    public string Type => Secret is not null ? "a secret"
        : Rsa is not null ? "an RSA key"
        : Ec is not null ? "an EC key"
        : "an Ed25519 key";

    /// <summary>Returns the key for an algorithm; null if the algorithm needs another type or curve.</summary>
    public SignatureKey? For(string algorithm) => (algorithm, this) switch
    {
        (SignatureAlgorithms.HmacSha256, { Secret: { } secret }) => new HmacKey(secret),
        (SignatureAlgorithms.RsaPssSha512, { Rsa: { } rsa }) => new RsaKey(rsa, HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        (SignatureAlgorithms.RsaV15Sha256, { Rsa: { } rsa }) => new RsaKey(rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        (SignatureAlgorithms.EcdsaP256Sha256, { Ec: { } ec }) when Curves.IsP256(ec) => new EcdsaKey(ec, HashAlgorithmName.SHA256),
        (SignatureAlgorithms.EcdsaP384Sha384, { Ec: { } ec }) when Curves.IsP384(ec) => new EcdsaKey(ec, HashAlgorithmName.SHA384),
        (SignatureAlgorithms.Ed25519, { Ed25519: { } point }) => new Ed25519Key(point),
        _ => null,
    };
}
