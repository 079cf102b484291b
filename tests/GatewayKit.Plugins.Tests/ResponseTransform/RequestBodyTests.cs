using System.Text;
using GatewayKit.Compilation;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Plugins.Tests.RequestSizeLimit;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.Tests.ResponseTransform;

public sealed class RequestBodyTests(RequestBodyTests.OverHttp1 http1, RequestBodyTests.OverHttp2 http2)
    : IClassFixture<RequestBodyTests.OverHttp1>, IClassFixture<RequestBodyTests.OverHttp2>
{
    private const string Json = "application/json";
    private const string Order = """{ "id": 12345678901234567890.10, "secret": 1, "tags": ["a", null] }""";

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Templates_use_the_body_of_the_request_and_it_is_forwarded_unchanged(string? coding)
    {
        var sent = CodedBytes.Encode(coding ?? "", Encoding.UTF8.GetBytes(Order));
        foreach (var host in (BodyGateway[])[http1, http2])
        {
            foreach (var isChunked in (bool[])[true, false])
            {
                host.Upstream.Answer("""{"id":7}"""u8.ToArray(), isChunked: false, ("Content-Type", Json));

                var answer = await PostAsync(host, "/unchanged", sent, Json, coding, isChunked);

                Assert.Equal(
                    (200, """{"id":7,"sent":12345678901234567890.10,"tags":["a",null]}""", "7 of 12345678901234567890.10",
                        "tag=a; Path=/a"),
                    (answer.Status, answer.Text, answer.Header("X-Sent"), answer.Header("Set-Cookie")));
                Assert.Equal(sent, host.Upstream.LastBody);
                Assert.Equal(coding ?? "", host.Upstream.LastHeaders.ContentEncoding.ToString());
            }
        }
    }

    [Fact]
    public async Task The_body_is_the_one_that_reached_the_plugin()
    {
        http1.Upstream.Answer([], isChunked: false);

        var answer = await PostAsync(http1, "/changed", Encoding.UTF8.GetBytes(Order), Json);

        Assert.Equal((200, "1", "none"), (answer.Status, answer.Header("X-Before"), answer.Header("X-After")));
        Assert.Equal("""{"id":12345678901234567890.10,"tags":["a",null]}""", Encoding.UTF8.GetString(http1.Upstream.LastBody!));
    }

    [Theory]
    [InlineData("text/plain", "{")]
    [InlineData("application/grpc+json", "{")]
    [InlineData(Json, "")]
    [InlineData(Json, "null")]
    [InlineData(Json, "{\"id\":null}")]
    public async Task Other_bodies_are_nothing(string type, string body)
    {
        http1.Upstream.Answer("{}"u8.ToArray(), isChunked: false, ("Content-Type", Json));

        var answer = await PostAsync(http1, "/unchanged", Encoding.UTF8.GetBytes(body), type);

        Assert.Equal((200, """{"sent":null,"tags":null}"""), (answer.Status, answer.Text));
        Assert.Equal(body, Encoding.UTF8.GetString(http1.Upstream.LastBody!));
    }

    [Fact]
    public async Task A_request_without_a_body_has_nothing()
    {
        http1.Upstream.Answer(204, [], isChunked: true);

        Assert.Equal("of", (await http1.SendAsync(HttpMethod.Get, "/unchanged")).Header("X-Sent"));
    }

    [Theory]
    [InlineData("{", null, 400)]
    [InlineData("{\"id\":1,\"id\":2}", null, 400)]
    [InlineData("[\"\\ud83d\"]", null, 400)]
    [InlineData("{}", "gzip", 400)]
    [InlineData("{}", "compress", 415)]
    [InlineData("{}", "gzip, gzip", 415)]
    [InlineData("{}", null, 415, "application/json; charset=iso-8859-1")]
    [InlineData("{}", null, 400, "text/plain, application/json")]
    public async Task A_request_whose_body_can_not_be_read_never_reaches_the_upstream(
        string body, string? coding, int status, string type = Json)
    {
        http1.Upstream.Answer([], isChunked: false);

        var answer = await PostAsync(http1, "/unchanged", Encoding.UTF8.GetBytes(body), type, coding);

        Assert.Equal((status, "application/problem+json", null), (answer.Status, answer.Header("Content-Type"), http1.Upstream.LastBody));
        Assert.Null(answer.Header("X-Sent"));
    }

    [Theory]
    [InlineData("gzip", 20_000_000)]
    [InlineData(null, 1_100_000)]
    public async Task A_long_body_is_rejected(string? coding, int length)
    {
        var body = new byte[length];
        body.AsSpan().Fill((byte)' ');
        http1.Upstream.Answer([], isChunked: false);
        var encoded = CodedBytes.Encode(coding ?? "", body);
        foreach (var isChunked in (bool[])[true, false])
            Assert.Equal(413, (await PostAsync(http1, "/unchanged", encoded, Json, coding, isChunked)).Status);
        Assert.Null(http1.Upstream.LastBody);
    }

    [Fact]
    public async Task A_route_that_does_not_use_the_body_does_not_read_it()
    {
        http1.Upstream.Answer([], isChunked: false);

        var answer = await PostAsync(http1, "/other", "{"u8.ToArray(), Json);

        Assert.Equal((200, "{"), (answer.Status, Encoding.UTF8.GetString(http1.Upstream.LastBody!)));
    }

    [Fact]
    public async Task A_failure_of_the_upstream_can_name_a_value_of_the_body()
    {
        var answer = await PostAsync(http1, "/down", Encoding.UTF8.GetBytes(Order), Json);

        Assert.Equal((502, "1"), (answer.Status, answer.Header("X-Sent")));
    }

    [Fact]
    public async Task A_value_of_the_body_can_not_add_a_header()
    {
        http1.Upstream.Answer([], isChunked: false);

        var answer = await PostAsync(http1, "/unchanged", "{\"id\":\"a\\r\\nSet-Cookie: b=c\"}"u8.ToArray(), Json);

        Assert.Equal((502, null, null), (answer.Status, answer.Header("X-Sent"), answer.Header("Set-Cookie")));
    }

    [Theory]
    [InlineData("add: { headers: { X-A: '{{ requestBody.id }}' } }", true)]
    [InlineData("add: { cookies: { a: '{{ requestBody.id }}' } }", true)]
    [InlineData("cookies: { a: { path: '/{{ requestBody.id }}' } }", true)]
    [InlineData("append: { body: { /a: { b: [ '{{ requestBody.id }}' ] } } }", true)]
    [InlineData("add: { headers: { X-A: '{{ body.id }} requestBody' } }", false)]
    [InlineData("remove: { body: [ /a ] }", false)]
    public async Task Only_an_entry_whose_templates_use_the_body_handles_requests(string options, bool expected)
    {
        await using var host = await PluginGateway.StartAsync(
            PluginGateway.OneRoute($"{{ name: response-transform, options: {{ {options} }} }}"));

        var entry = host.Services.GetRequiredService<CurrentSnapshot>().Active.Routes["all"].Pipeline[0];
        Assert.Equal((expected, expected ? 400 : 200), (entry.Request is not null, await StatusAsync(host)));
    }

    [Fact]
    public async Task The_body_of_the_request_has_its_own_name_only_in_responses()
        => Assert.Contains(
            "'requestBody' isn't known",
            Assert.Single(await PluginGateway.ErrorsOfAsync(
                "{ name: request-transform, options: { add: { headers: { X-A: '{{ requestBody.id }}' } } } }")),
            StringComparison.Ordinal);

    private static async Task<int> StatusAsync(GatewayTestHost host)
    {
        using var content = new StringContent("{", Encoding.UTF8, Json);
        using var response = await host.Client.PostAsync("/", content).WaitAsync(TimeSpan.FromSeconds(60));
        return (int)response.StatusCode;
    }

    private static Task<CodedAnswer> PostAsync(
        BodyGateway host, string path, byte[] body, string type, string? coding = null, bool isChunked = false)
    {
        HttpContent content = isChunked ? new UnannouncedContent(body) : new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (coding is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        return host.SendAsync(HttpMethod.Post, path, content);
    }

    /// <summary>A gateway with routes whose responses use the bodies of requests.</summary>
    public abstract class Gateway(HttpProtocols protocols) : BodyGateway(Configuration, protocols, new ScriptedUpstream())
    {
        private const string Configuration = """
            routes:
              unchanged:
                clusterId: up
                match: { path: /unchanged }
                plugins:
                  - name: response-transform
                    options:
                      add:
                        headers: { X-Sent: "{{ body.id }} of {{ requestBody.id }}" }
                        cookies: { tag: "{{ requestBody.tags[0] }}" }
                        body: { /sent: "{{ requestBody.id }}", /tags: "{{ requestBody.tags }}" }
                      cookies: { tag: { path: "/{{ requestBody.tags[0] }}" } }
              changed:
                clusterId: up
                match: { path: /changed }
                plugins:
                  - name: response-transform
                    id: before
                    options: { add: { headers: { X-Before: "{{ requestBody.secret | default: 'none' }}" } } }
                  - { name: request-transform, options: { remove: { body: [/secret] } } }
                  - name: response-transform
                    id: after
                    options: { add: { headers: { X-After: "{{ requestBody.secret | default: 'none' }}" } } }
              other:
                clusterId: up
                match: { path: /other }
                plugins: [ { name: response-transform, options: { add: { headers: { X-Sent: "{{ body.id }}" } } } } ]
              down:
                clusterId: down
                match: { path: /down }
                plugins: [ { name: response-transform, options: { add: { headers: { X-Sent: "{{ requestBody.secret }}" } } } } ]
            clusters:
              up: { destinations: { one: { address: "{upstream}" } } }
              down: { destinations: { one: { address: "http://127.0.0.1:1" } } }
            """;
    }

    public sealed class OverHttp1() : Gateway(HttpProtocols.Http1);

    public sealed class OverHttp2() : Gateway(HttpProtocols.Http2);
}
