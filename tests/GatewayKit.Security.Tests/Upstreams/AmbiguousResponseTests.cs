using static GatewayKit.Security.Tests.Upstreams.ScriptedUpstream;

namespace GatewayKit.Security.Tests.Upstreams;

public class AmbiguousResponseTests(FaultGateway gateway) : IClassFixture<FaultGateway>
{
    public static TheoryData<string> Heads =>
    [
        "HTTP/1.1 000 None\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 001 One\r\nContent-Length: 2\r\n\r\n", "HTTP/1.1 099 Low\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 600 High\r\nContent-Length: 2\r\n\r\n", "HTTP/1.1 999 High\r\nContent-Length: 2\r\n\r\n",
        .. new[]
        {
            "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: "
                + "gzip\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked, gzip", "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Transfer-Encoding: identity", "Transfer-Encoding: "
                + "identity, chunked", "Transfer-Encoding: xchunked", "Transfer-Encoding: chunked;a=b",
            "Transfer-Encoding: ", "Transfer-Encoding: chunked\r\nContent-Length: 2", "Content-Length: 2\r\n"
                + "Transfer-Encoding: chunked", "Transfer-Encoding : chunked\r\nContent-Length: 2",
            "Content-Length: 2\r\nContent-Length: 2", "Content-Length: 2\r\nContent-Length: 0", "Content-Length: 2, 2",
            "Content-Length: +2", "Content-Length: -2", "Content-Length: 0x2", "Content-Length: 2 2", "Content-Length: ",
            "Content-Length: 9223372036854775808", "Content-Length: 18446744073709551618",
        }.Select(headers => $"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n"),
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(Heads))]
    public async Task A_response_of_which_two_readers_see_two_ends_is_a_502(string head)
    {
        foreach (var method in new[] { "GET", "HEAD", "POST" })
        {
            var response = await gateway.SendAsync(
                SayAndClose(head + "2\r\nok\r\n0\r\n\r\n"), $"{method} /up/x HTTP/1.1\r\nHost: h\r\n\r\n");

            Assert.Equal(502, response?.Status);
            Assert.Equal("application/problem+json", response!.Header("Content-Type"));
        }
    }

    [Theory]
    [InlineData("200")]
    [InlineData("299")]
    [InlineData("418")]
    [InlineData("599")]
    public async Task A_status_that_has_no_name_is_passed_on(string status)
        => Assert.Equal(status, $"{(await gateway.SendAsync(Say($"HTTP/1.1 {status} X\r\nContent-Length: 2\r\n\r\nok")))?.Status}");

    [Theory]
    [InlineData("X-Hop")]
    [InlineData("keep-alive, x-hop")]
    [InlineData("close,X-HOP")]
    [InlineData(" X-Other ,\tX-Hop")]
    [InlineData("close\r\nConnection: X-Hop")]
    public async Task What_a_responses_Connection_names_ends_here(string connection)
    {
        var response = await gateway.SendAsync(
            Say($"HTTP/1.1 200 OK\r\nX-Hop: a\r\nConnection: {connection}\r\nX-Kept: b\r\nX-Hop: c\r\nContent-Length: 2\r\n\r\nok"));

        Assert.Equal("ok", response?.Body);
        Assert.Equal("b", response!.Header("X-Kept"));
        Assert.Null(response.Header("X-Hop"));
    }

    [Fact]
    public async Task A_response_can_not_name_its_own_frame()
    {
        var response = await gateway.SendAsync(Say("HTTP/1.1 200 OK\r\nConnection: Content-Length, Transfer-Encoding, Content-Type\r\n"
            + "Content-Type: a/b\r\nContent-Length: 2\r\n\r\nok"));

        Assert.Equal("ok", response?.Body);
        Assert.Equal("2", response!.Header("Content-Length"));
        Assert.Null(response.Header("Content-Type"));
    }

    [Fact]
    public async Task Interim_responses_without_end_are_a_502()
    {
        var response = await gateway.SendAsync(
            SayAndClose(string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 5000))));

        Assert.Equal(502, response?.Status);
    }

    [Fact]
    public async Task Some_interim_responses_are_no_harm()
        => Assert.Equal("ok", (await gateway.SendAsync(
            Say("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + Ok("ok"))))?.Body);

    [Fact]
    public async Task A_trailer_that_is_not_sent_is_not_announced()
    {
        var response = await gateway.SendAsync(
            Say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n"));

        Assert.Equal("ok", response?.Body);
        Assert.Null(response!.Header("Trailer"));
    }
}
