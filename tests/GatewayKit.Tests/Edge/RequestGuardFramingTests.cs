namespace GatewayKit.Tests.Edge;

public class RequestGuardFramingTests
{
    [Theory]
    [InlineData("+5")]
    [InlineData("-0")]
    [InlineData("-5")]
    [InlineData("0x5")]
    [InlineData("5,5")]
    [InlineData("5, 5")]
    [InlineData("1_0")]
    [InlineData("5.0")]
    [InlineData("5e0")]
    [InlineData("")]
    [InlineData("\x0b" + "5")]
    [InlineData("5\0")]
    [InlineData("\u00b2")]
    [InlineData("9223372036854775808")]
    [InlineData("18446744073709551621")]
    [InlineData("00000000000000000000005")]
    [InlineData("5\r\nContent-Length: 5")]
    [InlineData("5\r\nContent-Length: 6")]
    public async Task A_Content_Length_is_one_plain_number(string length)
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.SendAsync($"POST /api/x HTTP/1.1\r\nHost: h\r\nContent-Length: {length}\r\n\r\nhello");

        Assert.Equal(400, response?.Status);
        Assert.Equal("close", response!.Header("Connection"));
    }

    [Theory]
    [InlineData("Content-Length: 5")]
    [InlineData("content-length:5")]
    [InlineData("Content-Length: \t5 ")]
    [InlineData("Content-Length: 005")]
    public async Task A_plain_Content_Length_is_taken(string header)
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.SendAsync($"POST /api/x HTTP/1.1\r\nHost: h\r\n{header}\r\n\r\nhello");

        Assert.Equal(200, response?.Status);
        Assert.Contains("Content-Length: 5\n", response!.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xchunked")]
    [InlineData("\x0b" + "chunked")]
    [InlineData("chunked, identity")]
    [InlineData("identity, chunked")]
    [InlineData("gzip, chunked")]
    [InlineData("chunked, chunked")]
    [InlineData("chunked\r\nTransfer-Encoding: chunked")]
    [InlineData("identity\r\nTransfer-Encoding: chunked")]
    [InlineData("chunked\r\nTransfer-Encoding: identity")]
    [InlineData("\"chunked\"")]
    [InlineData("chunked;q=1")]
    [InlineData("")]
    [InlineData("\r\n chunked")]
    public async Task A_Transfer_Encoding_is_exactly_chunked(string coding)
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.SendAsync($"POST /api/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: {coding}\r\n\r\n0\r\n\r\n");

        Assert.Equal(400, response?.Status);
    }

    [Theory]
    [InlineData("POST /api/x HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /api/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /api/x HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG")]
    [InlineData("POST /api/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nG")]
    [InlineData("POST /api/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 0\r\nConnection: upgrade\r\n"
        + "\r\n0\r\n\r\n")]
    public async Task Framing_that_two_servers_could_read_differently_is_refused(string request)
    {
        await using var app = await EdgeApp.StartAsync();

        Assert.Equal(400, (await app.SendAsync(request))?.Status);
    }

    [Fact]
    public async Task A_body_is_chunked_in_any_case_of_letters()
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.SendAsync(
            "POST /api/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\n\r\n");

        Assert.Equal(200, response?.Status);
    }

    [Theory]
    [InlineData("GET /api/x HTTP/1.1\nHost: h\n\n")]
    [InlineData("GET /api/x HTTP/1.1\nHost: h\r\n\r\n")]
    [InlineData("GET /api/x HTTP/1.1\r\nHost: h\nX: y\r\n\r\n")]
    [InlineData("GET /api/x HTTP/1.1\r\nHost: h\r\nX: y\n\r\n")]
    public async Task A_line_ends_with_CR_LF_only(string request)
    {
        await using var app = await EdgeApp.StartAsync();

        Assert.Equal(400, (await app.SendAsync(request))?.Status);
    }

    [Theory]
    [InlineData("/small/x", 10, 200)]
    [InlineData("/small/x", 11, 413)]
    [InlineData("/api/x", 30_000_001, 413)]
    public async Task A_body_that_says_it_is_too_large_is_refused_unread(string path, int length, int status)
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.SendAsync(
            $"POST {path} HTTP/1.1\r\nHost: h\r\nContent-Length: {length}\r\n\r\n" + (status == 200 ? new string('x', length) : ""));

        Assert.Equal(status, response?.Status);
    }
}
