using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Pipeline;

/// <summary>A hook that does what only the pipeline does is answered with a whole 500,
/// and the log says whose hook it was and what to do instead.</summary>
public sealed class HookMisuseTests
{
    private const string Described = "Describe a response with HookResult.Respond(GatewayResponse)";
    private const string Buffered = "Use BufferRequestBodyAsync to read it into memory, or WrapRequestBody to read it as it is forwarded.";

    private static readonly Dictionary<string, Func<GatewayContext, Task>> s_onTheWayDown = new()
    {
        ["write to the body"] = context => context.Http.Response.Body.WriteAsync(new byte[] { 1 }).AsTask(),
        ["write to the body synchronously"] = Run(context => context.Http.Response.Body.WriteByte(1)),
        ["write text"] = context => context.Http.Response.WriteAsync("x"),
        ["write JSON"] = context => context.Http.Response.WriteAsJsonAsync(1),
        ["write to the pipe"] = Run(context => context.Http.Response.BodyWriter.GetSpan(1)),
        ["send a file"] = context => context.Http.Response.SendFileAsync(typeof(HookMisuseTests).Assembly.Location),
        ["start the response"] = context => context.Http.Response.StartAsync(),
        ["complete the response"] = context => context.Http.Response.CompleteAsync(),
        ["flush the response"] = context => context.Http.Response.Body.FlushAsync(),
        ["replace the response's body"] = Run(context => context.Http.Response.Body = new MemoryStream()),
        ["set the status"] = Run(context => context.Http.Response.StatusCode = 403),
        ["redirect"] = Run(context => context.Http.Response.Redirect("/elsewhere")),
        ["read the body"] = context => context.Http.Request.Body.ReadAsync(new byte[1]).AsTask(),
        ["read the body synchronously"] = Run(context => context.Http.Request.Body.ReadByte()),
        ["read the body as text"] = context => new StreamReader(context.Http.Request.Body).ReadToEndAsync(),
        ["read the pipe"] = context => context.Http.Request.BodyReader.ReadAsync().AsTask(),
        ["read the form"] = context => context.Http.Request.ReadFormAsync(),
        ["read a body that is held"] = async context =>
        {
            await context.BufferRequestBodyAsync(ByteSize.Kilobytes(1));
            await context.Http.Request.Body.ReadExactlyAsync(new byte[1]);
        },
        ["leave the body read"] = async context =>
        {
            context.Http.Request.EnableBuffering();
            await new StreamReader(context.Http.Request.Body).ReadToEndAsync();
        },
        ["wrap the body with a stream to write to"] =
            Run(context => context.WrapRequestBody(stream => new GZipStream(stream, CompressionMode.Compress))),
        ["wrap the body with a stream that can't be read"] = Run(context => context.WrapRequestBody(_ => new DeafStream())),
        ["wrap the body with nothing"] = Run(context => context.WrapRequestBody(_ => null!)),
    };

    private static readonly Dictionary<string, Func<GatewayContext, Task>> s_onTheWayUp = new()
    {
        ["write to the body"] = s_onTheWayDown["write to the body"],
        ["write text"] = s_onTheWayDown["write text"],
        ["write to the pipe"] = s_onTheWayDown["write to the pipe"],
        ["start the response"] = s_onTheWayDown["start the response"],
        ["complete the response"] = s_onTheWayDown["complete the response"],
        ["replace the response's body"] = s_onTheWayDown["replace the response's body"],
        ["read the request's body"] = s_onTheWayDown["read the body"],
        ["hold the request's body"] = context => context.BufferRequestBodyAsync(ByteSize.Kilobytes(1)).AsTask(),
        ["wrap the request's body"] = Run(context => context.WrapRequestBody(stream => stream)),
        ["wrap the body with a stream to write to"] =
            Run(context => context.WrapResponseBody(stream => new GZipStream(stream, CompressionMode.Compress))),
        ["wrap the body with a stream that can't be read"] = Run(context => context.WrapResponseBody(_ => new DeafStream())),
        ["wrap the body with nothing"] = Run(context => context.WrapResponseBody(_ => null!)),
    };

    private readonly Probe _probe = new();

    public static TheoryData<string, bool> OnTheWayDown => Cases(s_onTheWayDown.Keys);

    public static TheoryData<string, bool> OnTheWayUp => Cases(s_onTheWayUp.Keys);

    [Theory]
    [MemberData(nameof(OnTheWayDown))]
    public async Task A_request_hook_is_blamed_by_name(string misuse, bool later)
    {
        _probe.OnRequest = Hook(s_onTheWayDown[misuse], later);
        await using var gateway = await StartAsync();

        await IsBlamedAsync(gateway, "request");
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Theory]
    [MemberData(nameof(OnTheWayUp))]
    public async Task A_response_hook_is_blamed_by_name(string misuse, bool later)
    {
        _probe.OnResponse = Hook(s_onTheWayUp[misuse], later);
        await using var gateway = await StartAsync();

        await IsBlamedAsync(gateway, "response");
    }

