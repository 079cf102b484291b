namespace GatewayKit.Security.Tests.Requests;

public class KeepingPathTests(KeepingGateway gateway) : IClassFixture<KeepingGateway>
{
    [Theory]
    [InlineData("/public/a%2Fb")]
    [InlineData("/public/a%2fb")]
    [InlineData("/public/a%252Fb")]
    [InlineData("/public/%2F")]
    [InlineData("/public/100%25")]
    [InlineData("/public/what%3F")]
    [InlineData("/public/%23one")]
    [InlineData("/public/a;b=c;d")]
    [InlineData("/public/a%3Bb")]
    [InlineData("/public/%C3%A9%e2%82%ac%F0%9F%98%80")]
    [InlineData("/public/%c3%a9")]
    [InlineData("/public/%41%7E%2D")]
    [InlineData("/public/a%20b+c")]
    [InlineData("/public/[a]|{b}^`\"<>")]
    [InlineData("/public/!$&'()*+,=:@-._~")]
    [InlineData("/public/a?b=%2F&c=%252F&d=a+b&e=%20&f")]
    [InlineData("/public/a?b=%7Ec&d=%41%zz%")]
    [InlineData("/public/a?b=[c]|{d}^`\"<>\\")]
    [InlineData("/public/a?b=//../;c?d")]
    [InlineData("/public/a?")]
    [InlineData("/public/a%2Fb?c=%2F[]")]
    [InlineData("/public/a?c=%e9%C3%28")]
    public async Task What_is_let_through_is_forwarded_byte_for_byte(string target)
    {
        var response = await gateway.SendAsync($"GET {target} HTTP/1.1\r\nHost: h\r\n\r\n");

        Assert.Equal(200, response?.Status);
        Assert.Equal(target, Assert.Single(gateway.Forwarded).Target);
    }

    [Theory]
    [InlineData("/public/..%2fadmin/x")]
    [InlineData("/public%2f..%2fadmin%2fx")]
    [InlineData("/public/..%252fadmin/x")]
    [InlineData("/public/%252e%252e/admin/x")]
    [InlineData("/public/..;/admin/x")]
    [InlineData("/public/..%3b/admin/x")]
    [InlineData("/public/%2e%2e;a/admin/x")]
    [InlineData("/public/..%5cadmin/x")]
    [InlineData("/admin%5cx")]
    [InlineData("/admin%255cx")]
    [InlineData("/admin%00")]
    [InlineData("/admin%2500")]
    [InlineData("/admin%c0%afx")]
    [InlineData("http://h/admin%2fx")]
    [InlineData("http://h/public%2f..%2fadmin/x")]
    [InlineData("http://h/admin;/x")]
    public async Task What_has_no_honest_use_stays_refused(string target)
        => await gateway.AssertRefusedAsync($"GET {target} HTTP/1.1\r\nHost: h\r\n\r\n", 400);
}
