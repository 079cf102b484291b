namespace GatewayKit.Security.Tests.Requests;

public class SyntaxTests(SecurityGateway gateway) : IClassFixture<SecurityGateway>
{
    [Theory]
    [InlineData("GET /public/x HTTP/1.1\nHost: h\n\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\n\n")]
    [InlineData("GET /public/x HTTP/1.1\nHost: h\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\nX: y\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\rX: y\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\rHost: h\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nX: a\x01\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nX: \x1b[31m\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nX: a\x7f\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nUser-Agent: a\x08\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nX: a\r\n\tb\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\n Host: h\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\n: a\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nX\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nX : a\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nX\0: a\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nX[0]: a\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nX(a): a\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\nX/Y: a\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\n\"X\": a\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\n\u00e9: a\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\n:path: /admin/x\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.1\r\nHost: h\r\n:authority: h\r\n\r\n")]
    [InlineData("GET  /public/x HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET\t/public/x\tHTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData(" GET /public/x HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /public/x\r\nHost: h\r\n\r\n")]
    [InlineData("GET /public/x HTTP/2.0\r\nHost: h\r\n\r\n")]
    [InlineData("GET /public/x HTTP/1.2\r\nHost: h\r\n\r\n")]
    [InlineData("GET /public/x HTTP/0.9\r\nHost: h\r\n\r\n")]
    [InlineData("GET /public/x HTTP/11\r\nHost: h\r\n\r\n")]
    [InlineData("GET /public/x http/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("G(T /public/x HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("G\0T /public/x HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /public/\0x HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /public/\x01x HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /public/\u00e9 HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /public/x?\x01 HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /public/x?\u00e9 HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("GET /public/x?#y HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    public async Task What_is_not_well_formed_is_refused(string request) => await gateway.AssertRefusedAsync(request);

    [Theory]
    [InlineData("")]
    [InlineData("Host:\r\n")]
    [InlineData("Host: \r\n")]
    [InlineData("Host: h\r\nHost: h\r\n")]
    [InlineData("Host: h\r\nhost: other\r\n")]
    [InlineData("Host: h, other\r\n")]
    [InlineData("Host: h other\r\n")]
    [InlineData("Host: h/admin\r\n")]
    [InlineData("Host: h?x\r\n")]
    [InlineData("Host: h#x\r\n")]
    [InlineData("Host: h\\x\r\n")]
    [InlineData("Host: user@h\r\n")]
    [InlineData("Host: h:\r\n")]
    [InlineData("Host: h:port\r\n")]
    [InlineData("Host: h:80:80\r\n")]
    [InlineData("Host: h:65536\r\n")]
    [InlineData("Host: h:-1\r\n")]
    [InlineData("Host: :80\r\n")]
    [InlineData("Host: [::1\r\n")]
    [InlineData("Host: ::1\r\n")]
    [InlineData("Host: [h]\r\n")]
    [InlineData("Host: [::1]x\r\n")]
    [InlineData("Host: [fe80::1%25eth0]\r\n")]
    [InlineData("Host: a%41\r\n")]
    [InlineData("Host: \u00e9\r\n")]
    [InlineData("Host: http://h\r\n")]
    [InlineData("Host : h\r\n")]
    [InlineData(" Host: h\r\n")]
    [InlineData("Host: h\r\n other\r\n")]
    [InlineData("H\u00f6st: h\r\n")]
    public async Task A_request_has_exactly_one_valid_Host(string headers)
        => await gateway.AssertRefusedAsync($"GET /public/x HTTP/1.1\r\n{headers}\r\n", 400);

    [Theory]
    [InlineData("http://other/public/x", "h")]
    [InlineData("http://h:81/public/x", "h:80")]
    [InlineData("http://h/public/x", "h, other")]
    [InlineData("http://h/public/x", "")]
    public async Task The_authority_of_a_target_and_Host_agree(string target, string host)
        => await gateway.AssertRefusedAsync($"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n", 400);

    [Theory]
    [InlineData("TRACE", "/public/x")]
    [InlineData("TRACE", "/admin/x")]
    [InlineData("TRACE", "*")]
    [InlineData("trace", "/public/x")]
    [InlineData("TRACK", "/public/x")]
    [InlineData("CONNECT", "/public/x")]
    [InlineData("CONNECT", "/admin/x")]
    [InlineData("CONNECT", "h")]
    [InlineData("CONNECT", "h:443")]
    [InlineData("CONNECT", "http://h/admin/x")]
    public async Task TRACE_and_CONNECT_are_refused(string method, string target)
        => await gateway.AssertRefusedAsync($"{method} {target} HTTP/1.1\r\nHost: h\r\nMax-Forwards: 0\r\n\r\n", 400, 405);

    [Theory]
    [InlineData("get")]
    [InlineData("Get")]
    [InlineData("pOsT")]
    [InlineData("patch")]
    public async Task A_known_method_is_the_same_to_everyone_in_any_case_of_letters(string method)
    {
        await gateway.AssertRefusedAsync($"{method} /admin/x HTTP/1.1\r\nHost: h\r\n\r\n", 401);

        await gateway.SendAsync($"{method} /public/x HTTP/1.1\r\nHost: h\r\n\r\n");
        Assert.Equal(method.ToUpperInvariant(), Assert.Single(gateway.Forwarded).Method);
    }

    [Fact]
    public async Task A_refusal_tells_nothing_of_the_inside()
    {
        foreach (var target in new[] { "/admin/x", "//x", "/public/x%0a" })
        {
            var response = await gateway.SendAsync($"GET {target} HTTP/1.1\r\nHost: h\r\n\r\n");

            Assert.Equal("application/problem+json", response!.Header("Content-Type"));
            Assert.Null(response.Header("Server"));
            Assert.DoesNotContain("Exception", response.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("GatewayKit.", response.Body, StringComparison.Ordinal);
        }
    }
}