    [Theory]
    [MemberData(nameof(OnTheWayDown))]
    public async Task With_onError_continue_the_request_goes_on_whole(string misuse, bool later)
    {
        _probe.OnRequest = Hook(s_onTheWayDown[misuse], later);
        await using var gateway = await StartAsync(", onError: continue");

        using var response = await PostAsync(gateway);

        Assert.Equal((HttpStatusCode.OK, "a=b"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("write text", Described)]
    [InlineData("set the status", "Respond with HookResult.Respond(new GatewayResponse(403))")]
    [InlineData("replace the response's body", "Change it in a response hook with WrapResponseBody")]
    [InlineData("read the form", Buffered)]
    [InlineData("leave the body read", Buffered)]
    [InlineData("wrap the body with a stream to write to", "It must return a stream to read the body from, not one to write it to.")]
    [InlineData("wrap the body with a stream that can't be read", "returned a DeafStream that can't be read (CanRead is false)")]
    [InlineData("wrap the body with nothing", "The function given to WrapRequestBody returned null.")]
    public async Task The_log_says_what_to_do_instead(string misuse, string advice)
    {
        _probe.OnRequest = Hook(s_onTheWayDown[misuse], later: false);
        await using var gateway = await StartAsync();

        await IsBlamedAsync(gateway, "request", advice);
    }

    [Fact]
    public async Task Nothing_that_was_written_before_an_answer_is_sent()
    {
        _probe.OnRequest = async context =>
        {
            await Record.ExceptionAsync(() => context.Http.Response.WriteAsync("too early "));
            return HookResult.Respond(GatewayResponse.Text(201, "answer"));
        };
        await using var gateway = await StartAsync();

        using var response = await PostAsync(gateway);

        Assert.Equal((HttpStatusCode.Created, "answer"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task An_upstream_request_hook_that_replaces_the_content_is_blamed_by_name()
    {
        _probe.OnUpstreamRequest = (_, request) =>
        {
            request.Content = new StringContent("other");
            return default;
        };
        await using var gateway = await StartAsync();

        await IsBlamedAsync(
            gateway, "upstream-request", "Change the request's body in a request hook with WrapRequestBody or SetRequestBody.");
    }

    [Fact]
    public async Task A_body_that_was_read_and_rewound_is_forwarded_whole()
    {
        _probe.OnRequest = async context =>
        {
            context.Http.Request.EnableBuffering();
            await new StreamReader(context.Http.Request.Body).ReadToEndAsync();
            context.Http.Request.Body.Position = 0;
            return HookResult.Continue;
        };
        await using var gateway = await StartAsync();

        using var response = await PostAsync(gateway);

        Assert.Equal("a=b", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_stream_over_the_request_that_throws_is_the_plugins_failure_and_not_the_clients()
    {
        _probe.OnRequest = Hook(Run(context => context.WrapRequestBody(stream => new UpperCaseStream(stream, Throw))), later: false);
        await using var gateway = await StartAsync();

        await IsBlamedAsync(gateway, "request");
    }

    [Fact]
    public async Task A_stream_over_the_response_that_throws_is_the_plugins_failure_and_not_the_upstreams()
    {
        _probe.OnResponse = Hook(Run(context => context.WrapResponseBody(stream => new UpperCaseStream(stream, Throw))), later: false);
        await using var gateway = await StartAsync();

        await IsBlamedAsync(gateway, "response");
    }

    private static void Throw() => throw new InvalidOperationException("boom");

    private static Func<GatewayContext, Task> Run(Action<GatewayContext> action) => context =>
    {
        action(context);
        return Task.CompletedTask;
    };

    private static TheoryData<string, bool> Cases(IEnumerable<string> names)
    {
        var cases = new TheoryData<string, bool>();
        foreach (var name in names)
        {
            cases.Add(name, false);
            cases.Add(name, true);
        }

        return cases;
    }

    private static Func<GatewayContext, ValueTask<HookResult>> Hook(Func<GatewayContext, Task> misuse, bool later) => async context =>
    {
        if (later)
            await Task.Yield();
        await misuse(context);
        return HookResult.Continue;
    };

    private static async Task IsBlamedAsync(GatewayKit.Testing.GatewayTestHost gateway, string hook, string advice = "")
    {
        using var response = await PostAsync(gateway);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("{\"type\"", body, StringComparison.Ordinal);

        // A stream is reported when the exchange ends, which the client may see first.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!gateway.Logs.Lines.Any(IsBlame))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        var line = Assert.Single(gateway.Logs.Lines, IsBlame);
        Assert.Contains($"Plugin 'probe' failed on route 'all' in its {hook} hook.", line, StringComparison.Ordinal);
        Assert.Contains(advice, line, StringComparison.Ordinal);
    }

    private static bool IsBlame(string line) => line.Contains("Plugin 'probe' failed", StringComparison.Ordinal);

    private static Task<HttpResponseMessage> PostAsync(GatewayKit.Testing.GatewayTestHost gateway)
        => gateway.Client.PostAsync("/x", new FormUrlEncodedContent([new("a", "b")]));

    private Task<GatewayKit.Testing.GatewayTestHost> StartAsync(string entry = "") => ProbeHost.StartAsync(
        _probe, ProbeHost.Route($"- {{ name: probe, options: {{ runs: true }}{entry} }}"),
        setup => setup.WithUpstream(http => http.Request.Body.CopyToAsync(http.Response.Body)));

    private sealed class DeafStream : MemoryStream
    {
        public override bool CanRead => false;
    }
}
