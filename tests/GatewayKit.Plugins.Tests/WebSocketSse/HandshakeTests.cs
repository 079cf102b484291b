using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.WebSocketSse;

public sealed class HandshakeTests
{
    [Theory]
    [InlineData(401, 401)]
    [InlineData(403, 403)]
    [InlineData(404, 404)]
    [InlineData(429, 429)]
    [InlineData(503, 503)]
    [InlineData(200, 502)]
    [InlineData(204, 502)]
    [InlineData(302, 502)]
    [InlineData(400, 502)]
    [InlineData(426, 502)]
    [InlineData(500, 502)]
    public async Task A_refused_handshake_is_a_problem(int upstream, int expected)
    {
        await using var host = await SseHost.StartAsync(answer: http =>
        {
            http.Response.StatusCode = upstream;
            http.Response.Headers.Location = "/elsewhere";
            http.Response.Headers.WWWAuthenticate = "Bearer realm=\"up\"";
            http.Response.Headers.RetryAfter = "7";
            return upstream == 204 ? Task.CompletedTask : http.Response.WriteAsync("secret");
        });

        using var answer = await host.GetAsync();

        Assert.Equal((expected, "application/problem+json"), ((int)answer.Response.StatusCode, answer.Header("Content-Type")));
        Assert.Equal(expected == 401 ? "Bearer realm=\"up\"" : null, answer.Header("WWW-Authenticate"));
        Assert.Equal(expected is 429 or 503 ? "7" : null, answer.Header("Retry-After"));
        Assert.Null(answer.Header("Location"));
        Assert.DoesNotContain("secret", await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")]
    [InlineData("Sec-WebSocket-Extensions", "permessage-deflate")]
    [InlineData("Sec-WebSocket-Protocol", "other")]
    [InlineData("Upgrade", "h2c")]
    public async Task An_invalid_handshake_of_the_upstream_is_a_502(string name, string value)
    {
        await using var host = await SseHost.StartAsync("subprotocol: chat", answer: async http =>
        {
            http.Response.OnStarting(() =>
            {
                http.Response.Headers[name] = value;
                return Task.CompletedTask;
            });
            using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = "chat" });
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        using var answer = await host.GetAsync();

        Assert.Equal(502, (int)answer.Response.StatusCode);
    }

    [Fact]
    public async Task An_unreachable_upstream_is_a_502()
    {
        await using var host = await SseHost.StartAsync();
        await host.Gateway.Upstream.StopAsync();

        using var answer = await host.GetAsync();

        Assert.Equal((502, "application/problem+json"), ((int)answer.Response.StatusCode, answer.Header("Content-Type")));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("*/*", true)]
    [InlineData("text/*;q=0.5", true)]
    [InlineData("application/json, Text/Event-Stream; q=0.1", true)]
    [InlineData("application/json", false)]
    [InlineData("text/html, text/event-stream;q=0", false)]
    [InlineData("*/*, text/*;q=0", false)]
    [InlineData("text/event-streams", false)]
    [InlineData(";", false)]
    public async Task The_client_must_accept_events(string? accept, bool isAccepted)
    {
        await using var host = await SseHost.StartAsync();
        using var request = host.Request(HttpMethod.Get, "/news");
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);

        using var response = await host.Gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)
            .WaitAsync(SseHost.Patience);

        Assert.Equal(isAccepted ? 200 : 406, (int)response.StatusCode);
        Assert.Equal(isAccepted ? 1 : 0, host.Gateway.Upstream.Requests.Count);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_arent_allowed(string method)
    {
        await using var host = await SseHost.StartAsync();
        using var request = host.Request(new HttpMethod(method), "/news");

        using var response = await host.Gateway.Client.SendAsync(request).WaitAsync(SseHost.Patience);

        Assert.Equal((405, "GET"), ((int)response.StatusCode, string.Join(',', response.Content.Headers.Allow)));
        Assert.Empty(host.Gateway.Upstream.Requests);
    }

    [Fact]
    public async Task A_request_with_a_body_is_rejected()
    {
        await using var host = await SseHost.StartAsync();
        using var request = host.Request(HttpMethod.Get, "/news");
        request.Content = new StringContent("a");

        using var response = await host.Gateway.Client.SendAsync(request).WaitAsync(SseHost.Patience);

        Assert.Equal((400, 0), ((int)response.StatusCode, host.Gateway.Upstream.Requests.Count));
    }

    [Theory]
    [InlineData(HttpProtocols.Http1, HttpStatusCode.BadRequest)]
    [InlineData(HttpProtocols.Http2, HttpStatusCode.MethodNotAllowed)]
    public async Task A_WebSocket_of_the_client_is_refused(HttpProtocols protocol, HttpStatusCode expected)
    {
        await using var host = await SseHost.StartWithAsync([SseHost.Plugin()], protocol);
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = protocol == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.CollectHttpResponseDetails = true;
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        var address = new UriBuilder(new Uri(host.Gateway.Address, "/news")) { Scheme = "ws" }.Uri;

        await Assert.ThrowsAsync<WebSocketException>(
            () => socket.ConnectAsync(address, invoker, CancellationToken.None).WaitAsync(SseHost.Patience));

        Assert.Equal((expected, 0), (socket.HttpStatusCode, host.Gateway.Upstream.Requests.Count));
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task The_upstream_gets_the_gateways_handshake(HttpProtocols client)
    {
        await using var host = await SseHost.StartWithAsync(
            ["{ name: key-auth }", SseHost.Plugin("subprotocol: chat")], client,
            more: "consumers: { alice: { credentials: { key-auth: [ { key: secret } ] } } }");
        var (events, socket) = await host.OpenAsync(
            "/news?a=1", ("X-Api-Key", "secret"), ("Sec-WebSocket-Protocol", "evil"), ("Sec-WebSocket-Extensions", "permessage-deflate"),
            ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("X-Consumer-Name", "root"), ("X-Own", "b"),
            ("Origin", "https://a.example"));
        using var _ = events;

        Assert.Equal("/news?a=1", socket.Target);
        Assert.Equal(("chat", "13", "websocket"), (
            socket.Headers.SecWebSocketProtocol.ToString(), socket.Headers.SecWebSocketVersion.ToString(),
            socket.Headers.Upgrade.ToString()));
        Assert.Equal(0, socket.Headers.SecWebSocketExtensions.Count);
        Assert.NotEqual("dGhlIHNhbXBsZSBub25jZQ==", socket.Headers.SecWebSocketKey.ToString());
        Assert.Equal(("alice", "b", "https://a.example"), (
            socket.Headers["X-Consumer-Name"].ToString(), socket.Headers["X-Own"].ToString(), socket.Headers.Origin.ToString()));
        Assert.Null(events.Header("Sec-WebSocket-Protocol"));
    }

    [Theory]
    [InlineData("{ op: subscribe, channel: '{{ route.channel }}', from: '{{ query.from }}', after: \"{{ header['Last-Event-ID'] }}\" }",
        """{"op":"subscribe","channel":"news","from":"a\"}","after":"7"}""")]
    [InlineData("'SUB {{ route.channel }} {{ query.from }}'", "SUB news a\"}")]
    [InlineData("'{\"op\":1}'", """{"op":1}""")]
    [InlineData("[ 1, true, null ]", "[1,true,null]")]
    public async Task The_upstream_gets_an_initial_message(string message, string expected)
    {
        await using var host = await SseHost.StartAsync($"initialMessage: {message}");
        var (events, socket) = await host.OpenAsync("/news?from=a%22%7D", ("Last-Event-ID", "7"));
        using var _ = events;

        Assert.Equal(expected, await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_repeated_value_of_the_initial_message_is_a_400()
    {
        await using var host = await SseHost.StartAsync("initialMessage: '{{ query.from }}'");

        using var answer = await host.GetAsync("/news?from=1&from=2");

        Assert.Equal((400, 0), ((int)answer.Response.StatusCode, host.Gateway.Upstream.Requests.Count));
    }

    [Theory]
    [InlineData("maxMessageSize: 0B", "options.maxMessageSize is 0B; it must be between 1B and 16MB.")]
    [InlineData("maxMessageSize: 17MB", "options.maxMessageSize is 17MB; it must be between 1B and 16MB.")]
    [InlineData("event: \"a\\nb\"", "options.event has a line end or a NUL; a name of an event is a single line.")]
    [InlineData("endEvent: \"a\\0\"", "options.endEvent has a line end or a NUL; a name of an event is a single line.")]
    [InlineData("idFrom: id", "options.idFrom is 'id'; it must be a JSON Pointer, such as /data/id.")]
    [InlineData("eventFrom: /a~2", "options.eventFrom is '/a~2'; a '~' of a pointer must be written as '~0', and a '/' in a name as '~1'.")]
    [InlineData("subprotocol: 'a b'", "options.subprotocol is 'a b'; it must be a token (RFC 9110).")]
    [InlineData("initialMessage: { a: '{{ body.a }}' }", "options.initialMessage isn't valid: 'body' isn't known.")]
    public async Task Invalid_options_are_reported(string options, string expected)
    {
        var error = Assert.Single(await PluginGateway.ErrorsOfAsync(SseHost.Plugin(options)));
        var problem = error.Replace("(websocket-sse): ", "", StringComparison.Ordinal);

        Assert.StartsWith(expected.TrimEnd('.'), problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("heartbeat: 0s")]
    [InlineData("maxDuration: 0s")]
    [InlineData("event: ''")]
    [InlineData("binary: hex")]
    public async Task Options_outside_of_their_range_are_reported(string options)
        => Assert.Single(await PluginGateway.ErrorsOfAsync(SseHost.Plugin(options)));
}
