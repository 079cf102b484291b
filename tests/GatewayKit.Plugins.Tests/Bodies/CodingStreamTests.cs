using System.Text;
using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Bodies;

public sealed class CodingStreamTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly byte[] s_text = Encoding.UTF8.GetBytes(
        string.Concat(Enumerable.Range(0, 5000).Select(i => $"{{\"id\":{i},\"name\":\"Größe {i * 7919 % 1000}\"}}\n")));

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_body_is_decoded_and_encoded_whatever_its_parts(string coding)
    {
        foreach (var content in (byte[][])[[], [1], s_text])
        {
            foreach (var size in (int[])[1, 7, 1000, 1 << 20])
            {
                var encoded = CodedBytes.Encode(coding, content);
                Assert.Equal(content, await ReadAsync(Decoded(coding, encoded, size)));

                using var body = new EncodedBody(
                    new PartedStream(content, Math.Max(size, content.Length / 50)), ContentCoding.Of(coding)!, CompressionEffort.Fast);
                Assert.Equal(content, CodedBytes.Decode(coding, await ReadAsync(body)));
            }
        }
    }

    [Theory]
    [InlineData(CompressionEffort.Fast)]
    [InlineData(CompressionEffort.Balanced)]
    [InlineData(CompressionEffort.Small)]
    public async Task Every_effort_gives_a_valid_body(CompressionEffort effort)
    {
        foreach (var coding in (string[])["gzip", "deflate", "br", "zstd"])
        {
            using var body = new EncodedBody(new MemoryStream(s_text), ContentCoding.Of(coding)!, effort);

            Assert.Equal(s_text, CodedBytes.Decode(coding, await ReadAsync(body)));
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_body_that_is_cut_off_or_has_data_after_its_end_is_invalid(string coding)
    {
        var body = CodedBytes.Encode(coding, s_text.AsSpan(0, 1000));
        byte[][] invalid =
        [
            body[..^1], body[..(body.Length / 2)], body[..1], [.. body, 0], [.. body, 0x1f], [.. body, 0, .. body],
            [.. body, .. new byte[100]], [.. body, .. new byte[40_000]], Encoding.ASCII.GetBytes("plain text, longer than a header"),
        ];
        foreach (var sent in invalid)
        {
            foreach (var size in (int[])[1, 5, 100_000])
            {
                var error = await Assert.ThrowsAsync<BadHttpRequestException>(() => ReadAsync(Decoded(coding, sent, size)));

                Assert.Equal(400, error.StatusCode);
            }
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task A_body_may_have_several_members(string coding)
    {
        var member = CodedBytes.Encode(coding, s_text);

        var read = await ReadAsync(Decoded(coding, [.. member, .. member], 3000));

        Assert.Equal((byte[])[.. s_text, .. s_text], read);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_body_that_grows_more_than_100_times_is_too_large(string coding)
    {
        var small = CodedBytes.Encode(coding, new byte[DecodedBody.AnyRatioSize]);
        Assert.Equal(DecodedBody.AnyRatioSize, (await ReadAsync(Decoded(coding, small, 1000))).Length);

        var bomb = CodedBytes.Encode(coding, new byte[20_000_000]);
        var read = 0L;
        using var body = Decoded(coding, bomb, 1 << 20);
        var error = await Assert.ThrowsAsync<BadHttpRequestException>(async () =>
        {
            var buffer = new byte[10_000];
            for (int count; (count = await body.ReadAsync(buffer).AsTask().WaitAsync(s_patience)) > 0; read += count)
            {
            }
        });
        Assert.Equal(413, error.StatusCode);
        Assert.InRange(read, 0, DecodedBody.AnyRatioSize + (DecodedBody.MaxRatio * (bomb.Length + 1L)));
    }

    [Fact]
    public async Task The_upstreams_body_fails_as_the_upstream_does()
    {
        using var broken = new DecodedBody(new MemoryStream(new byte[100]), ContentCoding.Gzip, BodyFaults.OfResponse);
        Assert.Equal(UpstreamFailure.Failed, (await Assert.ThrowsAsync<UpstreamFailureException>(() => ReadAsync(broken))).Kind);

        var bomb = CodedBytes.Encode("gzip", new byte[20_000_000]);
        using var large = new DecodedBody(new MemoryStream(bomb), ContentCoding.Gzip, BodyFaults.OfResponse);
        Assert.Equal(UpstreamFailure.BodyTooLarge, (await Assert.ThrowsAsync<UpstreamFailureException>(() => ReadAsync(large))).Kind);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Both_streams_pass_on_what_arrived_when_the_source_pauses(string coding)
    {
        using var source = new PausedStream();
        using var encoded = new EncodedBody(source, ContentCoding.Of(coding)!, CompressionEffort.Balanced);
        using var decoded = new DecodedBody(encoded, ContentCoding.Of(coding)!, BodyFaults.OfResponse);
        var buffer = new byte[1000];

        foreach (var part in (string[])["data: one\n\n", "data: two\n\n", "x"])
        {
            source.Add(part);
            var text = "";
            while (text.Length < part.Length)
                text += Encoding.ASCII.GetString(buffer, 0, await decoded.ReadAsync(buffer).AsTask().WaitAsync(s_patience));

            Assert.Equal(part, text);
        }

        source.End();
        Assert.Equal(0, await decoded.ReadAsync(buffer).AsTask().WaitAsync(s_patience));
    }

    [Fact]
    public async Task A_canceled_wait_loses_nothing()
    {
        using var source = new PausedStream();
        using var encoded = new EncodedBody(source, ContentCoding.Gzip, CompressionEffort.Fast);
        using var impatient = new CancellationTokenSource();
        var read = encoded.ReadAsync(new byte[1000], impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(s_patience));

        source.Add("all of it");
        source.End();

        Assert.Equal("all of it"u8.ToArray(), CodedBytes.Decode("gzip", await ReadAsync(encoded)));
    }

    [Fact]
    public async Task The_body_is_not_disposed_while_it_is_read()
    {
        var source = new PausedStream();
        var encoded = new EncodedBody(source, ContentCoding.Gzip, CompressionEffort.Fast);
        using var impatient = new CancellationTokenSource();
        var read = encoded.ReadAsync(new byte[1000], impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(s_patience));

        encoded.Dispose();

        Assert.True(await source.Disposed.Task.WaitAsync(s_patience), "It was disposed while it was read.");
    }

    [Fact]
    public async Task A_body_that_needs_a_dictionary_is_invalid()
    {
        byte[] withDictionary = [0x78, 0x20, 0, 0, 0, 1, 0, 0];

        await Assert.ThrowsAsync<BadHttpRequestException>(() => ReadAsync(Decoded("deflate", withDictionary, 100)));
    }

    [Theory]
    [InlineData(null, "identity")]
    [InlineData("", "identity")]
    [InlineData("Identity", "identity")]
    [InlineData(" GZIP ", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("zstd", "zstd")]
    [InlineData("gzip, br", null)]
    [InlineData("gzip, gzip", null)]
    [InlineData("compress", null)]
    [InlineData("gzip;q=1", null)]
    public void Only_a_single_known_coding_is_supported(string? value, string? name)
        => Assert.Equal(name, ContentCoding.Of(value)?.Name);

    [Fact]
    public void Two_fields_are_several_codings() => Assert.Null(ContentCoding.Of(new string[] { "gzip", "br" }));

    private static DecodedBody Decoded(string coding, byte[] encoded, int size)
        => new(new PartedStream(encoded, size), ContentCoding.Of(coding)!, BodyFaults.OfRequest);

    private static async Task<byte[]> ReadAsync(Stream body)
    {
        using var content = new MemoryStream();
        await body.CopyToAsync(content, 1000).WaitAsync(s_patience);
        return content.ToArray();
    }
}
