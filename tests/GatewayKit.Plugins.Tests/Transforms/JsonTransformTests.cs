using System.Text;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Plugins.ResponseTransform;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Plugins.Tests.RequestSizeLimit;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.Transforms;

public sealed class JsonTransformTests(JsonTransformTests.OverHttp1 http1, JsonTransformTests.OverHttp2 http2)
    : IClassFixture<JsonTransformTests.OverHttp1>, IClassFixture<JsonTransformTests.OverHttp2>
{
    private const string Json = "application/json";

    private static readonly string s_text = string.Concat(Enumerable.Repeat("größe😀", 3000));

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Bodies_are_changed_in_both_directions_and_every_coding(string? coding)
    {
        var body = Encoding.UTF8.GetBytes($$"""{ "secret": 1, "text": "{{s_text}}", "n": 12345678901234567890.10 }""");
        var changed = $$"""{"text":"{{s_text}}","n":12345678901234567890.10,"added":true}""";
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            foreach (var isChunked in (bool[])[true, false])
            {
                var type = ("Content-Type", "application/vnd.acme+json; charset=UTF-8");
                host.Upstream.Answer(
                    CodedBytes.Encode(coding ?? "", body), isChunked, coding is null ? [type] : [type, ("Content-Encoding", coding)]);

                var answer = await PostAsync(host, "/both", body, "application/vnd.acme+json", coding, isChunked);

                Assert.Equal((200, coding, changed), (answer.Status, answer.Coding, answer.Text));
                Assert.Equal(changed, Encoding.UTF8.GetString(CodedBytes.Decode(coding ?? "", host.Upstream.LastBody!)));
                Assert.Equal("application/vnd.acme+json", host.Upstream.LastHeaders.ContentType.ToString());
                Assert.Equal(type.Item2, answer.Header("Content-Type"));
                Assert.Equal(answer.Body.Length.ToString(), answer.Header("Content-Length"));
            }
        }
    }

    [Fact]
    public async Task A_template_sees_the_body_and_keeps_types()
    {
        http1.Upstream.Answer(null, isChunked: false, ("Content-Type", Json));

        const string body = """{"user":{"id":12345678901234567890,"tags":["a",null]},"name":"Jö","old":1}""";

        var answer = await PostAsync(http1, "/template/7?flag=true", Encoding.UTF8.GetBytes(body), Json);

        const string expected = """
            {"id":12345678901234567890,"id+1":"12345678901234567890!","tags":["a",null],"first":"a","none":null,"hello":"hello Jö",
            "route":"7","number":7,"flag":true,"fixed":[1,false,null,{"x":"y"}],"sum":8}
            """;
        Assert.Equal(expected.ReplaceLineEndings(""), Encoding.UTF8.GetString(http1.Upstream.LastBody!));
        Assert.EndsWith(",\"empty\":null}", answer.Text, StringComparison.Ordinal);
        Assert.Equal(("2", "12345678901234567890"), (http1.Upstream.LastHeaders["X-Length"].ToString(), answer.Header("X-Id")));
    }

    [Theory]
    [InlineData("text/plain", "{\"secret\":1}")]
    [InlineData("application/grpc+json", "{\"secret\":1}")]
    [InlineData("application/x-ndjson", "{\"secret\":1}\n{}")]
    [InlineData("", "{\"secret\":1}")]
    [InlineData(Json, "")]
    [InlineData(Json, "{ \"a\" : 1.0, \"added\" : 1 }")]
    public async Task Other_bodies_stay_as_they_are(string type, string body)
    {
        http1.Upstream.Answer(Encoding.UTF8.GetBytes(body), isChunked: false, ("Content-Type", type), ("ETag", "\"a\""));

        var answer = await PostAsync(http1, "/both", Encoding.UTF8.GetBytes(body), type);

        Assert.Equal((200, body, "\"a\"", "yes"), (answer.Status, answer.Text, answer.Header("ETag"), answer.Header("X-Changed")));
        Assert.Equal(body, Encoding.UTF8.GetString(http1.Upstream.LastBody!));
    }

    [Fact]
    public async Task The_headers_describe_the_changed_body()
    {
        http1.Upstream.Answer(
            "{\"secret\":1}"u8.ToArray(), isChunked: false, ("Content-Type", Json), ("ETag", "\"a\""), ("Accept-Ranges", "bytes"),
            ("Content-MD5", "a"), ("Digest", "b"), ("Repr-Digest", "c"), ("Content-Digest", "d"));

        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            var answer = await http1.SendAsync(
                method, "/both", null, ("Range", "bytes=0-4"), ("If-Range", "\"a\""), ("Accept-Encoding", "dcb, gzip"));

            Assert.Equal((200, "W/\"a\"", Json, method == HttpMethod.Get ? "14" : null, "yes"),
                (answer.Status, answer.Header("ETag"), answer.Header("Content-Type"), answer.Header("Content-Length"),
                    answer.Header("X-Changed")));
            Assert.All(
                (string[])["Accept-Ranges", "Content-MD5", "Digest", "Repr-Digest", "Content-Digest"],
                name => Assert.Null(answer.Header(name)));
            Assert.False(http1.Upstream.LastHeaders.ContainsKey("Range") || http1.Upstream.LastHeaders.ContainsKey("If-Range"));
            Assert.Equal("gzip", http1.Upstream.LastHeaders.AcceptEncoding.ToString());
        }
    }

    [Theory]
    [InlineData(204, null, "\"a\"")]
    [InlineData(304, null, "\"a\"")]
    [InlineData(304, "W/\"a\"", "W/\"a\"")]
    public async Task A_response_without_a_body_keeps_its_headers(int status, string? known, string tag)
    {
        http1.Upstream.Answer(status, [], isChunked: true, ("ETag", "\"a\""), ("Content-Type", Json));

        var answer = await http1.SendAsync(HttpMethod.Get, "/both", null, known is null ? [] : [("If-None-Match", known)]);

        Assert.Equal((status, tag, 0), (answer.Status, answer.Header("ETag"), answer.Body.Length));
    }

    [Theory]
    [InlineData("{", null, 400)]
    [InlineData("{\"secret\":1,\"secret\":2}", null, 400)]
    [InlineData("[\"\\ud83d\"]", null, 400)]
    [InlineData("{}", "gzip", 400)]
    [InlineData("{}", "compress", 415)]
    [InlineData("{}", "gzip, gzip", 415)]
    [InlineData("{}", null, 415, "application/json; charset=iso-8859-1")]
    public async Task A_request_that_cannot_be_changed_never_reaches_the_upstream(
        string body, string? coding, int status, string type = Json)
    {
        http1.Upstream.Answer([], isChunked: false);

        var answer = await PostAsync(http1, "/both", Encoding.UTF8.GetBytes(body), type, coding, isEncoded: true);

        Assert.Equal((status, "application/problem+json", null), (answer.Status, answer.Header("Content-Type"), http1.Upstream.LastBody));
        Assert.DoesNotContain("System.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "Content-Type", Json)]
    [InlineData("{}", "Content-Encoding", "compress")]
    [InlineData("{}", "Content-Encoding", "gzip")]
    [InlineData("{}", "Content-Range", "bytes 0-1/20")]
    [InlineData("{}", "Content-Type", "application/json; charset=utf-16")]
    public async Task A_response_that_cannot_be_changed_never_reaches_the_client(string body, string name, string value)
    {
        (string, string)[] headers = name == "Content-Type" ? [(name, value)] : [("Content-Type", Json), (name, value)];
        http1.Upstream.Answer(name == "Content-Range" ? 206 : 200, Encoding.UTF8.GetBytes(body), isChunked: false, headers);

        var answer = await http1.SendAsync(HttpMethod.Get, "/both");

        Assert.Equal((502, "application/problem+json", null), (answer.Status, answer.Header("Content-Type"), answer.Coding));
    }

    [Theory]
    [InlineData("gzip", 20_000_000)]
    [InlineData(null, 1_100_000)]
    public async Task A_long_body_is_refused(string? coding, int length)
    {
        var body = new byte[length];
        body.AsSpan().Fill((byte)' ');
        http1.Upstream.Answer([], isChunked: false);
        foreach (var isChunked in (bool[])[true, false])
            Assert.Equal(413, (await PostAsync(http1, "/both", body, Json, coding, isChunked)).Status);
        Assert.Null(http1.Upstream.LastBody);

        var type = ("Content-Type", Json);
        http1.Upstream.Answer(
            CodedBytes.Encode(coding ?? "", body), isChunked: true, coding is null ? [type] : [type, ("Content-Encoding", coding)]);
        Assert.Equal(502, (await http1.SendAsync(HttpMethod.Get, "/both")).Status);
    }

    [Fact]
    public async Task A_body_that_becomes_too_long_or_costs_too_much_is_refused()
    {
        http1.Upstream.Answer([], isChunked: false);
        var growing = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("0", 20_000))}]");
        var costly = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("[[[[[[0]]]]]]", 60_000))}]");

        Assert.Equal(413, (await PostAsync(http1, "/grow", growing, Json)).Status);
        Assert.Equal(413, (await PostAsync(http1, "/costly", costly, Json)).Status);
        Assert.Null(http1.Upstream.LastBody);

        http1.Upstream.Answer(costly, isChunked: false, ("Content-Type", Json));
        Assert.Equal(502, (await http1.SendAsync(HttpMethod.Get, "/costly")).Status);
    }

    [Fact]
    public async Task Problems_of_the_gateway_stay_as_they_are()
        => Assert.DoesNotContain("added", (await http1.SendAsync(HttpMethod.Get, "/down")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("remove: { body: [a] }",
        "options.remove.body has an invalid path 'a': a path begins with '$', and a pointer with '/' (at character 1).")]
    [InlineData("remove: { body: [''] }", "options.remove.body contains ''; the whole body can't be removed.")]
    [InlineData("remove: { body: ['$[?count(@.*) > 1]'] }",
        "options.remove.body has an invalid path '$[?count(@.*) > 1]': functions aren't supported (at character 9).")]
    [InlineData("rename: { body: { '$.*': a } }",
        "options.rename.body contains '$.*'; a path to rename must end with a name, as in /total or $.items[*].total.")]
    [InlineData("rename: { body: { /a: a } }", "options.rename.body renames '/a' to itself; use a different name.")]
    [InlineData("rename: { body: { /a: /a/b } }", "options.rename.body moves '/a' to '/a/b'; both must be pointers, to different places.")]
    [InlineData("rename: { body: { $.a: /b } }", "options.rename.body moves '$.a' to '/b'; both must be pointers, to different places.")]
    [InlineData("add: { body: { $..a: 1 } }",
        "options.add.body contains '$..a'; a path to add must end with a name, as in /total or $.items[*].total.")]
    [InlineData("replace: { body: { /a: { b: ['{{ foo }}'] } } }", null)]
    [InlineData("maxBodySize: 17MB", "options.maxBodySize is 17MB; it must be between 1B and 16MB.")]
    public async Task Invalid_options_are_refused(string options, string? expected)
    {
        foreach (var plugin in (string[])["request-transform", "response-transform"])
        {
            var error = Assert.Single(await PluginGateway.ErrorsOfAsync($"{{ name: {plugin}, options: {{ {options} }} }}"));

            Assert.Equal(expected is null ? error : $"({plugin}): {expected}", error);
        }
    }

    [Fact]
    public void A_transform_of_headers_adds_no_allocation()
    {
        var request = new RequestTransformPlugin(
            new RequestTransformOptions
            {
                Remove = new RequestNames { Headers = ["X-Debug"], Query = ["debug"], Cookies = ["debug"] },
                Add = new RequestValues { Headers = new Dictionary<string, string> { ["X-Tenant"] = "blue" } },
                Replace = new RequestValues { Body = new Dictionary<string, object?> { ["/a"] = 1L } },
            },
            TimeProvider.System);
        var response = new ResponseTransformPlugin(
            new ResponseTransformOptions
            {
                Remove = new ResponseNames { Headers = ["Server"], Body = ["/a"] },
                Add = new ResponseValues { Headers = new Dictionary<string, string> { ["X-Frame-Options"] = "DENY" } },
            },
            TimeProvider.System);
        var context = new FakeContext();
        context.Http.Request.ContentType = "text/plain";
        context.Http.Response.ContentType = "text/plain";

        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            Assert.Null(request.OnRequestAsync(context).Now().Response);
            Assert.Null(response.OnResponseAsync(context).Now().Response);
        }));
    }

    private static Task<CodedAnswer> PostAsync(
        BodyGateway host, string path, byte[] body, string type, string? coding = null, bool isChunked = false, bool isEncoded = false)
    {
        var content = Content(isEncoded || coding is null ? body : CodedBytes.Encode(coding, body), type, isChunked);
        if (coding is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        return host.SendAsync(HttpMethod.Post, path, content);
    }

    private static HttpContent Content(byte[] body, string type, bool isChunked)
    {
        HttpContent content = isChunked ? new UnannouncedContent(body) : new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    /// <summary>A gateway with routes for each kind of change.</summary>
    public abstract class Gateway(HttpProtocols protocols) : BodyGateway(Configuration, protocols, new ScriptedUpstream())
    {
        private const string Configuration = """
            routes:
              both:
                clusterId: up
                match: { path: /both }
                plugins:
                  - name: request-transform
                    options: { remove: { body: [/secret] }, add: { body: { /added: true } } }
                  - name: response-transform
                    options: { remove: { body: [/secret] }, add: { body: { /added: true }, headers: { X-Changed: 'yes' } } }
              template:
                clusterId: up
                match: { path: "/template/{id}" }
                plugins:
                  - name: request-transform
                    options:
                      add: { headers: { X-Length: "{{ body.name | size }}" } }
                      replace:
                        body:
                          "":
                            id: "{{ body.user.id }}"
                            id+1: "{{ body.user['id'] }}!"
                            tags: "{{ body.user.tags }}"
                            first: "{{ body.user.tags[0] }}"
                            none: "{{ body.none.x }}"
                            hello: "hello {{ body.name }}"
                            route: "{{ route.id }}"
                            number: "{{ route.id | parse_json }}"
                            flag: "{{ query.flag | parse_json }}"
                            fixed: [1, false, null, { x: y }]
                            sum: "{{ route.id | plus: 1 }}"
                  - name: response-transform
                    options: { add: { headers: { X-Id: "{{ body.id }}" }, body: { /empty: null } } }
              grow:
                clusterId: up
                match: { path: /grow }
                plugins:
                  - name: request-transform
                    options: { replace: { body: { "$[*]": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }
              costly:
                clusterId: up
                match: { path: /costly }
                plugins:
                  - { name: request-transform, options: { remove: { body: ["$..*..*..*..x"] } } }
                  - { name: response-transform, options: { remove: { body: ["$..*..*..*..x"] } } }
              down:
                clusterId: down
                match: { path: /down }
                plugins: [ { name: response-transform, options: { add: { body: { /added: true } } } } ]
            clusters:
              up: { destinations: { one: { address: "{upstream}" } } }
              down: { destinations: { one: { address: "http://127.0.0.1:1" } } }
            """;
    }

    public sealed class OverHttp1() : Gateway(HttpProtocols.Http1);

    public sealed class OverHttp2() : Gateway(HttpProtocols.Http2);
}
