using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GatewayKit.Plugins.Tests.Jwt;

/// <summary>Signs tokens as an issuer does, without the library that the plugin uses.</summary>
internal sealed class Signer
{
    private readonly string? _kid;
    private readonly Func<string, byte[], byte[]> _sign;

    private Signer(string algorithm, string? kid, string jwk, Func<string, byte[], byte[]> sign)
        => (Algorithm, _kid, Jwk, _sign) = (algorithm, kid, jwk, sign);

    public string Algorithm { get; }

    /// <summary>The public key, or the secret, as a JSON Web Key.</summary>
    public string Jwk { get; }

    /// <summary>The public key in PEM.</summary>
    public string Pem { get; private init; } = "";

    /// <summary>The thumbprint of an EC key.</summary>
    public string Thumbprint { get; private init; } = "";

    public static Signer Rsa(string? kid, string algorithm = "RS256", int bits = 2048, string? keyAlgorithm = null)
    {
        var rsa = RSA.Create(bits);
        var key = rsa.ExportParameters(false);
        return new Signer(algorithm, kid,
            Json(("kty", "RSA"), ("n", Encode(key.Modulus!)), ("e", Encode(key.Exponent!)), ("kid", kid), ("alg", keyAlgorithm)),
            (alg, data) => rsa.SignData(data, Hash(alg), alg.StartsWith("PS",
                StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1))
        {
            Pem = rsa.ExportSubjectPublicKeyInfoPem(),
        };
    }

    public static Signer Ec(string? kid, string algorithm = "ES256")
    {
        var (curve, name) = algorithm switch
        {
            "ES256" => (ECCurve.NamedCurves.nistP256, "P-256"),
            "ES384" => (ECCurve.NamedCurves.nistP384, "P-384"),
            _ => (ECCurve.NamedCurves.nistP521, "P-521"),
        };
        var ec = ECDsa.Create(curve);
        var q = ec.ExportParameters(false).Q;
        var required = $$"""{"crv":"{{name}}","kty":"EC","x":"{{Encode(q.X!)}}","y":"{{Encode(q.Y!)}}"}""";
        return new Signer(algorithm, kid,
            Json(("kty", "EC"), ("crv", name), ("x", Encode(q.X!)), ("y", Encode(q.Y!)), ("kid", kid)),
            (alg, data) => ec.SignData(data, Hash(alg)))
        {
            Pem = ec.ExportSubjectPublicKeyInfoPem(),
            Thumbprint = Encode(SHA256.HashData(Encoding.UTF8.GetBytes(required))),
        };
    }

    public static Signer Secret(string secret, string? kid = null, string algorithm = "HS256")
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return new Signer(algorithm, kid, Json(("kty", "oct"), ("k", Encode(bytes)), ("kid", kid)), (alg, data) => alg switch
        {
            "HS256" => HMACSHA256.HashData(bytes, data),
            "HS384" => HMACSHA384.HashData(bytes, data),
            _ => HMACSHA512.HashData(bytes, data),
        });
    }

    /// <summary>A token with the usual header.</summary>
    public string Token(string claims) => Sign(Header(), claims);

    /// <summary>A token with the usual header and more of it.</summary>
    public string Token(string claims, string header) => Sign(Header(header), claims);

    /// <summary>A token with a header and claims as they are.</summary>
    public string Sign(string header, string claims, string? algorithm = null)
    {
        var input = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(claims))}";
        return $"{input}.{Encode(_sign(algorithm ?? Algorithm, Encoding.ASCII.GetBytes(input)))}";
    }

    public string Header(string more = "")
        => $$"""{"alg":"{{Algorithm}}"{{(_kid is null ? "" : $",\"kid\":\"{_kid}\"")}}{{(more.Length > 0 ? "," + more : "")}}}""";

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static HashAlgorithmName Hash(string algorithm) => new("SHA" + algorithm[2..]);

    private static string Json(params (string Name, string? Value)[] members)
        => "{" + string.Join(',', members.Where(m => m.Value is not null).Select(m
            => $"\"{m.Name}\":\"{JsonEncodedText.Encode(m.Value!)}\"")) + "}";
}
