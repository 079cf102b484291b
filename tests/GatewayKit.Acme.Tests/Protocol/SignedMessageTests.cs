using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Acme.Protocol;

namespace GatewayKit.Acme.Tests.Protocol;

public sealed class SignedMessageTests
{
    private static readonly Uri s_url = new("https://acme.example/new-account");

    [Fact]
    public void An_HMAC_is_that_of_the_example_of_RFC_7515()
    {
        // Appendix A.1.1: the header and the payload have line breaks.
        var secret = Base64Url.DecodeFromChars("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
        var message = SignedMessage.Flatten(
            "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}"u8,
            "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}"u8,
            input => HMACSHA256.HashData(secret, input));

        Assert.Equal("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", (string?)JsonNode.Parse(message)!["signature"]);
    }

    [Fact]
    public void A_new_account_sends_its_key_and_an_existing_one_its_URL()
    {
        using var key = AccountKey.Create();
        var account = new Uri("https://acme.example/account/1");

        var first = Header(SignedMessage.Sign(key, null, s_url, "n1", "{}"u8));
        var second = Header(SignedMessage.Sign(key, account, s_url, "n2", ""u8));

        Assert.Equal($$"""{"alg":"ES256","nonce":"n1","jwk":{{key.Jwk}},"url":"https://acme.example/new-account"}""", first);
        Assert.Equal(
            """{"alg":"ES256","nonce":"n2","kid":"https://acme.example/account/1","url":"https://acme.example/new-account"}""", second);
    }

    [Fact]
    public void POST_as_GET_has_an_empty_payload()
    {
        using var key = AccountKey.Create();

        Assert.Equal("", (string?)JsonNode.Parse(SignedMessage.Sign(key, s_url, s_url, "n", ""u8))!["payload"]);
    }

    [Fact]
    public void A_binding_signs_the_public_key_with_the_secret()
    {
        using var key = AccountKey.Create();
        var secret = RandomNumberGenerator.GetBytes(32);
        var binding = JsonNode.Parse(SignedMessage.Bind(key, "kid-1", secret, s_url))!;
        var (header, payload) = ((string)binding["protected"]!, (string)binding["payload"]!);

        Assert.Equal("""{"alg":"HS256","kid":"kid-1","url":"https://acme.example/new-account"}""", Decode(header));
        Assert.Equal(key.Jwk, Decode(payload));
        Assert.Equal(
            Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes($"{header}.{payload}"))),
            (string?)binding["signature"]);
    }

    private static string Header(byte[] message) => Decode((string)JsonNode.Parse(message)!["protected"]!);

    private static string Decode(string text) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
}
