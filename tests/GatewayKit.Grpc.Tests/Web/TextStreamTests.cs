using System.Text;
using GatewayKit.Plugins.GrpcWeb;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Grpc.Tests.Web;

public sealed class TextStreamTests
{
    private static readonly byte[] s_bytes = [.. Enumerable.Range(0, 10_007).Select(i => (byte)(i * 31))];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 7)]
    [InlineData(4, 4096)]
    [InlineData(4099, 3)]
    [InlineData(8192, 8192)]
    public async Task Text_survives_every_border_of_reads(int sourceRead, int targetRead)
    {
        var text = await ReadAsync(new EncodedText(new ShortReads(s_bytes, sourceRead)), targetRead);
        var bytes = await ReadAsync(new DecodedText(new ShortReads(text, targetRead)), sourceRead);

        Assert.Equal(s_bytes, bytes);
        Assert.Equal(0, text.Length % 4);
    }

    [Theory]
    [InlineData("QQ==QkM=")]
    [InlineData("QUJD")]
    [InlineData("QQ==Qg==Qw==")]
    public async Task Padding_may_be_anywhere(string text)
    {
        foreach (var read in (int[])[1, 2, 3, 5, 100])
        {
            var bytes = await ReadAsync(new DecodedText(new ShortReads(Encoding.ASCII.GetBytes(text), read)), 100);

            Assert.Equal("ABC", Encoding.ASCII.GetString(bytes));
        }
    }

    [Theory]
    [InlineData("Q")]
    [InlineData("QUJDQQ=")]
    [InlineData("Q===")]
    [InlineData("=QQ=")]
    [InlineData("QUJD\0AAA")]
    [InlineData("QU-_")]
    [InlineData("QUJD\r\n\r\nQUJD")]
    [InlineData("QU JD\r\nQQ==\r")]
    [InlineData("    ")]
    public async Task Other_text_is_rejected(string text)
    {
        foreach (var read in (int[])[1, 3, 100])
        {
            await Assert.ThrowsAsync<BadHttpRequestException>(
                () => ReadAsync(new DecodedText(new ShortReads(Encoding.ASCII.GetBytes(text), read)), 100));
        }
    }

    [Theory]
    [InlineData("application/grpc-web", "application/grpc")]
    [InlineData("Application/gRPC-Web+proto ; x=1", "application/grpc+proto")]
    [InlineData("application/grpc-web-text+json", "application/grpc+json")]
    [InlineData("application/grpc", null)]
    [InlineData("application/grpc-webx", null)]
    [InlineData("application/grpc-web-textual", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_media_type_decides(string? type, string? grpc) => Assert.Equal(grpc, WebFormat.Of(type)?.ToGrpc());

    private static async Task<byte[]> ReadAsync(Stream stream, int length)
    {
        await using (stream)
        {
            var all = new MemoryStream();
            var buffer = new byte[length];
            while (await stream.ReadAsync(buffer) is var read and > 0)
                all.Write(buffer, 0, read);
            return all.ToArray();
        }
    }

    /// <summary>A stream that returns at most a few bytes at once.</summary>
    private sealed class ShortReads(byte[] bytes, int length) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => base.ReadAsync(buffer[..Math.Min(buffer.Length, length)], cancellationToken);
    }
}
