using System.Net;
using System.Net.WebSockets;
using System.Threading.Channels;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.WebSocketSse;

/// <summary>A gateway with <c>websocket-sse</c>, and an upstream whose WebSockets the tests drive.</summary>
internal sealed class SseHost : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<SocketSession> _sessions;
    private readonly Version _version;

    private SseHost(GatewayTestHost gateway, Channel<SocketSession> sessions, Version version)
        => (Gateway, _sessions, _version) = (gateway, sessions, version);

    public GatewayTestHost Gateway { get; }

    public static Task<SseHost> StartAsync(string options = "", TimeProvider? time = null, RequestDelegate? answer = null)
        => StartWithAsync([Plugin(options)], time: time, answer: answer);

    /// <param name="plugins">The plugins of the route.</param>
    /// <param name="client">The protocol of the client.</param>
    /// <param name="upstream">The protocol of the upstream.</param>
    /// <param name="time">The clock.</param>
    /// <param name="answer">Answers instead of the upstream's WebSockets.</param>
    /// <param name="more">More configuration.</param>
    public static async Task<SseHost> StartWithAsync(
        string[] plugins, HttpProtocols client = HttpProtocols.Http1, HttpProtocols upstream = HttpProtocols.Http1,
        TimeProvider? time = null, RequestDelegate? answer = null, string more = "")
    {
        var sessions = Channel.CreateUnbounded<SocketSession>();
        var gateway = await PluginGateway.StartAsync(Configuration(plugins, upstream, more), setup =>
        {
            setup.WithProtocols(client, upstream).WithUpstream(answer ?? (http => AcceptAsync(http, sessions)));
            if (time is not null)
                setup.WithTime(time);
        });
        return new SseHost(gateway, sessions, client == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11);
    }

    public static string Plugin(string options = "")
        => options.Length == 0 ? "{ name: websocket-sse }" : $"{{ name: websocket-sse, options: {{ {options} }} }}";

    public static string Configuration(string[] plugins, HttpProtocols upstream = HttpProtocols.Http1, string more = "")
        => $$"""
            routes:
              all:
                clusterId: up
                match: { path: "/{channel}" }
                plugins:
                  {{string.Join("\n      ", plugins.Select(plugin => $"- {plugin}"))}}
            clusters:
              up:
                {{(upstream == HttpProtocols.Http2 ? "httpRequest: { version: '2', versionPolicy: RequestVersionExact }" : "")}}
                destinations: { one: { address: "{upstream}" } }
            {{more}}
            """;

    /// <summary>Requests a stream.</summary>
    public async Task<EventReader> GetAsync(string target = "/news", params (string Name, string Value)[] headers)
    {
        using var request = Request(HttpMethod.Get, target);
        request.Headers.Add("Accept", "text/event-stream");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await Gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        return new EventReader(response, await response.Content.ReadAsStreamAsync().WaitAsync(Patience));
    }

    /// <summary>Opens a stream: its client and its upstream.</summary>
    public async Task<(EventReader Events, SocketSession Socket)> OpenAsync(
        string target = "/news", params (string Name, string Value)[] headers)
    {
        var events = await GetAsync(target, headers);
        Assert.True(events.Response.IsSuccessStatusCode, string.Join('\n', Gateway.Logs.Lines));
        Assert.Equal(": open", await events.NextAsync());
        return (events, await _sessions.Reader.ReadAsync().AsTask().WaitAsync(Patience));
    }

    public HttpRequestMessage Request(HttpMethod method, string target)
        => new(method, new Uri(Gateway.Address, target)) { Version = _version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    private static async Task AcceptAsync(HttpContext http, Channel<SocketSession> sessions)
    {
        var context = new WebSocketAcceptContext
        {
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
            SubProtocol = http.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(),
        };
        using var socket = await http.WebSockets.AcceptWebSocketAsync(context);
        var session = new SocketSession(socket, http);
        await sessions.Writer.WriteAsync(session);
        await Task.WhenAny(session.Ended, Task.Delay(Timeout.Infinite, http.RequestAborted));
    }
}
