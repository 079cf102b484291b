using static GatewayKit.Security.Tests.Upstreams.ScriptedUpstream;

namespace GatewayKit.Security.Tests.Upstreams;

/// <summary>RFC 9110, section 5.5: bytes beyond ASCII in a value are opaque.</summary>
public class HeaderBytesTests(FaultGateway gateway) : IClassFixture<FaultGateway>
{
    [Theory]
    [InlineData("\u00e9")]
    [InlineData("caf\u00e9 \u00ff\u0080")]
    [InlineData("\u00c3\u00a9")]
    [InlineData("\u00c3\u00a9\u00e9\u00c3")]
    [InlineData("\u00e2\u0082")]
    [InlineData("\u00ed\u00a0\u0080")]
    [InlineData("\u00f0\u009f\u0098\u0080 \u00f0\u009f")]
    [InlineData("\u00f4\u008f\u00bf\u00bf\u00f4")]
    [InlineData("\u00c0\u00af")]
    public async Task A_request_header_passes_byte_for_byte(string value)
    {
        var response = await gateway.SendAsync(Say(Ok("ok")), $"GET /up/x HTTP/1.1\r\nHost: h\r\nX: {value}\r\nReferer: {value}\r\n\r\n");

        Assert.Equal("ok", response?.Body);
        var forwarded = Assert.Single(gateway.Upstream.Requests);
        Assert.Contains($"\r\nX: {value}\r\n", forwarded, StringComparison.Ordinal);
        Assert.Contains($"\r\nReferer: {value}\r\n", forwarded, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host: \u00e9")]
    [InlineData("Host: h\r\nTransfer-Encoding: \u00e9")]
    public async Task Where_a_byte_beyond_ASCII_has_no_place_it_is_a_problem(string headers)
    {
        var response = await gateway.SendAsync(Say(Ok("never asked")), $"GET /up/x HTTP/1.1\r\n{headers}\r\n\r\n");

        Assert.Equal(400, response?.Status);
        Assert.Empty(gateway.Upstream.Requests);
    }
}
