namespace GatewayKit.Security.Tests.Requests;

public class FramingTests(SecurityGateway gateway) : IClassFixture<SecurityGateway>
{
    private const string Hidden = "GET /admin/smuggled HTTP/1.1\r\nHost: h\r\nX: ";

    [Theory]
    [InlineData("+5")]
    [InlineData("-0")]
    [InlineData("-5")]
    [InlineData("+0")]
    [InlineData("0x5")]
    [InlineData("5,5")]
    [InlineData("5, 5")]
    [InlineData("5;5")]
    [InlineData("5 5")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("1_0")]
    [InlineData("5.0")]
    [InlineData("5e0")]
    [InlineData("\x0b" + "5")]
    [InlineData("5\x0b")]
    [InlineData("5\0")]
    [InlineData("5\r")]
    [InlineData("\u00b9")]
    [InlineData("\u00a0" + "5")]
    [InlineData("9223372036854775808")]
    [InlineData("18446744073709551616")]
    [InlineData("18446744073709551621")]
    [InlineData("340282366920938463463374607431768211461")]
    [InlineData("000000000000000000000000000000005")]
    [InlineData("5\r\nContent-Length: 5")]
    [InlineData("5\r\nContent-Length: 0")]
    [InlineData("0\r\ncontent-length: 5")]
    public async Task A_Content_Length_that_is_not_one_plain_number_is_refused(string length)
        => await gateway.AssertRefusedAsync($"POST /public/x HTTP/1.1\r\nHost: h\r\nContent-Length: {length}\r\n\r\nhello", 400);

    [Theory]
    [InlineData("xchunked")]
    [InlineData("chunkedx")]
    [InlineData("chunk")]
    [InlineData("\x0b" + "chunked")]
    [InlineData("\x0c" + "chunked")]
    [InlineData("chunked\x0b")]
    [InlineData("chunked, identity")]
    [InlineData("identity, chunked")]
    [InlineData("identity")]
    [InlineData("gzip, chunked")]
    [InlineData("chunked, gzip")]
    [InlineData("chunked, chunked")]
    [InlineData("chunked,")]
    [InlineData(",chunked")]
    [InlineData("chunked;a=b")]
    [InlineData("\"chunked\"")]
    [InlineData("chunked chunked")]
    [InlineData("")]
    [InlineData("\r\n chunked")]
    [InlineData("chunked\r\nTransfer-Encoding: chunked")]
    [InlineData("chunked\r\nTransfer-Encoding: identity")]
    [InlineData("identity\r\nTransfer-Encoding: chunked")]
    [InlineData("x\r\nTransfer-Encoding: chunked")]
    [InlineData("chunked\r\ntransfer-encoding: x")]
    public async Task A_Transfer_Encoding_that_is_not_exactly_chunked_is_refused(string coding)
        => await gateway.AssertRefusedAsync($"POST /public/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: {coding}\r\n\r\n0\r\n\r\n", 400);

