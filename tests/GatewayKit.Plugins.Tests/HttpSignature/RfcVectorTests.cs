using System.Text;
using GatewayKit.Plugins.HttpSignature;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Tests.HttpSignature;

/// <summary>The examples of RFC 9421, appendix B, and of its section 2.</summary>
public sealed class RfcVectorTests
{
    private const string Keys = $$"""
        consumers:
          alice:
            credentials:
              http-signature:
                - { keyId: test-shared-secret, algorithm: hmac-sha256, secret: '{{RfcVectors.SharedSecret}}' }
                - { keyId: test-key-rsa-pss, algorithm: rsa-pss-sha512, publicKey: "{env:rsa}" }
                - { keyId: test-key-ed25519, algorithm: ed25519, publicKey: '{"kty":"OKP","crv":"Ed25519","x":"JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"}' }
        """;

    private static readonly string s_consumers =
        Keys.Replace("{env:rsa}", RfcVectors.RsaPssPublic.ReplaceLineEndings("\\n"), StringComparison.Ordinal) + "\n";

    public static TheoryData<string> Requests => ["B22", "B23", "B25", "B26"];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_signed_request_of_the_RFC_is_accepted(string name)
    {
        await using var host = await SignatureHost.StartAsync(
            "requiredComponents: ['@authority'], contentDigest: optional", s_consumers, RfcVectors.Created);

        var answer = await SignedRequest.SendAsync(host.Gateway, RfcVectors.Request(VectorOf(name)));

        Assert.Equal(200, answer.Status);
        Assert.Equal("alice", host.Gateway.Upstream.Request.Header("X-Consumer-Name"));
        Assert.Equal(RfcVectors.Body, Assert.Single(host.Bodies));
    }

    [Fact]
    public async Task The_minimal_signature_of_the_RFC_covers_too_little()
    {
        await using var host = await SignatureHost.StartAsync("contentDigest: optional", s_consumers, RfcVectors.Created);

        var answer = await SignedRequest.SendAsync(host.Gateway, RfcVectors.Request(RfcVectors.B21));

        Assert.Equal(401, answer.Status);
        Assert.Contains("cover", answer.Text, StringComparison.Ordinal);
        Assert.Empty(host.Gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("B21")]
    [InlineData("B22")]
    [InlineData("B23")]
    [InlineData("B25")]
    [InlineData("B26")]
    public void The_base_of_a_signature_is_that_of_the_RFC(string name)
    {
        var vector = VectorOf(name);
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Scheme, request.Host) = ("POST", "https", new HostString("example.com"));
        request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget = "/foo?param=Value&Pet=dog";
        request.Headers.Date = "Tue, 20 Apr 2021 02:07:55 GMT";
        request.ContentType = "application/json";
        request.Headers["Content-Digest"] = RfcVectors.ContentDigest;
        request.ContentLength = 18;
        request.Headers["Signature-Input"] = vector.Input;
        request.Headers["Signature"] = vector.Signature;
        var fault = new SignatureReader(null).Read(request.Headers, out var signature);

        Assert.Equal(SignatureFault.None, fault);
        Assert.True(SignatureBase.TryCreate(request, signature!.Components, signature.Input, out var text));
        Assert.Equal(vector.Base, Encoding.ASCII.GetString(text));
    }

    [Theory]
    [InlineData("B21", "rsa-pss-sha512", RfcVectors.RsaPssPublic)]
    [InlineData("B24", "ecdsa-p256-sha256", RfcVectors.EcPublic)]
    public void A_signature_of_the_RFC_is_valid_for_its_base_only(string name, string algorithm, string key)
    {
        var vector = VectorOf(name);
        var credential = new HttpSignatureCredential { KeyId = "k", Algorithm = algorithm, PublicKey = key };
        Assert.Empty(credential.Validate());
        var text = Encoding.ASCII.GetBytes(vector.Base);
        var signature = Convert.FromBase64String(vector.Signature.Split(':')[1]);

        Assert.True(credential.Key.Verifies(text, signature));
        foreach (var index in (int[])[0, signature.Length - 1])
        {
            signature[index] ^= 1;
            Assert.False(credential.Key.Verifies(text, signature));
            signature[index] ^= 1;
        }

        text[^2] ^= 1;
        Assert.False(credential.Key.Verifies(text, signature));
        Assert.False(credential.Key.Verifies(text, []));
    }

    private static RfcVectors.Vector VectorOf(string name) => name switch
    {
        "B21" => RfcVectors.B21,
        "B22" => RfcVectors.B22,
        "B23" => RfcVectors.B23,
        "B24" => RfcVectors.B24,
        "B25" => RfcVectors.B25,
        _ => RfcVectors.B26,
    };
}
