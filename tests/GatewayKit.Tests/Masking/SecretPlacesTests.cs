using System.Text.Json.Nodes;
using GatewayKit.Masking;

namespace GatewayKit.Tests.Masking;

public sealed class SecretPlacesTests
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
    [InlineData("""{"requestHeader":"X-Foo","set":"x"}""", """{"requestHeader":"X-Foo","set":"***"}""")]
    [InlineData("""{"queryValueParameter":"sig","append":"x"}""", """{"queryValueParameter":"sig","append":"***"}""")]
    [InlineData("""{"requestHeader":"Accept","set":"text/plain"}""", """{"requestHeader":"Accept","set":"text/plain"}""")]
    [InlineData("""{"responseHeader":"X-Foo","set":"x"}""", """{"responseHeader":"X-Foo","set":"x"}""")]
    [InlineData("""{"headers":{"PRIVATE-TOKEN":"x","X-Auth":"x","Ocp-Apim-Subscription-Key":"x","X-Key":"x","X-Team":"x"}}""",
        """{"headers":{"PRIVATE-TOKEN":"***","X-Auth":"***","Ocp-Apim-Subscription-Key":"***","X-Key":"***","X-Team":"x"}}""")]
    [InlineData("""{"name":"request-transform","options":{"add":{"headers":{"X-Team":"x","Accept":"y"},"query":{"code":"x"}}}}""",
        """{"name":"request-transform","options":{"add":{"headers":{"X-Team":"***","Accept":"y"},"query":{"code":"***"}}}}""")]
    [InlineData("""{"name":"request-transform","options":{"replace":{"cookies":{"a":"x"},"form":{"b":"x"}},"remove":{"cookies":["a"]}}}""",
        """{"name":"request-transform","options":{"replace":{"cookies":{"a":"***"},"form":{"b":"***"}},"remove":{"cookies":["a"]}}}""")]
    [InlineData("""{"name":"request-transform","options":{"add":{"body":{"/a":"x","/b":{"c":["x",7]}}},"remove":{"body":["/a"]}}}""",
        """{"name":"request-transform","options":{"add":{"body":{"/a":"***","/b":{"c":["***","***"]}}},"remove":{"body":["/a"]}}}""")]
    [InlineData("""{"name":"response-transform","options":{"add":{"headers":{"X-Team":"x"}}}}""",
        """{"name":"response-transform","options":{"add":{"headers":{"X-Team":"x"}}}}""")]
    [InlineData("""{"name":"response-transform","options":{"add":{"cookies":{"a":"x","lang":"de"},"headers":{"Set-Cookie":"b=x"}}}}""",
        """{"name":"response-transform","options":{"add":{"cookies":{"a":"***","lang":"de"},"headers":{"Set-Cookie":"***"}}}}""")]
    [InlineData("""{"name":"response-transform","options":{"append":{"cookies":{"a":"x"}},"replace":{"cookies":{"b":"x"}}}}""",
        """{"name":"response-transform","options":{"append":{"cookies":{"a":"***"}},"replace":{"cookies":{"b":"***"}}}}""")]
    [InlineData("""{"name":"response-transform","options":{"rename":{"cookies":{"a":"b"}},"cookies":{"b":{"path":"/c"}}}}""",
        """{"name":"response-transform","options":{"rename":{"cookies":{"a":"b"}},"cookies":{"b":{"path":"/c"}}}}""")]
    [InlineData("""{"name":"response-transform","options":{"add":{"body":{"/a/token":"x","$.b['token']":["x"]}}}}""",
        """{"name":"response-transform","options":{"add":{"body":{"/a/token":"***","$.b[\u0027token\u0027]":["***"]}}}}""")]
    [InlineData("""{"name":"response-transform","options":{"add":{"body":{"/note":"y","/c":{"pin":7}}}}}""",
        """{"name":"response-transform","options":{"add":{"body":{"/note":"y","/c":{"pin":"***"}}}}}""")]
    [InlineData("""{"limit":1,"keyPrefix":"a","tokenEndpoint":"b","hasKey":true}""",
        """{"limit":1,"keyPrefix":"a","tokenEndpoint":"b","hasKey":true}""")]
    public void Secrets_are_masked_by_their_keys_and_places(string content, string masked)
        => Assert.Equal(masked, MaskedNode.Of(JsonNode.Parse(content), new SecretContext(null))!.ToJsonString());

    [Theory]
    [InlineData("http://user:x@host/", "http://user:***@host/")]
    [InlineData("https://planted@host/a", "https://***@host/a")]
    [InlineData("redis://u:pa/ss@host:1/2", "redis://u:***@host:1/2")]
    [InlineData("redis://:p@ss@host", "redis://:***@host")]
    [InlineData("https://log.example/in?token=x&a=b", "https://log.example/in?***")]
    [InlineData("https://hooks.example/services/T01/XXXXXXXXXXXXXXXXXXXXXXX1", "https://hooks.example/services/T01/***")]
    [InlineData("redis:6379,password=x,ssl=true", "redis:6379,password=***,ssl=true")]
    [InlineData("Host=db;Username=u;Password=x;Port=1", "Host=db;Username=u;Password=***;Port=1")]
    [InlineData("http://127.0.0.1:5001/users/@me", "http://127.0.0.1:5001/users/@me")]
    [InlineData("/orders/{**rest}", "/orders/{**rest}")]
    [InlineData("see https://a.example/b and https://c.example:80/d", "see https://a.example/b and https://c.example:80/d")]
    public void Secrets_in_texts_are_masked(string text, string masked)
    {
        Assert.Equal(masked, MaskedText.Of(text));
        Assert.Equal(masked, MaskedText.Of(masked));
        Assert.Equal(text != masked, MaskedText.HasMask(masked));
    }
}
