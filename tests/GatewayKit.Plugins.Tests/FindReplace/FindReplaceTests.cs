using System.Net.Http.Headers;
using System.Text;
using GatewayKit.Plugins.FindReplace;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Plugins.Tests.RequestSizeLimit;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.FindReplace;

public sealed class FindReplaceTests(FindReplaceTests.OverHttp1 http1, FindReplaceTests.OverHttp2 http2)
    : IClassFixture<FindReplaceTests.OverHttp1>, IClassFixture<FindReplaceTests.OverHttp2>
{
    private static readonly (string, string) s_json = ("Content-Type", "application/json");
    private static readonly string s_text
        = string.Concat(Enumerable.Range(0, 3000).Select(i => $"{{\"größe\":{i},\"from\":\"internal\"}}\n"));
    private static readonly string s_replaced = s_text.Replace("internal", "öffentlich", StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Texts_are_replaced_in_both_directions_and_every_coding(string? coding)
    {
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            foreach (var isChunked in (bool[])[true, false])
            {
                var body = CodedBytes.Encode(coding ?? "", Encoding.UTF8.GetBytes(s_text));
                host.Upstream.Answer(body, isChunked, coding is null ? [s_json] : [s_json, ("Content-Encoding", coding)]);

                var answer = await PostAsync(host, "/both", body, coding, isChunked);

                var decoder = coding == "x-gzip" ? "gzip" : coding ?? "";
                Assert.Equal((200, coding), (answer.Status, answer.Coding));
                Assert.Equal(s_replaced, Encoding.UTF8.GetString(CodedBytes.Decode(decoder, answer.Body)));
                Assert.Equal(s_text.Replace("\"from\"", "\"via\"", StringComparison.Ordinal),
                    Encoding.UTF8.GetString(CodedBytes.Decode(decoder, host.Upstream.LastBody!)));
            }
        }
    }

    [Fact]
    public async Task An_empty_body_stays_empty()
    {
        foreach (var isChunked in (bool[])[true, false])
        {
            http1.Upstream.Answer([], isChunked, s_json);

            var answer = await PostAsync(http1, "/both", [], null, isChunked);

            Assert.Equal((200, 0, 0), (answer.Status, answer.Body.Length, http1.Upstream.LastBody!.Length));
        }
    }

    [Fact]
    public async Task A_huge_body_streams_through()
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(s_text, 100)));
        http1.Upstream.Answer(body, isChunked: true, s_json);

        Assert.Equal(string.Concat(Enumerable.Repeat(s_replaced, 100)), (await PostAsync(http1, "/both", body, null, false)).Text);
    }

    [Theory]
    [InlineData("gzip, gzip", 415)]
    [InlineData("compress", 415)]
    [InlineData("gzip", 400)]
    [InlineData("br", 400)]
    [InlineData("zstd", 400)]
    public async Task A_request_that_cannot_be_decoded_is_refused(string coding, int status)
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false, s_json);

        var answer = await PostAsync(http1, "/both", "not compressed at all"u8.ToArray(), coding, isChunked: false);

        Assert.Equal((status, null), (answer.Status, http1.Upstream.LastBody));
        Assert.Equal(status == 415 ? "gzip, deflate, br, zstd" : null, answer.Header("Accept-Encoding"));
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
    }

    [Fact]
    public async Task A_bomb_is_refused()
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false, s_json);

        var answer = await PostAsync(http1, "/both", CodedBytes.Encode("gzip", new byte[20_000_000]), "gzip", isChunked: true);

        Assert.Equal((413, null), (answer.Status, http1.Upstream.LastBody));
    }

    [Theory]
    [InlineData("Content-Encoding", "compress")]
    [InlineData("Content-Encoding", "gzip, br")]
    [InlineData("Content-Encoding", "gzip")]
    [InlineData("Content-Encoding", "br")]
    [InlineData("Content-Encoding", "zstd")]
    [InlineData("Content-Range", "bytes 0-9/20")]
    public async Task A_response_that_cannot_be_changed_is_refused(string name, string value)
    {
        http1.Upstream.Answer(name == "Content-Range" ? 206 : 200, "0123456789"u8.ToArray(), isChunked: false, s_json, (name, value));

        var answer = await http1.SendAsync(HttpMethod.Get, "/both");

        Assert.Equal((502, "application/problem+json"), (answer.Status, answer.Header("Content-Type")));
        Assert.Null(answer.Coding);
    }

    [Theory]
    [InlineData("/both", 415, 502)]
    [InlineData("/pass", 200, 200)]
    public async Task Another_charset_is_refused_or_passes(string path, int toRequest, int toResponse)
    {
        var latin = Encoding.Latin1.GetBytes("größe from internal");
        http1.Upstream.Answer(latin, isChunked: false, ("Content-Type", "text/plain; charset=\"ISO-8859-1\""));
        var response = await http1.SendAsync(HttpMethod.Get, path);
        Assert.Equal(toResponse, response.Status);
        if (toResponse == 200)
            Assert.Equal(latin, response.Body);

        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false, s_json);
        Assert.Equal(toRequest, (await PostAsync(http1, path, latin, null, false, "text/plain; format=flowed; charset=latin1")).Status);
    }

    [Fact]
    public async Task The_headers_describe_the_changed_body()
    {
        http1.Upstream.Answer("from internal"u8.ToArray(), isChunked: false, s_json, ("ETag", "\"a\""), ("Accept-Ranges", "bytes"),
            ("Content-MD5", "a"), ("Digest", "b"), ("Repr-Digest", "c"), ("Content-Digest", "d"));

        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            var answer = await http1.SendAsync(method, "/both", null, ("Range", "bytes=0-4"), ("If-Range", "\"a\""));

            Assert.Equal((200, "W/\"a\"", null), (answer.Status, answer.Header("ETag"), answer.Header("Content-Length")));
            Assert.All(
                (string[])["Accept-Ranges", "Content-MD5", "Digest", "Repr-Digest", "Content-Digest"],
                name => Assert.Null(answer.Header(name)));
            Assert.False(http1.Upstream.LastHeaders.ContainsKey("Range") || http1.Upstream.LastHeaders.ContainsKey("If-Range"));
        }
    }

    [Theory]
    [InlineData(null, "identity")]
    [InlineData("dcb, compress", "identity")]
    [InlineData("dcb, zstd;q=0.5, gzip", "zstd;q=0.5, gzip")]
    public async Task The_upstream_receives_only_codings_that_can_be_decoded(string? accepted, string received)
    {
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            host.Upstream.Answer("{}"u8.ToArray(), isChunked: false, s_json);

            await host.SendAsync(HttpMethod.Get, "/both", null, accepted is null ? [] : [("Accept-Encoding", accepted)]);

            Assert.Equal(received, host.Upstream.LastHeaders.AcceptEncoding);
        }
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/octet-stream")]
    [InlineData("application/grpc+json")]
    [InlineData("application/grpc-web+json; charset=utf-8")]
    [InlineData("")]
    public async Task Other_types_stay_as_they_are(string type)
    {
        http1.Upstream.Answer("from internal"u8.ToArray(), isChunked: false, ("Content-Type", type), ("ETag", "\"a\""));

        var answer = await http1.SendAsync(HttpMethod.Get, "/both");

        Assert.Equal(("from internal", "\"a\"", "13"), (answer.Text, answer.Header("ETag"), answer.Header("Content-Length")));
    }

    [Fact]
    public async Task A_part_of_a_body_is_refused()
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false, s_json);
        using var content = new StringContent("from", Encoding.UTF8, "application/json");
        content.Headers.ContentRange = new ContentRangeHeaderValue(0, 3, 10);

        Assert.Equal(400, (await http1.SendAsync(HttpMethod.Put, "/both", content)).Status);
    }

    [Fact]
    public void An_exchange_without_a_selected_body_costs_no_memory()
    {
        var plugin = new FindReplacePlugin(new FindReplaceOptions
        {
            Request = [new ReplacementRule { Find = "a", Replace = "b" }],
            Response = [new ReplacementRule { Find = "a", Replace = "b" }],
        });
        var context = new FakeContext();
        context.Http.Request.ContentType = "image/png";
        context.Http.Response.ContentType = "application/octet-stream";

        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            Assert.Null(plugin.OnRequestAsync(context).Now().Response);
            Assert.Null(plugin.OnResponseAsync(context).Now().Response);
        }));
    }

    [Fact]
    public async Task Invalid_options_are_refused()
    {
        Assert.Equal(
            ["(find-replace): options has no replacement; set 'request' or 'response'."],
            await PluginGateway.ErrorsOfAsync("{ name: find-replace, options: {} }"));
        Assert.Single(await PluginGateway.ErrorsOfAsync("{ name: find-replace, options: { request: [ { find: '', replace: a } ] } }"));
    }

    [Theory]
    [InlineData("replace: a", "request[0] must have 'find' or 'pattern'.")]
    [InlineData("find: a, pattern: b, replace: a", "request[0] can't have both 'find' and 'pattern'.")]
    [InlineData("pattern: '(?=a)b', replace: a", "request[0].pattern has lookaround, back references")]
    [InlineData("pattern: '(a)\\1', replace: a", "request[0].pattern has lookaround, back references")]
    [InlineData("pattern: '[', replace: a", "request[0].pattern isn't a valid regular expression: Invalid pattern '['")]
    [InlineData("pattern: 'a*', replace: a", "request[0].pattern matches an empty text; it must match at least a character.")]
    [InlineData("pattern: '\\b', replace: a", "request[0].pattern matches an empty text; it must match at least a character.")]
    [InlineData("pattern: '\\Aa', replace: a", "request[0].pattern contains '\\A', which isn't supported;")]
    [InlineData("pattern: '(?-m)^a', replace: a", "request[0].pattern switches the option 'm' or 'x', which isn't supported.")]
    [InlineData("pattern: 'a(?x: b)', replace: a", "request[0].pattern switches the option 'm' or 'x', which isn't supported.")]
    [InlineData("pattern: a, replace: '$1'", "request[0].replace contains a group that the pattern doesn't have: '1'.")]
    [InlineData("pattern: a, replace: '$<x>'", "request[0].replace contains a group that the pattern doesn't have: 'x'.")]
    [InlineData("pattern: a, replace: '5 $'", "request[0].replace contains '$' without a group: use $1, ")]
    public async Task Invalid_patterns_are_refused(string rule, string error)
        => Assert.StartsWith(
            $"(find-replace): options.{error}",
            Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: find-replace, options: {{ request: [ {{ {rule} }} ] }} }}")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Patterns_are_replaced_in_both_directions(string? coding)
    {
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            var body = CodedBytes.Encode(coding ?? "", Encoding.UTF8.GetBytes(s_text));
            host.Upstream.Answer(body, isChunked: true, coding is null ? [s_json] : [s_json, ("Content-Encoding", coding)]);

            var answer = await PostAsync(host, "/patterns", body, coding, isChunked: true);

            Assert.Equal(s_replaced, Encoding.UTF8.GetString(CodedBytes.Decode(coding ?? "", answer.Body)));
            Assert.Equal(s_text.Replace("\"from\"", "\"via from\"", StringComparison.Ordinal),
                Encoding.UTF8.GetString(CodedBytes.Decode(coding ?? "", host.Upstream.LastBody!)));
        }
    }

    [Fact]
    public async Task A_match_that_is_too_long_is_rejected()
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false, s_json);
        Assert.Equal(400, (await PostAsync(http1, "/patterns", "\"f\"rrrrrrrrrrrrrrrrrrrrr"u8.ToArray(), null, isChunked: true)).Status);

        http1.Upstream.Answer("i12345678901234567"u8.ToArray(), isChunked: false, s_json);
        Assert.Equal(502, (await http1.SendAsync(HttpMethod.Get, "/patterns")).Status);
    }

    [Theory]
    [InlineData("W/\"a\"", "W/\"a\"")]
    [InlineData("\"a\"", "\"a\"")]
    public async Task A_304_has_the_tag_that_the_client_knows(string known, string expected)
    {
        http1.Upstream.Answer(304, [], isChunked: true, ("ETag", "\"a\""));

        var answer = await http1.SendAsync(HttpMethod.Get, "/both", null, ("If-None-Match", known));

        Assert.Equal((304, expected), (answer.Status, answer.Header("ETag")));
    }

    [Theory]
    [InlineData("If-None-Match", "W/\"a\"")]
    [InlineData("If-Modified-Since", "Thu, 01 Jan 2026 00:00:00 GMT")]
    public async Task A_304_doesnt_describe_the_original_body(string name, string known)
    {
        http1.Upstream.Answer(304, [], isChunked: true, ("ETag", "\"a\""), ("Repr-Digest", "sha-256=:AAAA:"), ("Content-MD5", "a"),
            ("Content-Length", "82"), ("Accept-Ranges", "bytes"));

        var answer = await http1.SendAsync(HttpMethod.Get, "/both", null, (name, known));

        Assert.Equal((304, null, null), (answer.Status, answer.Header("Repr-Digest"), answer.Header("Content-MD5")));
        Assert.Equal((null, null), (answer.Header("Content-Length"), answer.Header("Accept-Ranges")));
    }

    private static Task<CodedAnswer> PostAsync(
        BodyGateway host, string path, byte[] body, string? coding, bool isChunked, string type = "application/json")
    {
        HttpContent content = isChunked ? new UnannouncedContent(body) : new ByteArrayContent(body);
        Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", type));
        if (coding is not null)
            Assert.True(content.Headers.TryAddWithoutValidation("Content-Encoding", coding));
        return host.SendAsync(HttpMethod.Post, path, content);
    }

    public abstract class Gateway(HttpProtocols protocols) : BodyGateway(
        """
        routes:
          both:
            clusterId: up
            match: { path: /both }
            plugins:
              - name: find-replace
                options:
                  request: [ { find: '"from"', replace: '"via"' } ]
                  response: [ { find: internal, replace: öffentlich } ]
          patterns:
            clusterId: up
            match: { path: /patterns }
            plugins:
              - name: find-replace
                options:
                  request: [ { pattern: '"(from)"|"f"r+', replace: '"via $1"' } ]
                  response: [ { pattern: 'i[a-z]*l|i[0-9]+', replace: öffentlich } ]
                  maxMatchLength: 16
          pass:
            clusterId: up
            match: { path: /pass }
            plugins:
              - name: find-replace
                options:
                  request: [ { find: from, replace: via } ]
                  response: [ { find: internal, replace: x } ]
                  otherCharsets: pass
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        """, protocols, new ScriptedUpstream());

    public sealed class OverHttp1() : Gateway(HttpProtocols.Http1);

    public sealed class OverHttp2() : Gateway(HttpProtocols.Http2);
}
