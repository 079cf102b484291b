using System.Text;
using GatewayKit.Plugins.Compress;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.Compress;

public sealed class CompressTests(CompressTests.OverHttp1 http1, CompressTests.OverHttp2 http2)
    : IClassFixture<CompressTests.OverHttp1>, IClassFixture<CompressTests.OverHttp2>
{
    private static readonly byte[] s_text
        = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 500).Select(i => $"Zeile {i} größer\n")));
    private static readonly (string, string) s_json = ("Content-Type", "application/json; charset=utf-8");

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("zstd", "zstd")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip;q=1.0, br;q=0.5", "gzip")]
    [InlineData("br;q=0, *", "zstd")]
    [InlineData("*", "br")]
    [InlineData("gzip, identity;q=0", "gzip")]
    [InlineData("gzip;q=0.5, *;q=0", "gzip")]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("identity", null)]
    [InlineData("deflate", null)]
    [InlineData("gzip;q=0", null)]
    [InlineData("*;q=0", null)]
    [InlineData("gzip;q=0.5, identity", null)]
    [InlineData("gzip;q=2", null)]
    public async Task The_coding_is_the_one_that_the_client_prefers(string? accepted, string? coding)
    {
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            foreach (var isChunked in (bool[])[true, false])
            {
                host.Upstream.Answer(s_text, isChunked, s_json);

                var answer = await GetAsync(host, "/all", accepted);

                Assert.Equal((200, coding), (answer.Status, answer.Coding));
                Assert.Equal(s_text, answer.Decoded);
                Assert.Equal("Accept-Encoding", answer.Header("Vary"));
                Assert.Equal(coding is null, answer.Body.Length == s_text.Length);
            }
        }
    }

    [Theory]
    [InlineData("Content-Type", "image/png")]
    [InlineData("Content-Type", "application/zip")]
    [InlineData("Content-Encoding", "gzip")]
    [InlineData("Content-Encoding", "unknown")]
    [InlineData("Cache-Control", "max-age=60, No-Transform")]
    [InlineData("Content-Range", "bytes 0-10000/20000")]
    public async Task A_response_that_must_stay_as_it_is_stays(string name, string value)
    {
        (string, string)[] headers = name == "Content-Type" ? [(name, value)] : [s_json, (name, value)];
        http1.Upstream.Answer(name == "Content-Range" ? 206 : 200, s_text, isChunked: false, [.. headers, ("ETag", "\"a\"")]);

        var answer = await GetAsync(http1, "/all", "gzip");

        Assert.Equal(s_text, answer.Body);
        Assert.Equal((null, "\"a\""), (answer.Header("Vary"), answer.Header("ETag")));
    }

    [Fact]
    public async Task A_request_can_forbid_transformations()
    {
        http1.Upstream.Answer(s_text, isChunked: true, s_json);

        Assert.Null((await http1.SendAsync(
            HttpMethod.Get, "/all", null, ("Accept-Encoding", "gzip"), ("Cache-Control", "no-transform"))).Coding);
    }

    [Theory]
    [InlineData("/all", 1023, false, null)]
    [InlineData("/all", 1024, false, "gzip")]
    [InlineData("/all", 10, true, "gzip")]
    [InlineData("/small", 9, false, null)]
    [InlineData("/small", 10, false, "gzip")]
    public async Task A_body_that_is_known_to_be_short_stays(string path, int length, bool isChunked, string? coding)
    {
        http1.Upstream.Answer(s_text[..length], isChunked, s_json);

        Assert.Equal(coding, (await GetAsync(http1, path, "gzip")).Coding);
    }

    [Fact]
    public async Task A_short_body_is_compressed_for_a_client_that_rejects_others()
    {
        http1.Upstream.Answer(s_text[..10], isChunked: false, s_json);

        Assert.Equal("gzip", (await GetAsync(http1, "/all", "gzip, identity;q=0")).Coding);
    }

    [Fact]
    public async Task The_response_of_a_plugin_is_compressed_if_it_is_long()
    {
        Assert.Equal(("gzip", new string('a', 2000)), Read(await GetAsync(http1, "/mock", "gzip")));
        Assert.Equal((null, "short"), Read(await GetAsync(http1, "/short", "gzip")));

        static (string?, string) Read(CodedAnswer answer) => (answer.Coding, answer.Text);
    }

    [Fact]
    public async Task The_headers_describe_the_compressed_body()
    {
        http1.Upstream.Answer(s_text, isChunked: false, s_json, ("ETag", "\"a\""), ("Vary", "Origin"), ("Accept-Ranges", "bytes"),
            ("Content-MD5", "a"), ("Digest", "b"), ("Repr-Digest", "c"), ("Content-Digest", "d"));

        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            var answer = await http1.SendAsync(method, "/all", null, ("Accept-Encoding", "br"));

            Assert.Equal(("br", "W/\"a\"", "Origin, Accept-Encoding"), (answer.Coding, answer.Header("ETag"), answer.Header("Vary")));
            Assert.All(
                (string[])["Accept-Ranges", "Content-MD5", "Digest", "Repr-Digest", "Content-Digest"],
                name => Assert.Null(answer.Header(name)));
            Assert.True(answer.Header("Content-Length") is null || answer.Header("Content-Length") == $"{answer.Body.Length}");
        }
    }

    [Fact]
    public async Task HEAD_has_the_headers_of_GET()
    {
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            foreach (var isChunked in (bool[])[true, false])
            {
                host.Upstream.Answer(s_text, isChunked, s_json, ("ETag", "\"a\""), ("Content-Digest", "b"));

                var get = await host.SendAsync(HttpMethod.Get, "/all", null, ("Accept-Encoding", "gzip"));
                var head = await host.SendAsync(HttpMethod.Head, "/all", null, ("Accept-Encoding", "gzip"));

                Assert.Equal((200, "gzip", 0), (head.Status, head.Coding, head.Body.Length));
                Assert.Equal(Described(get), Described(head));
            }
        }

        static IEnumerable<(string, string)> Described(CodedAnswer answer)
            => answer.Headers.Where(header => header.Key is not ("Date" or "Transfer-Encoding"))
                .Select(header => (header.Key, header.Value)).Order();
    }

    [Theory]
    [InlineData("W/\"a\"", "ETag", "\"a\"", "Accept-Encoding", "W/\"a\"")]
    [InlineData("\"a\"", "ETag", "\"a\"", "Accept-Encoding", "\"a\"")]
    [InlineData("W/\"a\", \"a\"", "ETag", "\"a\"", "Accept-Encoding", "\"a\"")]
    [InlineData("*", "Content-Type", "text/html", "Accept-Encoding", null)]
    [InlineData("*", "Vary", "Origin", "Origin, Accept-Encoding", null)]
    [InlineData("W/\"a\"", "Content-Type", "image/png", null, null)]
    [InlineData("W/\"a\"", "Cache-Control", "no-transform", null, null)]
    [InlineData("W/\"a\"", "Content-Encoding", "gzip", null, null)]
    public async Task A_304_has_the_headers_of_the_200(string tags, string name, string value, string? vary, string? tag)
    {
        http1.Upstream.Answer(304, [], isChunked: true, (name, value));

        var answer = await http1.SendAsync(HttpMethod.Get, "/all", null, ("If-None-Match", tags), ("Accept-Encoding", "gzip"));

        Assert.Equal((304, vary, tag), (answer.Status, answer.Header("Vary"), answer.Header("ETag")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_response_of_a_session_is_compressed_only_if_that_is_allowed(bool isInRequest)
    {
        http1.Upstream.Answer(s_text, isChunked: true, [s_json, .. isInRequest ? [] : new[] { ("Set-Cookie", "a=b") }]);
        (string, string)[] headers = [("Accept-Encoding", "gzip"), .. isInRequest ? new[] { ("Cookie", "a=b") } : []];

        var closed = await http1.SendAsync(HttpMethod.Get, "/all", null, headers);
        var open = await http1.SendAsync(HttpMethod.Get, "/cookies", null, headers);

        Assert.Equal((null, "gzip"), (closed.Coding, open.Coding));
        Assert.Equal(("Accept-Encoding", "Accept-Encoding"), (closed.Header("Vary"), open.Header("Vary")));
    }

    [Theory]
    [InlineData("Cookie", "a=b", null)]
    [InlineData("Authorization", "basic YTpi", null)]
    [InlineData("Authorization", "Negotiate YTpi", null)]
    [InlineData("Authorization", "Bearer abc", "gzip")]
    [InlineData("X-Other", "a", "gzip")]
    public async Task Credentials_count_although_another_plugin_removes_them(string name, string value, string? coding)
    {
        http1.Upstream.Answer(s_text, isChunked: true, s_json);

        Assert.Equal(coding, (await http1.SendAsync(HttpMethod.Get, "/removed", null, ("Accept-Encoding", "gzip"), (name, value))).Coding);
        Assert.False(http1.Upstream.LastHeaders.ContainsKey(name));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task An_empty_and_a_huge_body_are_valid(string coding)
    {
        foreach (var length in (int[])[0, 10_000_000])
        {
            var body = new byte[length];
            new Random(1).NextBytes(body.AsSpan(0, length / 2));
            http1.Upstream.Answer(body, isChunked: true, s_json);

            var answer = await GetAsync(http1, "/all", coding);

            Assert.Equal(coding, answer.Coding);
            Assert.Equal(body, answer.Decoded);

            // Some decoders reject an empty text.
            Assert.NotEmpty(answer.Body);
        }
    }

    [Theory]
    [InlineData("image/png", "gzip")]
    [InlineData("application/json", null)]
    [InlineData("application/json", "identity")]
    public void A_response_that_stays_costs_no_memory(string type, string? accepted)
    {
        var plugin = new CompressPlugin(new CompressOptions());
        var context = new FakeContext();
        context.Http.Response.ContentType = type;
        context.Http.Response.Headers.Vary = "Origin, Accept-Encoding";
        if (accepted is not null)
            context.Http.Request.Headers.AcceptEncoding = accepted;

        Assert.Equal(0, AllocatedBytes.Of(() => Assert.Null(plugin.OnResponseAsync(context).Now().Response)));
    }

    [Fact]
    public async Task Invalid_options_are_refused()
    {
        Assert.Equal(
            [
                "(compress): options.codings[0] is 'deflate'; it must be br, gzip or zstd.",
                "(compress): options.codings[2] is 'br' again; list each coding once.",
                "(compress): options.contentTypes[0] is 'json'; it must be a media type without parameters, such as application/json, "
                    + "text/* or *+json.",
            ],
            await PluginGateway.ErrorsOfAsync("{ name: compress, options: { codings: [deflate, br, br], contentTypes: [json] } }"));
    }

    private static Task<CodedAnswer> GetAsync(BodyGateway host, string path, string? accepted)
        => host.SendAsync(HttpMethod.Get, path, null, accepted is null ? [] : [("Accept-Encoding", accepted)]);

    public abstract class Gateway(HttpProtocols protocols) : BodyGateway(
        $$"""
        routes:
          all: { clusterId: up, match: { path: /all }, plugins: [ { name: compress } ] }
          small: { clusterId: up, match: { path: /small }, plugins: [ { name: compress, options: { minSize: 10, level: small } } ] }
          cookies: { clusterId: up, match: { path: /cookies }, plugins: [ { name: compress, options: { withCookies: true } } ] }
          removed:
            clusterId: up
            match: { path: /removed }
            plugins:
              - { name: request-transform, options: { remove: { headers: [Cookie, Authorization, X-Other] } } }
              - { name: compress }
          mock: { match: { path: /mock }, plugins: [ { name: compress }, { name: mock, options: { body: {{new string('a', 2000)}} } } ] }
          short: { match: { path: /short }, plugins: [ { name: compress }, { name: mock, options: { body: short } } ] }
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        """, protocols, new ScriptedUpstream());

    public sealed class OverHttp1() : Gateway(HttpProtocols.Http1);

    public sealed class OverHttp2() : Gateway(HttpProtocols.Http2);
}
