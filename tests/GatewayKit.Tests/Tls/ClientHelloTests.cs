using System.Buffers;
using GatewayKit.Tls;

namespace GatewayKit.Tests.Tls;

public sealed class ClientHelloTests
{
    private static readonly byte[] s_protocol = "acme-tls/1"u8.ToArray();

    [Fact]
    public void A_hello_that_offers_only_the_protocol_is_found() => Assert.True(Offers(Hello("acme-tls/1")));

    [Theory]
    [InlineData("h2")]
    [InlineData("acme-tls/1,h2")]
    [InlineData("h2,acme-tls/1")]
    [InlineData("acme-tls/12")]
    [InlineData(null)]
    public void Any_other_hello_is_not(string? protocols) => Assert.False(Offers(Hello(protocols)));

    [Fact]
    public void Each_beginning_of_a_hello_needs_more_bytes()
    {
        var hello = Hello("acme-tls/1");

        Assert.All(Enumerable.Range(0, hello.Length), length => Assert.Null(Offers(hello[..length])));
    }

    [Fact]
    public void A_hello_with_any_other_byte_is_read_without_an_exception()
    {
        var hello = Hello("acme-tls/1");
        for (var i = 0; i < hello.Length; i++)
        {
            foreach (var value in new byte[] { 0, 1, 127, 255 })
            {
                var changed = hello.ToArray();
                changed[i] = value;
                _ = Offers(changed);
            }
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("\u0016\u0003\u0001\u00ff\u00ff")]
    public void Anything_else_is_not_a_hello(string text) => Assert.False(Offers([.. text.Select(c => (byte)c)]));

    private static bool? Offers(byte[] bytes) => ClientHello.OffersOnly(new ReadOnlySequence<byte>(bytes), s_protocol);

    private static byte[] Hello(string? protocols)
    {
        byte[] names = protocols is null ? [] : [.. protocols.Split(',').SelectMany(p => Prefixed(1, [.. p.Select(c => (byte)c)]))];
        byte[] serverName = [0, 0, .. Prefixed(2, [.. Prefixed(2, [0, .. Prefixed(2, "a.example"u8.ToArray())])])];
        byte[] extensions = protocols is null ? serverName : [.. serverName, 0, 16, .. Prefixed(2, Prefixed(2, names))];
        byte[] body = [3, 3, .. new byte[32], .. Prefixed(1, new byte[32]), .. Prefixed(2, [0x13, 0x01]), .. Prefixed(1, [0]),
            .. Prefixed(2, extensions)];
        byte[] message = [1, .. Prefixed(3, body)];
        return [22, 3, 1, .. Prefixed(2, message)];
    }

    private static byte[] Prefixed(int lengthBytes, byte[] content)
        => [.. Enumerable.Range(0, lengthBytes).Select(i => (byte)(content.Length >> (8 * (lengthBytes - 1 - i)))), .. content];
}
