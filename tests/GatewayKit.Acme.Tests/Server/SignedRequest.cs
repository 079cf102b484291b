using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Acme.Tests.Server;

/// <summary>A signed request that the test server has received and verified.</summary>
internal sealed record SignedRequest(JsonObject Header, string Payload, string SigningKey)
{
    public static SignedRequest Parse(byte[] body, Func<string, string> keyOfAccount)
    {
        var message = JsonNode.Parse(body)!.AsObject();
        Assert.Equal(["payload", "protected", "signature"], message.Select(m => m.Key).Order(StringComparer.Ordinal));
        var (encoded, payload) = ((string)message["protected"]!, (string)message["payload"]!);
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(encoded))!.AsObject();
        var key = header["jwk"]?.ToJsonString() ?? keyOfAccount((string)header["kid"]!);

        Assert.Equal("ES256", (string?)header["alg"]);
        Assert.True(header.ContainsKey("jwk") != header.ContainsKey("kid"));
        using var verifier = Key(key);
        Assert.True(verifier.VerifyData(
            Encoding.ASCII.GetBytes($"{encoded}.{payload}"), Base64Url.DecodeFromChars((string)message["signature"]!),
            HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        return new SignedRequest(header, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload)), key);
    }

    public static ECDsa Key(string jwk)
    {
        var key = JsonDocument.Parse(jwk).RootElement;
        byte[] Bytes(string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString());
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes("x"), Y = Bytes("y") } });
    }
}
