using GatewayKit.Edge;

namespace GatewayKit.Tests.Edge;

public class HeaderRulesTests
{
    [Theory]
    [InlineData("Accept")]
    [InlineData("Authorization")]
    [InlineData("Cookie")]
    [InlineData("Content-Type")]
    [InlineData("User-Agent")]
    [InlineData("X-Api-Key")]
    [InlineData("X_Api_Key")]
    [InlineData("X-Consumers")]
    [InlineData("X-Request-Id")]
    [InlineData("X-Hosting")]
    [InlineData("traceparent")]
    [InlineData("Upgrade-Insecure-Requests")]
    [InlineData("Sec-Fetch-Mode")]
    [InlineData("X-A-Rather-Long-Header-Name-That-No-Rule-Is-About")]
    [InlineData(":path")]
    public void Ordinary_headers_pass(string name) => Assert.Equal(HeaderRule.Pass, HeaderRules.Of(name));

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("x-forwarded-anything-at-all-however-long-it-may-be")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    [InlineData("TRUE-CLIENT-IP")]
    [InlineData("X-Client-IP")]
    [InlineData("Client-IP")]
    [InlineData("CF-Connecting-IP")]
    [InlineData("Fastly-Client-IP")]
    [InlineData("X-Cluster-Client-IP")]
    [InlineData("X-Original-URL")]
    [InlineData("X-Original-Host")]
    [InlineData("X-Rewrite-URL")]
    [InlineData("X-Host")]
    [InlineData("X-Envoy-Original-Path")]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("X-HTTP-Method")]
    [InlineData("X-Method-Override")]
    [InlineData("X-ProxyUser-Ip")]
    [InlineData("X-Remote-Addr")]
    [InlineData("X-Authenticated-UserId")]
    [InlineData("X-Credential-Identifier")]
    public void Claims_are_known(string name) => Assert.Equal(HeaderRule.Claim, HeaderRules.Of(name));

    [Theory]
    [InlineData("X-Consumer-Id")]
    [InlineData("x-consumer-NAME")]
    [InlineData("X-Consumer_Id")]
    [InlineData("X_Consumer_Id")]
    [InlineData("X.Consumer.Id")]
    [InlineData("X-Consumer")]
    [InlineData("X-Anonymous-Consumer")]
    [InlineData("X_Forwarded_For")]
    [InlineData("X_Real-IP")]
    [InlineData("Transfer_Encoding")]
    [InlineData("Content_Length")]
    [InlineData("Keep_Alive")]
    [InlineData("Proxy")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Proxy_Connection")]
    [InlineData("Trailer")]
    [InlineData("HTTP2-Settings")]
    public void The_gateways_own_headers_hop_by_hop_ones_and_aliases_are_always_removed(string name)
        => Assert.Equal(HeaderRule.Remove, HeaderRules.Of(name));

    [Theory]
    [InlineData("")]
    [InlineData("X[0]")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("\u00e9")]
    [InlineData("x\0")]
    public void What_is_no_token_is_no_name(string name) => Assert.Equal(HeaderRule.Invalid, HeaderRules.Of(name));
}
