using GatewayKit.Tests.Edge;
using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Tests.Responses;

public sealed class HeaderValueTests
{
    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\x7f")]
    [InlineData("\u0100")]
    [InlineData("\u560a")]
    public void A_value_that_isnt_valid_in_a_header_is_refused(string value)
    {
        Assert.Throws<ArgumentException>(() => new GatewayResponse(200).WithHeader("X-A", value));
        Assert.Throws<ArgumentException>(() => new GatewayResponse(200).WithBody(default, value));
    }

    [Fact]
    public async Task A_name_that_occurs_twice_and_bytes_beyond_ASCII_are_sent_as_they_are()
    {
        var probe = new Probe
        {
            OnRequest = _ => HookResult.Respond(new GatewayResponse(200)
                .WithHeader("Set-Cookie", "a=1, b").WithHeader("Set-Cookie", "c=2").WithHeader("X-Name", "caf\u00e9\t\u0080")),
        };
        await using var gateway = await ProbeHost.StartAsync(probe, ProbeHost.Route("- { name: probe, options: { runs: true } }"));

        var response = await RawClient.SendAsync(gateway.Address.Port, "GET / HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n");

        Assert.Equal(["a=1, b", "c=2"], response!.Headers.Where(header => header.Key == "Set-Cookie").Select(header => header.Value));
        Assert.Equal("caf\u00e9\t\u0080", response.Header("X-Name"));
    }
}
