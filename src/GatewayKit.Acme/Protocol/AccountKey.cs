using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Acme.Protocol;

/// <summary>The key pair of an account: EC P-256, which signs with ES256 (RFC 7518, section 3.4).</summary>
internal sealed class AccountKey : IDisposable
{
    private readonly ECDsa _key;

    private AccountKey(ECDsa key)
    {
        _key = key;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        Jwk = $$"""{"crv":"P-256","kty":"EC","x":"{{Encode(point.X)}}","y":"{{Encode(point.Y)}}"}""";
        Thumbprint = Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Jwk)));
    }

    /// <summary>Gets the public key as JSON, with its members in the order of RFC 7638, section 3.</summary>
    public string Jwk { get; }

    /// <summary>Gets the SHA-256 thumbprint of the public key (RFC 7638).</summary>
    public string Thumbprint { get; }

    /// <summary>Creates a new key.</summary>
    public static AccountKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a key.</summary>
    /// <exception cref="FormatException">The text isn't a private key of the curve P-256.</exception>
    public static AccountKey Parse(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: true) is { D: not null, Q.X.Length: 32 })
                return new AccountKey(key);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new FormatException("The key isn't a private EC key in PEM.", error);
        }

        key.Dispose();
        throw new FormatException("The key isn't on the curve P-256.");
    }

    /// <summary>Returns the private key as PKCS#8 in PEM.</summary>
    public string Export() => _key.ExportPkcs8PrivateKeyPem();

    /// <summary>Signs data: R and S, of 32 bytes each.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
        => _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public void Dispose() => _key.Dispose();

    private static string Encode(byte[]? bytes) => Base64Url.EncodeToString(bytes);
}
