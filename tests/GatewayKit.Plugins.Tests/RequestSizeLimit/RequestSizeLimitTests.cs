using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GatewayKit.Plugins.RequestSizeLimit;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ZstdSharp;

namespace GatewayKit.Plugins.Tests.RequestSizeLimit;

public sealed class RequestSizeLimitTests(RequestSizeLimitTests.OverHttp1 http1, RequestSizeLimitTests.OverHttp2 http2)
    : IClassFixture<RequestSizeLimitTests.OverHttp1>, IClassFixture<RequestSizeLimitTests.OverHttp2>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly byte[] s_large = new byte[3_000_000];

    [Theory]
    [InlineData(0, true, 200)]
    [InlineData(1000, true, 200)]
    [InlineData(1001, true, 413)]
    [InlineData(1000, false, 200)]
    [InlineData(1001, false, 413)]
    [InlineData(200_000, false, 413)]
    public async Task A_body_may_have_as_many_bytes_as_the_limit(int length, bool isAnnounced, int status)
    {
        foreach (var host in (BodyHost[])[http1, http2])
        {
            var (answered, received) = await host.PostAsync("/limit", new byte[length], isAnnounced);

            Assert.Equal((status, status == 200 ? length : null), ((int)answered.StatusCode, received));
            if (status == 413)
                Assert.Equal("application/problem+json", answered.Content.Headers.ContentType?.MediaType);
        }
    }

    [Theory]
    [InlineData("POST /limit HTTP/1.1", "Content-Length: 1001")]
    [InlineData("POST /limit HTTP/1.1", "Content-Length: 1001", "Expect: 100-continue")]
    [InlineData("POST /limit HTTP/1.1", "Content-Length: 29000000", "Expect: 100-continue")]
    [InlineData("GET /limit HTTP/1.1", "Content-Length: 1001")]
    public async Task An_announced_length_is_refused_before_the_body_is_sent(params string[] lines)
    {
        var before = http1.Host.Upstream.Requests.Count;

        var head = await FirstLineAsync(lines);

        Assert.StartsWith("HTTP/1.1 413 ", head, StringComparison.Ordinal);
        Assert.Equal(before, http1.Host.Upstream.Requests.Count);
    }

    [Theory]
    [InlineData("/none", 0, true, 200)]
    [InlineData("/none", 1, true, 413)]
    [InlineData("/none", 1, false, 413)]
    [InlineData("/none", 0, false, 200)]
    public async Task A_limit_of_zero_allows_no_body(string path, int length, bool isAnnounced, int status)
        => Assert.Equal(status, (int)(await http1.PostAsync(path, new byte[length], isAnnounced)).Response.StatusCode);

    [Fact]
    public async Task A_request_without_a_body_passes()
    {
        Assert.Equal(200, (await http1.Host.GetAsync("/none")).Status);
        Assert.StartsWith("HTTP/1.1 200 ",
            await http1.Host.SendRawAsync("DELETE /inflated HTTP/1.1", "Content-Encoding: zstd"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip", 100_000, 200)]
    [InlineData("x-gzip", 100_000, 200)]
    [InlineData("GZIP", 100_000, 200)]
    [InlineData("deflate", 100_000, 200)]
    [InlineData("br", 100_000, 200)]
    [InlineData("zstd", 100_000, 200)]
    [InlineData("gzip", 100_001, 413)]
    [InlineData("deflate", 100_001, 413)]
    [InlineData("br", 100_001, 413)]
    [InlineData("zstd", 100_001, 413)]
    [InlineData("gzip", 3_000_000, 413)]
    [InlineData("br", 3_000_000, 413)]
    public async Task A_compressed_body_is_measured_and_forwarded_as_it_is(string coding, int length, int status)
    {
        var body = Compress(coding, s_large.AsSpan(0, length));
        foreach (var isAnnounced in (bool[])[true, false])
        {
            var (answered, received) = await http1.PostAsync("/inflated", body, isAnnounced, coding);

            Assert.Equal((status, status == 200 ? body.Length : null), ((int)answered.StatusCode, received));
        }
    }

    [Fact]
    public async Task A_compressed_body_in_many_parts_arrives_unchanged()
    {
        var noise = new byte[50_000];
        new Random(3).NextBytes(noise);
        var body = Compress("gzip", noise);

        var (answered, received) = await http1.PostAsync("/inflated-large", body, isAnnounced: false, "gzip");

        Assert.Equal((HttpStatusCode.OK, body.Length), (answered.StatusCode, received));
        Assert.Equal(body, http1.LastBody);
    }

    [Fact]
    public async Task The_ratio_of_the_sizes_is_not_limited()
    {
        var body = Compress("gzip", s_large);

        var result = await http1.PostAsync("/inflated-large", body, isAnnounced: false, "gzip");

        Assert.Equal((HttpStatusCode.OK, body.Length), StatusOf(result));
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("gzip,br")]
    [InlineData("compress")]
    [InlineData("gzip;q=1")]
    public async Task Several_codings_and_unknown_ones_are_refused(string coding)
    {
        var (answered, received) = await http1.PostAsync("/inflated", Compress("gzip", s_large.AsSpan(0, 10)), true, coding);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, null), (answered.StatusCode, received));
        Assert.Equal("gzip, deflate, br, zstd", string.Join(", ", answered.Headers.GetValues("Accept-Encoding")));
    }

    [Theory]
    [InlineData("gzip", "plain text")]
    [InlineData("deflate", "plain text")]
    [InlineData("zstd", "plain text")]
    public async Task A_body_that_is_not_compressed_as_it_says_is_refused(string coding, string body)
    {
        foreach (var isAnnounced in (bool[])[true, false])
            Assert.Equal((HttpStatusCode.BadRequest, null),
                StatusOf(await http1.PostAsync("/inflated", Encoding.UTF8.GetBytes(body), isAnnounced, coding)));
    }

    [Fact]
    public async Task Each_member_of_a_gzip_body_counts()
    {
        var member = Compress("gzip", s_large.AsSpan(0, 60_000));

        var one = await http1.PostAsync("/inflated", member, true, "gzip");
        var two = await http1.PostAsync("/inflated", [.. member, .. member], true, "gzip");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.RequestEntityTooLarge), (one.Response.StatusCode, two.Response.StatusCode));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_compressed_body_that_is_cut_off_or_goes_on_after_its_end_is_refused(string coding)
    {
        var body = Compress(coding, s_large.AsSpan(0, 1000));
        byte[][] wrong =
        [
            body[..^1], body[..(body.Length / 2)],
            [.. body, 0], [.. body, 0x1f], [.. body, 0, .. body], [.. body, .. new byte[100]],
        ];
        foreach (var sent in wrong)
        {
            Assert.Equal((HttpStatusCode.BadRequest, null), StatusOf(await http1.PostAsync("/inflated", sent, true, coding)));
            Assert.Equal((HttpStatusCode.BadRequest, null), StatusOf(await http1.PostAsync("/inflated", sent, false, coding)));
        }
    }

    [Theory]
    [InlineData("identity", 1000, 200)]
    [InlineData("identity", 1001, 413)]
    public async Task Identity_is_not_a_coding(string coding, int length, int status)
        => Assert.Equal(status, (int)(await http1.PostAsync("/identity", new byte[length], false, coding)).Response.StatusCode);

    [Theory]
    [InlineData("alice-key", 5000, 200)]
    [InlineData("alice-key", 5001, 413)]
    [InlineData("bob-key", 1000, 200)]
    [InlineData("bob-key", 1001, 413)]
    public async Task A_group_can_have_a_limit_of_its_own(string key, int length, int status)
    {
        foreach (var isAnnounced in (bool[])[true, false])
            Assert.Equal(status, (int)(await http1.PostAsync("/grouped", new byte[length], isAnnounced, key: key)).Response.StatusCode);
    }

    [Fact]
    public async Task A_later_plugin_that_buffers_the_body_is_stopped_at_the_limit()
        => Assert.Equal((HttpStatusCode.RequestEntityTooLarge, null),
            StatusOf(await http1.PostAsync("/buffered", new byte[1001], isAnnounced: false)));

    [Fact]
    public void Judging_an_announced_length_allocates_nothing()
    {
        var plugin = new RequestSizeLimitPlugin(new RequestSizeLimitOptions { Limit = new ByteSize(10) });
        var (small, large) = (new FakeContext(), new FakeContext());
        small.Http.Request.ContentLength = 10;
        large.Http.Request.ContentLength = 11;

        Assert.Equal(413, plugin.OnRequestAsync(large).Now().Response?.Status);
        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            Assert.Null(plugin.OnRequestAsync(small).Now().Response);
            Assert.NotNull(plugin.OnRequestAsync(large).Now().Response);
        }));
    }

    [Theory]
    [InlineData("", "options.limit is missing")]
    [InlineData("limit: 10KB, inflatedLimit: 9KB", "options.inflatedLimit is 9KB; it must be at least 'limit' (10KB).")]
    public async Task A_wrong_option_is_named(string options, string error)
        => Assert.StartsWith($"(request-size-limit): {error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: request-size-limit, options: {{ {options} }} }}")),
            StringComparison.Ordinal);

    private static (HttpStatusCode, int?) StatusOf((HttpResponseMessage Response, int? Received) result)
        => (result.Response.StatusCode, result.Received);

    private static byte[] Compress(string coding, ReadOnlySpan<byte> body)
    {
        using var target = new MemoryStream();
        using (Stream stream = coding.ToUpperInvariant() switch
        {
            "BR" => new BrotliStream(target, CompressionLevel.Fastest),
            "DEFLATE" => new ZLibStream(target, CompressionLevel.Fastest),
            "ZSTD" => new CompressionStream(target),
            _ => new GZipStream(target, CompressionLevel.Fastest),
        })
            stream.Write(body);
        return target.ToArray();
    }

    /// <summary>Sends a head without its body, and reads the first line of the response.</summary>
    private async Task<string?> FirstLineAsync(string[] lines)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(http1.Host.Address.Host, http1.Host.Address.Port).WaitAsync(s_patience);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", [.. lines, "Host: gateway", "", ""])))
            .AsTask().WaitAsync(s_patience);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync().WaitAsync(s_patience);
    }

    public sealed class OverHttp1() : BodyHost(HttpProtocols.Http1);

    public sealed class OverHttp2() : BodyHost(HttpProtocols.Http2);
}
