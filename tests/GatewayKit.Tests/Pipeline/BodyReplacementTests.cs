using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Pipeline;

public sealed class BodyReplacementTests
{
    private const string Runs = "- { name: probe, options: { runs: true } }";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Probe _probe = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_upstream_gets_the_new_request_body_with_its_length_and_type(bool chunked)
    {
        _probe.OnRequest = Request(context => context.SetRequestBody("{\"a\":1}"u8.ToArray(), "application/json"));
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs), setup => setup.WithUpstream(TellAsync));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/x") { Content = new StringContent("compressed") };
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Headers.TransferEncodingChunked = chunked;

        Assert.Equal("POST application/json 7 - - {\"a\":1}", await SendAsync(gateway, request));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task A_request_without_a_body_can_get_one(string method)
    {
        _probe.OnRequest = Request(context => context.SetRequestBody("text"u8.ToArray(), "text/plain"));
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs), setup => setup.WithUpstream(TellAsync));

        Assert.Equal($"{method} text/plain 4 - - text", await SendAsync(gateway, new HttpRequestMessage(new HttpMethod(method), "/x")));
    }

    [Fact]
    public async Task A_request_body_can_be_removed()
    {
        _probe.OnRequest = Request(context => context.SetRequestBody(default, null));
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs), setup => setup.WithUpstream(TellAsync));

        Assert.Equal("POST - 0 - - ",
            await SendAsync(gateway, new HttpRequestMessage(HttpMethod.Post, "/x") { Content = new StringContent("hello") }));
    }

    [Fact]
    public async Task Later_hooks_read_and_wrap_the_new_request_body()
    {
        var hooks = 0;
        var seen = "";
        _probe.OnRequest = async context =>
        {
            if (hooks++ == 0)
            {
                context.SetRequestBody("new"u8.ToArray(), "text/plain");
                return HookResult.Continue;
            }

            seen = Encoding.UTF8.GetString((await context.BufferRequestBodyAsync(ByteSize.Kilobytes(1))).Span);
            context.WrapRequestBody(stream => new UpperCaseStream(stream), keepsLength: true);
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(
            _probe, ProbeHost.Route(Runs + "\n- { name: probe, id: b, options: { runs: true } }"), setup => setup.WithUpstream(TellAsync));

        Assert.Equal("POST text/plain 3 - - NEW",
            await SendAsync(gateway, new HttpRequestMessage(HttpMethod.Post, "/x") { Content = new StringContent("hello") }));
        Assert.Equal("new", seen);
    }

    [Fact]
    public async Task A_stream_that_keeps_the_length_keeps_it_for_the_upstream()
    {
        _probe.OnRequest = Request(context => context.WrapRequestBody(stream => new UpperCaseStream(stream), keepsLength: true));
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs), setup => setup.WithUpstream(TellAsync));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/x")
        {
            Content = new StringContent("hello", new MediaTypeHeaderValue("text/plain")),
        };

        Assert.Equal("POST text/plain 5 - - HELLO", await SendAsync(gateway, request));
    }

    [Theory]
    [InlineData("hell")]
    [InlineData("hello!")]
    public async Task A_stream_that_breaks_its_word_about_the_length_fails_the_exchange(string other)
    {
        _probe.OnRequest = Request(
            context => context.WrapRequestBody(_ => new MemoryStream(Encoding.UTF8.GetBytes(other)), keepsLength: true));
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs), setup => setup.WithUpstream(TellAsync));

        var response = await gateway.Client.PostAsync("/x", new StringContent("hello")).WaitAsync(s_patience);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        await gateway.StopAsync().WaitAsync(s_patience);
        Assert.Contains(gateway.Logs.Lines, line => line.Contains("body of 5 bytes has another length", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_client_gets_the_new_response_body_with_its_length_and_type()
    {
        _probe.OnResponse = Response(context => context.SetResponseBody("{\"a\":1}"u8.ToArray(), "application/json"));
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs), setup => setup.WithUpstream(CompressedAsync));

        using var response = await gateway.Client.GetAsync("/x").WaitAsync(s_patience);

        Assert.Equal(("{\"a\":1}", 7L), (await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentLength));
        Assert.Equal(("application/json", "W/\"v1\""),
            (response.Content.Headers.ContentType?.ToString(), response.Headers.ETag?.ToString()));
        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task A_body_that_was_read_can_be_replaced_and_is_what_the_hooks_above_read()
    {
        var hooks = 0;
        var seen = new List<string>();
        _probe.OnResponse = async context =>
        {
            seen.Add(Encoding.UTF8.GetString((await context.BufferResponseBodyAsync(ByteSize.Kilobytes(1))).Span));
            if (hooks++ == 0)
                context.SetResponseBody("new"u8.ToArray(), "text/plain");
            return HookResult.Continue;
        };
        await using var gateway =
            await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs + "\n- { name: probe, id: b, options: { runs: true } }"));

        Assert.Equal("new", await gateway.Client.GetStringAsync("/x").WaitAsync(s_patience));
        Assert.Equal(["upstream", "new"], seen);
    }

    [Fact]
    public async Task The_body_of_a_plugins_response_can_be_replaced()
    {
        _probe.OnResponse = Response(context => context.SetResponseBody("instead"u8.ToArray(), "text/x"));
        await using var gateway = await ProbeHost.StartAsync(
            _probe, ProbeHost.Route(Runs + "\n- { name: text }"), setup => setup.WithPlugin<TextPlugin>());

        using var response = await gateway.Client.GetAsync("/x").WaitAsync(s_patience);

        Assert.Equal(("instead", 7L, "text/x"),
            (await response.Content.ReadAsStringAsync(),
                response.Content.Headers.ContentLength, response.Content.Headers.ContentType?.ToString()));
    }

    [Theory]
    [InlineData("HEAD", 200, "text/x", null)]
    [InlineData("GET", 204, null, 0L)]
    public async Task Without_a_body_only_the_head_changes(string method, int status, string? type, long? length)
    {
        _probe.OnResponse = Response(context => context.SetResponseBody("instead"u8.ToArray(), "text/x"));
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs), setup => setup.WithUpstream(http =>
        {
            http.Response.StatusCode = status;
            if (status == 200)
                http.Response.ContentLength = 5;
            return Task.CompletedTask;
        }));

        using var response = await gateway.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/x")).WaitAsync(s_patience);

        Assert.Equal((status, type, length),
            ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), response.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task A_media_type_that_would_add_a_header_is_refused()
    {
        _probe.OnResponse = Response(context => context.SetResponseBody("x"u8.ToArray(), "text/x\r\nX-Evil: 1"));
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs));

        Assert.Equal(HttpStatusCode.InternalServerError, (await gateway.Client.GetAsync("/x").WaitAsync(s_patience)).StatusCode);
    }

    private static Func<GatewayContext, ValueTask<HookResult>> Request(Action<GatewayContext> change) => Response(change);

    private static Func<GatewayContext, ValueTask<HookResult>> Response(Action<GatewayContext> change) => context =>
    {
        change(context);
        return HookResult.Continue;
    };

    private static async Task<string> SendAsync(GatewayTestHost gateway, HttpRequestMessage request)
    {
        using var response = await gateway.Client.SendAsync(request).WaitAsync(s_patience);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Answers with method, type, length, encoding, transfer encoding and body of the request.</summary>
    private static async Task TellAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = http.Request.Headers;
        string[] parts = [http.Request.Method, headers.ContentType.ToString(),
            $"{headers.ContentLength}", headers.ContentEncoding.ToString(), headers.TransferEncoding.ToString()];
        await http.Response.WriteAsync($"{string.Join(' ', parts.Select(part => part.Length == 0 ? "-" : part))} {body}");
    }

    private static async Task CompressedAsync(HttpContext http)
    {
        http.Response.Headers.ContentEncoding = "gzip";
        http.Response.Headers.ETag = "\"v1\"";
        http.Response.ContentType = "text/plain";
        await using var gzip = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
        await gzip.WriteAsync("upstream"u8.ToArray());
    }
}