    [Theory]
    [InlineData("POST", "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\nG")]
    [InlineData("POST", "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n", "0\r\n\r\nG")]
    [InlineData("POST", "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n", "0\r\n\r\n")]
    [InlineData("GET", "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n")]
    [InlineData("POST", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\nX-Content-Length: 5\r\n", "0\r\n\r\n")]
    [InlineData("POST", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\nConnection: Content-Length\r\n", "0\r\n\r\n")]
    [InlineData("POST", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\nConnection: Transfer-Encoding\r\n", "0\r\n\r\n")]
    [InlineData("POST", "Transfer-Encoding : chunked\r\nContent-Length: 6\r\n", "0\r\n\r\nG")]
    [InlineData("POST", "Transfer-Encoding\t: chunked\r\n", "0\r\n\r\n")]
    [InlineData("POST", " Transfer-Encoding: chunked\r\n", "0\r\n\r\n")]
    [InlineData("POST", "X: y\r\n Transfer-Encoding: chunked\r\n", "0\r\n\r\n")]
    [InlineData("POST", "X: y\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")]
    [InlineData("POST", "X: y\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n")]
    [InlineData("POST", "Content-Length : 5\r\n", "hello")]
    [InlineData("POST", "Content-Length\0: 5\r\n", "hello")]
    public async Task Framing_that_two_servers_read_differently_is_refused(string method, string headers, string body)
        => await gateway.AssertRefusedAsync($"{method} /public/x HTTP/1.1\r\nHost: h\r\n{headers}\r\n{body}");

    [Theory]
    [InlineData("POST /public/x HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /public/x HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /public/x HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n")]
    public async Task Version_1_0_has_no_chunks(string request) => await gateway.AssertRefusedAsync(request, 400);

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("005\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5;a=b;c=\"d\"\r\nhello\r\n00\r\n\r\n")]
    [InlineData("1\r\nh\r\n4;x\r\nello\r\n0\r\nX-Trailer: 1\r\n\r\n")]
    [InlineData("A\r\nhellohello\r\na\r\nhellohello\r\n0\r\n\r\n")]
    public async Task Well_formed_chunks_are_forwarded(string body)
    {
        var response = await gateway.AssertInStepAsync($"POST /public/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n{body}");

        Assert.Equal(200, response?.Status);
    }

    [Theory]
    [InlineData("\x01")]
    [InlineData("\x0b")]
    [InlineData("\x7f")]
    [InlineData("\u00e9")]
    [InlineData("a=\"b\x08")]
    public async Task Nothing_of_a_chunk_extension_reaches_the_upstream(string extension)
    {
        var response = await gateway.AssertInStepAsync(
            $"POST /public/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;{extension}\r\nhello\r\n0;{extension}\r\n"
                + $"\r\n{Hidden}");

        Assert.Equal(200, response?.Status);
        Assert.DoesNotContain(extension, response!.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhello\n0\r\n\r\n")]
    [InlineData("5\r\nhello0\r\n\r\n")]
    [InlineData("5\r\nhelloXX0\r\n\r\n")]
    [InlineData("4\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5;a\nhello\r\n0\r\n\r\n")]
    [InlineData("5;a\rhello\r\n0\r\n\r\n")]
    [InlineData("5;a\0b\r\nhello\r\n0\r\n\r\nX")]
    [InlineData("5 \r\nhello\r\n0\r\n\r\nX")]
    [InlineData(" 5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("+5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("-5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("0x5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5_0\r\nhello\r\n0\r\n\r\n")]
    [InlineData("G\r\nhello\r\n0\r\n\r\n")]
    [InlineData("\r\nhello\r\n0\r\n\r\n")]
    [InlineData(";a\r\nhello\r\n0\r\n\r\n")]
    [InlineData("100000000\r\nhello\r\n0\r\n\r\n")]
    [InlineData("FFFFFFFF\r\nhello\r\n0\r\n\r\n")]
    [InlineData("80000000\r\nhello\r\n0\r\n\r\n")]
    [InlineData("FFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n")]
    [InlineData("10000000000000005\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhello\r\n0\n\n")]
    [InlineData("5\r\nhello\r\n0\r\n\n")]
    [InlineData("5\r\nhello\r\n0\r\nX: y\n\n")]
    [InlineData("5\r\nhello\r\n0\r\nX\r\n\r\n")]
    [InlineData("5\r\nhello\r\n0\r\n X: y\r\n\r\n")]
    public async Task Malformed_chunks_hide_no_request(string body)
    {
        var response = await gateway.AssertInStepAsync(
            $"POST /public/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n{body}{Hidden}");

        Assert.True(response is null or { Status: 200 or 400 or 413 }, $"The answer is {response?.Status}.");
    }

    [Theory]
    [InlineData("GET", "/public/x", "", 200)]
    [InlineData("POST", "/public/x", "", 200)]
    [InlineData("DELETE", "/public/x", "", 200)]
    [InlineData("POST", "/admin/x", "", 401)]
    [InlineData("POST", "/nowhere/../x", "", 400)]
    [InlineData("POST", "/public/x", "X[0]: y\r\n", 400)]
    [InlineData("TRACE", "/public/x", "", 405)]
    public async Task A_request_hidden_in_a_body_stays_one(string method, string path, string headers, int status)
    {
        const string Smuggled = "GET /admin/smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

        var response = await gateway.AssertInStepAsync(
            $"{method} {path} HTTP/1.1\r\nHost: h\r\n{headers}Content-Length: {Smuggled.Length}\r\n\r\n{Smuggled}");
        Assert.Equal(status, response?.Status);

        response = await gateway.AssertInStepAsync(
            $"{method} {path} HTTP/1.1\r\nHost: h\r\n{headers}Transfer-Encoding: chunked\r\n\r\n{Smuggled.Length:x}\r\n"
                + $"{Smuggled}\r\n0\r\n\r\n");
        Assert.Equal(status, response?.Status);
    }

    [Fact]
    public async Task Pipelined_requests_are_answered_in_their_order_each_by_its_own_rules()
    {
        await using var client = await RawClient.ConnectAsync(gateway.Port);
        await client.WriteAsync("GET /public/1 HTTP/1.1\r\nHost: h\r\n\r\nGET /admin/2 HTTP/1.1\r\nHost: h\r\n\r\n"
            + "POST /public/3 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi"
            + $"GET /admin/4 HTTP/1.1\r\nHost: h\r\n{SecurityGateway.Key}\r\nGET /admin/5 HTTP/1.1\r\nHost: h\r\n\r\n");

        Assert.StartsWith("GET /public/1\n", (await client.ReadResponseAsync())?.Body, StringComparison.Ordinal);
        Assert.Equal(401, (await client.ReadResponseAsync())?.Status);
        Assert.StartsWith("POST /public/3\n", (await client.ReadResponseAsync())?.Body, StringComparison.Ordinal);
        Assert.StartsWith("GET /admin/4\n", (await client.ReadResponseAsync())?.Body, StringComparison.Ordinal);
        Assert.Equal(401, (await client.ReadResponseAsync())?.Status);
    }

    [Fact]
    public async Task A_refusal_does_not_ask_for_the_body()
    {
        await using var client = await RawClient.ConnectAsync(gateway.Port);
        await client.WriteAsync(
            "POST /admin/x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\nConnection: close\r\n\r\n");

        // The first answer, so not 100. Kestrel keeps the connection open for five more seconds, in case the body comes.
        Assert.Equal("HTTP/1.1 401 ", await client.ReadCountAsync(13));
    }

    [Theory]
    [InlineData("X-Consumer-Name: evil")]
    [InlineData("x-consumer-name: evil")]
    [InlineData("X-Forwarded-For: evil")]
    [InlineData("Host: evil")]
    [InlineData("Content-Length: 100")]
    [InlineData("Transfer-Encoding: evil")]
    [InlineData("X-Api-Key: evil")]
    [InlineData("Authorization: evil")]
    [InlineData("X-Other: evil")]
    public async Task A_trailer_never_becomes_a_header(string trailer)
    {
        var response = await gateway.AssertInStepAsync(
            "POST /admin/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTrailer: X-Consumer-Name\r\n\r\n2\r\nhi\r\n0\r\n"
                + $"{trailer}\r\n\r\n");
        Assert.Equal(401, response?.Status);

        response = await gateway.SendAsync(
            $"POST /admin/x HTTP/1.1\r\nHost: h\r\n{SecurityGateway.Key}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n"
                + $"{trailer}\r\n\r\n");
        var forwarded = Assert.Single(gateway.Forwarded);
        Assert.Equal("alice", forwarded.Header("X-Consumer-Name"));
        Assert.DoesNotContain("evil", response!.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(forwarded.Headers, header => header.Value.ToString().Contains("evil", StringComparison.Ordinal));
    }
}
