using System.Net.Sockets;
using GatewayKit.Proxy.Failures;

namespace GatewayKit.Tests.Proxy.Failures;

public class ShortCauseTests
{
    [Fact]
    public void What_happened_first_below_HTTP_is_the_cause()
    {
        var first = new HttpRequestException("An error occurred.", new IOException("The stream broke."));

        Assert.Equal("The stream broke", ShortCause.Of(new AggregateException(first, new InvalidOperationException("later"))));
    }

    [Fact]
    public void A_sockets_failure_keeps_its_address()
        => Assert.Equal("Connection refused (h:1)",
            ShortCause.Of(new HttpRequestException("Connection refused (h:1)", new SocketException(111))));

    [Fact]
    public void What_an_upstream_has_sent_stays_one_short_line()
    {
        var cause = ShortCause.Of(new HttpRequestException($"Invalid: 'a\r\nb\u001b[2J\0{new string('x', 70_000)}'"));

        Assert.StartsWith("Invalid: 'a  b [2J x", cause, StringComparison.Ordinal);
        Assert.InRange(cause.Length, 1, 200);
    }

    [Fact]
    public void Nothing_is_no_details() => Assert.Equal("no details", ShortCause.Of(null));
}
