using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Pipeline;

public sealed class BodyTests
{
    private const string Runs = "- { name: probe, options: { runs: true } }";

    private readonly Probe _probe = new();

    [Fact]
    public async Task A_response_hook_can_wrap_the_body_of_the_upstream()
    {
        _probe.OnResponse = Wrap;
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs));

        var response = await gateway.Client.GetAsync("/x");

        Assert.Equal("UPSTREAM", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_response_hook_can_wrap_the_body_of_a_plugins_answer()
    {
        _probe.OnResponse = Wrap;
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route("""
            - { name: probe, id: a, options: { runs: true } }
            - { name: token }
            """.Replace("token", "text", StringComparison.Ordinal)), setup => setup.WithPlugin<TextPlugin>());

        Assert.Equal("TEXT", await gateway.Client.GetStringAsync("/x"));
    }

    [Fact]
    public async Task A_stream_around_a_response_is_disposed_although_the_client_left_before_it_was_read()
    {
        var patience = TimeSpan.FromSeconds(60);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stream = new NotedStream();
        _probe.OnResponse = async context =>
        {
            context.WrapResponseBody(_ => stream);
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs));
        using var leaves = new CancellationTokenSource();
        var request = gateway.Client.GetAsync("/x", leaves.Token);
        await reached.Task.WaitAsync(patience);

        await leaves.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request.WaitAsync(patience));
        await stream.Disposed.Task.WaitAsync(patience);
    }

    [Fact]
    public async Task A_request_hook_can_wrap_the_body_for_the_upstream()
    {
        _probe.OnRequest = context =>
        {
            context.WrapRequestBody(stream => new UpperCaseStream(stream));
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs), setup => setup.WithUpstream(Echo));

        var response = await gateway.Client.PostAsync("/x", new StringContent("hello"));

        Assert.Equal("HELLO", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(413)]
    [InlineData(408)]
    [InlineData(400)]
    public async Task A_stream_can_reject_the_body_of_a_request(int status)
    {
        _probe.OnRequest = context =>
        {
            context.WrapRequestBody(
                stream => new UpperCaseStream(stream, () => throw new BadHttpRequestException("The body is rejected.", status)));
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs), setup => setup.WithUpstream(Echo));

        var response = await gateway.Client.PostAsync("/x", new StringContent("hello"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.StartsWith("Error ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_buffered_request_body_is_still_forwarded_and_can_be_read_again()
    {
        var seen = new List<string>();
        _probe.OnRequest = async context =>
        {
            seen.Add(Encoding.UTF8.GetString((await context.BufferRequestBodyAsync(ByteSize.Kilobytes(1))).Span));
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route("""
            - { name: probe, id: a, options: { runs: true } }
            - { name: probe, id: b, options: { runs: true } }
            """), setup => setup.WithUpstream(Echo));

        var response = await gateway.Client.PostAsync("/x", new StringContent("hello"));

        Assert.Equal("hello", await response.Content.ReadAsStringAsync());
        Assert.Equal(["hello", "hello"], seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_body_beyond_a_plugins_limit_is_413_and_goes_nowhere(bool chunked)
    {
        _probe.OnRequest = async context =>
        {
            await context.BufferRequestBodyAsync(new ByteSize(4));
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/x") { Content = new StringContent("hello") };
        request.Headers.TransferEncodingChunked = chunked;
        var response = await gateway.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task A_buffered_response_body_is_still_sent()
    {
        var seen = "";
        _probe.OnResponse = async context =>
        {
            seen = Encoding.UTF8.GetString((await context.BufferResponseBodyAsync(ByteSize.Kilobytes(1))).Span);
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs));

        Assert.Equal("upstream", await gateway.Client.GetStringAsync("/x"));
        Assert.Equal("upstream", seen);
    }

    [Fact]
    public async Task A_response_body_beyond_a_plugins_limit_is_502()
    {
        _probe.OnResponse = async context =>
        {
            await context.BufferResponseBodyAsync(new ByteSize(4));
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs));

        Assert.Equal(HttpStatusCode.BadGateway, (await gateway.Client.GetAsync("/x")).StatusCode);
    }

    [Theory]
    [InlineData("HEAD", 200)]
    [InlineData("GET", 204)]
    [InlineData("GET", 304)]
    public async Task A_response_without_a_body_is_not_wrapped(string method, int status)
    {
        _probe.OnResponse = context =>
        {
            context.WrapResponseBody(_ => throw new InvalidOperationException("There is no body."));
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs), setup => setup.WithUpstream(http =>
        {
            http.Response.StatusCode = status;
            if (status == 200)
                http.Response.ContentLength = 5;
            return Task.CompletedTask;
        }));

        using var request = new HttpRequestMessage(new HttpMethod(method), "/x");
        var response = await gateway.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 200)
            Assert.Equal(5, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_body_that_a_response_hook_leaves_as_it_is_keeps_its_length()
    {
        _probe.OnResponse = context =>
        {
            context.WrapResponseBody(stream => stream);
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs), setup => setup.WithUpstream(http =>
        {
            http.Response.ContentLength = 5;
            return http.Response.WriteAsync("hello");
        }));

        var response = await gateway.Client.GetAsync("/x");

        Assert.Equal(5, response.Content.Headers.ContentLength);
        Assert.Equal("hello", await response.Content.ReadAsStringAsync());
    }

    private static ValueTask<HookResult> Wrap(GatewayContext context)
    {
        context.WrapResponseBody(stream => new UpperCaseStream(stream));
        return HookResult.Continue;
    }

    private static Task Echo(HttpContext http) => http.Request.Body.CopyToAsync(http.Response.Body);

    /// <summary>A stream that notes its disposal.</summary>
    private sealed class NotedStream : MemoryStream
    {
        public TaskCompletionSource Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override void Dispose(bool disposing)
        {
            Disposed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
