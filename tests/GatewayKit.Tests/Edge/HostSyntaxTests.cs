using GatewayKit.Edge;

namespace GatewayKit.Tests.Edge;

public class HostSyntaxTests
{
    [Theory]
    [InlineData("h")]
    [InlineData("api.example.com")]
    [InlineData("api.example.com.")]
    [InlineData("api_1.example:8080")]
    [InlineData("192.0.2.1:80")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[::1]:65535")]
    public void A_host_is_a_name_or_an_address_and_perhaps_a_port(string host) => Assert.True(HostSyntax.IsValid(host));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData(".h")]
    [InlineData("a..h")]
    [InlineData("h..")]
    [InlineData("h..:80")]
    [InlineData(":80")]
    [InlineData("h:")]
    [InlineData("h:65536")]
    [InlineData("h:+80")]
    [InlineData("h:8 0")]
    [InlineData("h:80:80")]
    [InlineData("u@h")]
    [InlineData("a,b")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a%41")]
    [InlineData("\u00e9")]
    [InlineData("::1")]
    [InlineData("[::1")]
    [InlineData("[]")]
    [InlineData("[h]")]
    [InlineData("[192.0.2.1]")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("[::1]h")]
    public void Anything_else_is_none(string host) => Assert.False(HostSyntax.IsValid(host));
}
