using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Acme.Protocol;

namespace GatewayKit.Acme.Tests.Protocol;

public sealed class AccountKeyTests
{
    private const string Header = "eyJhbGciOiJFUzI1NiJ9";
    private const string Payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    /// <summary>The signature of RFC 7515, appendix A.3.1.</summary>
    private const string Signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    [Fact]
    public void The_thumbprint_is_that_of_RFC_7638()
    {
        using var key = Rfc7515Key();

        // SHA-256 of the members in lexical order, computed with another implementation.
        Assert.Equal("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", key.Thumbprint);
    }

    [Fact]
    public void A_signature_has_the_form_of_the_example_of_RFC_7515()
    {
        using var key = Rfc7515Key();
        using var verifier = Server.SignedRequest.Key(key.Jwk);
        var input = Encoding.ASCII.GetBytes($"{Header}.{Payload}");

        bool Verifies(byte[] signature)
            => verifier.VerifyData(input, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        Assert.True(Verifies(Base64Url.DecodeFromChars(Signature)));
        Assert.True(Verifies(key.Sign(input)));
        Assert.Equal(64, key.Sign(input).Length);
    }

    [Fact]
    public void An_exported_key_is_the_same_key()
    {
        using var key = AccountKey.Create();
        using var read = AccountKey.Parse(key.Export());

        Assert.Equal(key.Jwk, read.Jwk);
    }

    [Fact]
    public void A_public_key_another_curve_and_other_text_are_rejected()
    {
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Throws<FormatException>(() => AccountKey.Parse(p256.ExportSubjectPublicKeyInfoPem()));
        Assert.Throws<FormatException>(() => AccountKey.Parse(p384.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<FormatException>(() => AccountKey.Parse("no key"));
    }

    private static AccountKey Rfc7515Key()
    {
        static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = Bytes("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                Y = Bytes("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
            },
            D = Bytes("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"),
        });
        return AccountKey.Parse(key.ExportPkcs8PrivateKeyPem());
    }
}
