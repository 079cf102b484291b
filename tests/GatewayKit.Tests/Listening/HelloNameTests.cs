using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using GatewayKit.Listening.Connections;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Listening;

public sealed class HelloNameTests
{
    [Theory]
    [InlineData("a.example.com", "a.example.com")]
    [InlineData("A.example.com.", "A.example.com")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData(null, null)]
    public void The_name_is_found(string? sent, string? name) => Assert.Equal(new HelloName(true, name), Read(Hello(sent)));

    [Theory]
    [InlineData("a example")]
    [InlineData("a\nb")]
    [InlineData(".")]
    public void A_name_with_other_characters_is_not_valid(string sent) => Assert.False(Read(Hello(sent))!.Value.IsValid);

    [Fact]
    public void Each_beginning_of_a_hello_needs_more_bytes()
    {
        var hello = Hello("a.example.com", records: 3);

        Assert.All(Enumerable.Range(0, hello.Length), length => Assert.Null(Read(hello[..length])));
        Assert.Equal("a.example.com", Read(hello)!.Value.Name);
        Assert.Equal("a.example.com", Read([.. hello, 1, 2, 3])!.Value.Name);
    }

    [Fact]
    public void A_hello_with_any_other_byte_is_read_without_an_exception()
    {
        var hello = Hello("a.example.com", records: 2);
        for (var i = 0; i < hello.Length; i++)
        {
            foreach (var value in new byte[] { 0, 1, 127, 255 })
            {
                var changed = hello.ToArray();
                changed[i] = value;
                _ = Read(changed);
            }
        }
    }

    [Fact]
    public void A_hello_that_is_too_long_or_in_too_many_records_is_not_valid()
    {
        Assert.False(Read(Hello("a.example.com", padding: 17_000, records: 2))!.Value.IsValid);
        Assert.False(Read(Hello("a.example.com", records: 40))!.Value.IsValid);
        Assert.True(Read(Hello("a.example.com", padding: 15_000, records: 16))!.Value.IsValid);
    }

    [Fact]
    public void A_hello_that_arrives_byte_by_byte_is_joined_once()
    {
        var hello = Hello("a.example.com", padding: 15_000, records: 16);

        var allocated = AllocatedBytes.Of(() =>
        {
            for (var length = hello.Length - 500; length < hello.Length; length++)
                Assert.True(HelloName.Read(new ReadOnlySequence<byte>(hello, 0, length)) is null);
        });
        Assert.InRange(allocated, 0, 10_000);
    }

    /// <summary>Creates a hello.</summary>
    /// <param name="name">The server name; null for none.</param>
    /// <param name="padding">The length of an extension before the name.</param>
    /// <param name="records">The number of records.</param>
    internal static byte[] Hello(string? name, int padding = 0, int records = 1)
    {
        byte[] serverName = name is null
            ? [] : [0, 0, .. Prefixed(2, Prefixed(2, [0, .. Prefixed(2, Encoding.Latin1.GetBytes(name))]))];
        byte[] extensions = [0, 21, .. Prefixed(2, new byte[padding]), .. serverName];
        byte[] body = [3, 3, .. new byte[32], .. Prefixed(1, new byte[32]), .. Prefixed(2, [0x13, 0x01]), .. Prefixed(1, [0]),
            .. Prefixed(2, extensions)];
        byte[] message = [1, .. Prefixed(3, body)];
        return [.. message.Chunk((message.Length + records - 1) / records).SelectMany(part => (byte[])[22, 3, 1, .. Prefixed(2, part)])];
    }

    private static byte[] Prefixed(int lengthBytes, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length[^lengthBytes..], .. content];
    }

    private static HelloName? Read(byte[] bytes) => HelloName.Read(new ReadOnlySequence<byte>(bytes));
}
