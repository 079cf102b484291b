using GatewayKit.Store.Secrets;

namespace GatewayKit.Store.Tests.Secrets;

public sealed class MaskedJsonTests
{
    [Theory]
    [InlineData("""{"credentials":{"jwt":[{"issuer":"x","n":1}]}}""", """{"credentials":{"jwt":[{"issuer":"***","n":"***"}]}}""")]
    [InlineData("""{"clientSecret":"x","apiKey":"x","key":"x","keys":["x"]}""",
        """{"clientSecret":"***","apiKey":"***","key":"***","keys":["***"]}""")]
    [InlineData("""{"requestHeader":"Authorization","set":"Bearer x"}""", """{"requestHeader":"Authorization","set":"***"}""")]
    [InlineData("""{"headers":{"X-Api-Key":"x"}}""", """{"headers":{"X-Api-Key":"***"}}""")]
    [InlineData("""{"header":{"value":"x"}}""", """{"header":{"value":"***"}}""")]
    [InlineData("""{"header":{"name":"X-Team","value":"x"}}""", """{"header":{"name":"X-Team","value":"***"}}""")]
    [InlineData("""{"url":"http://log/","headers":{"X-Team":"x"}}""", """{"url":"http://log/","headers":{"X-Team":"***"}}""")]
    [InlineData("""{"headers":{"X-Team":"a"},"match":{"headers":[{"name":"X-Team","values":["a"]}]}}""",
        """{"headers":{"X-Team":"a"},"match":{"headers":[{"name":"X-Team","values":["a"]}]}}""")]
    [InlineData("""{"jwks":{"keys":[{"kty":"oct","k":"x"}]}}""", """{"jwks":{"keys":[{"kty":"***","k":"***"}]}}""")]
    [InlineData("""{"address":"http://user:x@host/"}""", """{"address":"http://user:***@host/"}""")]
    [InlineData("""{"limit":1,"keyPrefix":"a","tokenEndpoint":"b","hasKey":true}""",
        """{"limit":1,"keyPrefix":"a","tokenEndpoint":"b","hasKey":true}""")]
    public void Secrets_are_masked_by_their_keys(string content, string masked) => Assert.Equal(masked, MaskedJson.Of(content));
}
