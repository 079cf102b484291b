using static GatewayKit.Security.Tests.Http2Client;

namespace GatewayKit.Security.Tests.Requests;

public class Http2Tests(Http2Gateway gateway) : IClassFixture<Http2Gateway>
{
    private static readonly (string, string) s_key = ("x-api-key", "the-key-of-alice");

    public static TheoryData<string> AmbiguousPaths
        => [.. PathSpellings.Ambiguous, "", "admin/x", "http://h/admin/x", "/admin/x HTTP/1.1", "/admin /x", "/public/x\r\nX: y"];

    [Theory]
    [MemberData(nameof(AmbiguousPaths))]
    public async Task A_protected_path_spelt_ambiguously_is_refused(string path)
    {
        foreach (var method in new[] { "GET", "POST", "OPTIONS" })
        {
            var status = await gateway.SendAsync(Request(method, path));

            Assert.True(status is null or (>= 400 and < 500), $"The answer is {status}.");
            Assert.Empty(gateway.Forwarded);
        }
    }

    [Theory]
    [InlineData("OPTIONS", 200)]
    [InlineData("GET", null)]
    [InlineData("POST", null)]
    public async Task The_asterisk_is_a_target_of_OPTIONS_alone(string method, int? status)
    {
        Assert.Equal(status, await gateway.SendAsync(Request(method, "*")));
        Assert.Empty(gateway.Forwarded);
    }

    [Fact]
    public async Task A_protected_path_needs_the_key()
    {
        Assert.Equal(401, await gateway.SendAsync(Request("GET", "/admin/x")));
        Assert.Empty(gateway.Forwarded);

        Assert.Equal(200, await gateway.SendAsync(Request("GET", "/admin/x", s_key)));
        Assert.Equal("alice", Assert.Single(gateway.Forwarded).Header("X-Consumer-Name"));
    }

    [Theory]
    [InlineData("x", "a\r\nx-injected: b")]
    [InlineData("x", "a\nx-injected: b")]
    [InlineData("x", "a\rb")]
    [InlineData("x", "a\0b")]
    [InlineData("x", "a\x01")]
    [InlineData("x", "a\x7f")]
    [InlineData("x: a\r\nx-injected", "b")]
    [InlineData("x:y", "a")]
    [InlineData("x y", "a")]
    [InlineData("x\0", "a")]
    [InlineData("X-Upper", "a")]
    [InlineData("", "a")]
    [InlineData("x[0]", "a")]
    [InlineData("connection", "close")]
    [InlineData("connection", "x-consumer-name")]
    [InlineData("keep-alive", "timeout=5")]
    [InlineData("proxy-connection", "keep-alive")]
    [InlineData("upgrade", "websocket")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("te", "gzip")]
    [InlineData("content-length", "5")]
    [InlineData("content-length", "+0")]
    [InlineData("content-length", "x")]
    [InlineData(":path", "/admin/x")]
    [InlineData(":status", "200")]
    [InlineData(":unknown", "x")]
    public async Task A_field_that_HTTP_1_1_would_read_otherwise_reaches_no_upstream(string name, string value)
    {
        var status = await gateway.SendAsync(Request("GET", "/public/x", (name, value)));

        Assert.True(status is null or 400, $"The answer is {status}.");
        Assert.Empty(gateway.Forwarded);
    }

    [Theory]
    [InlineData("x-consumer-name")]
    [InlineData("x_consumer_name")]
    [InlineData("x-forwarded-for")]
    [InlineData("x-real-ip")]
    [InlineData("forwarded")]
    [InlineData("transfer_encoding")]
    [InlineData("content_length")]
    [InlineData("sec-websocket-key")]
    [InlineData("http2-settings")]
    [InlineData("trailer")]
    [InlineData("proxy")]
    public async Task Nobody_says_who_he_is_by_a_header(string name)
    {
        Assert.Equal(200, await gateway.SendAsync(Request("GET", "/public/x", (name, "evil"))));

        Assert.DoesNotContain(
            Assert.Single(gateway.Forwarded).Headers, header => header.Value.ToString().Contains("evil", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("user@h")]
    [InlineData("h, other")]
    [InlineData("h:99999")]
    [InlineData("h\r\nX: y")]
    [InlineData("h/admin")]
    public async Task An_authority_is_a_host(string authority)
    {
        var status = await gateway.SendAsync([(":method", "GET"), (":scheme", "http"), (":authority", authority), (":path", "/public/x")]);

        Assert.True(status is null or 400, $"The answer is {status}.");
        Assert.Empty(gateway.Forwarded);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("CONNECT")]
    [InlineData("GET /admin/x HTTP/1.1\r\nX:")]
    [InlineData("G T")]
    [InlineData("")]
    public async Task A_method_that_is_none_is_refused(string method)
    {
        var status = await gateway.SendAsync(Request(method, "/public/x"));

        Assert.True(status is null or 400 or 405, $"The answer is {status}.");
        Assert.Empty(gateway.Forwarded);
    }

    [Theory]
    [InlineData("connect-udp", "13")]
    [InlineData("websocket", "99")]
    [InlineData("h2c", "13")]
    public async Task A_tunnel_is_a_WebSocket_or_nothing(string protocol, string version)
    {
        var status = await gateway.SendAsync(Request("CONNECT", "/public/x", (":protocol", protocol), ("sec-websocket-version", version)));

        Assert.True(status is null or 400 or 405, $"The answer is {status}.");
        Assert.Empty(gateway.Forwarded);
    }

    [Theory]
    [InlineData("4", "hello")]
    [InlineData("6", "hello")]
    [InlineData("0", "GET /admin/x HTTP/1.1\r\nHost: h\r\n\r\n")]
    public async Task A_length_that_is_not_the_bodys_hides_no_request(string length, string body)
    {
        var status = await gateway.SendAsync(Request("POST", "/public/x", ("content-length", length)), body);

        Assert.NotEqual(200, status);
        gateway.AssertNoneProtected();
    }
}
