using System.Net.WebSockets;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Loading.Tests.Support;

/// <summary>A gateway whose routes have the versioned plugin, in front of an upstream that streams and echoes.</summary>
internal sealed class SwapGateway : IAsyncDisposable
{
    public const string First = "1.1.0 1.1.0 1.1.0";
    public const string Second = "1.2.0 1.2.0 1.2.0";

    private readonly TaskCompletionSource _streamEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PluginsFolder Folder { get; } = new PluginsFolder().Add("VersionOne", "Versioned");

    public FakeTimeProvider Time { get; } = new();

    public GatewayTestHost Host { get; private set; } = null!;

    public static Task<SwapGateway> StartAsync(string options = "{ }") => StartAsync(Configuration(options), false, []);

    /// <summary>Starts a gateway that loads only the plugins that its configuration names.</summary>
    public static Task<SwapGateway> StartOnlyNamedAsync(string configuration, params string[] plugins)
        => StartAsync(configuration, true, plugins);

    private static async Task<SwapGateway> StartAsync(string configuration, bool onlyNamed, string[] plugins)
    {
        var gateway = new SwapGateway();
        foreach (var plugin in plugins)
            gateway.Folder.Add(plugin);
        gateway.Host = await GatewayTestHost.StartAsync(setup => setup
            .WithTime(gateway.Time)
            .WithUpstream(gateway.AnswerAsync)
            .WithGateway(g => g.LoadPluginsFrom(gateway.Folder.Root, onlyNamed))
            .WithConfiguration(configuration)).WaitAsync(Eventually.Patience);
        return gateway;
    }

    public static string Configuration(string options, string more = "") => $$"""
        routes:
          all: { clusterId: up, match: { path: "/{**rest}" }, plugins: [ { name: versioned, options: {{options}} } ]}
          {{more}}
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        """;

    /// <summary>Lets the clock go on by one poll of the plugins folder.</summary>
    public void Poll() => Time.Advance(TimeSpan.FromMilliseconds(500));

    /// <summary>Lets the clock go on until something is logged.</summary>
    public Task LogsAsync(string text) => Host.LogsAsync(text, Poll);

    /// <summary>Lets the clock go on until a load context has been collected.</summary>
    public Task UnloadsAsync(string version)
        => Host.LogsAsync($"Plugin assembly 'Versioned' {version}-preview.1 has been unloaded.", () => Eventually.CollectAndAdvance(Time));

    /// <summary>Lets the stream that the upstream has begun come to its end.</summary>
    public void EndStream() => _streamEnd.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        EndStream();
        await Host.DisposeAsync();
        Folder.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers["X-Version"] = http.Request.Headers["X-Version"];
        if (http.WebSockets.IsWebSocketRequest)
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            await EchoAsync(socket);
            return;
        }

        await http.Response.WriteAsync("first ");
        if (http.Request.Path != "/stream")
            return;

        await http.Response.Body.FlushAsync();
        await _streamEnd.Task.WaitAsync(Eventually.Patience * 2);
        await http.Response.WriteAsync("last");
    }

    private static async Task EchoAsync(WebSocket socket)
    {
        var buffer = new byte[100];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
                break;

            await socket.SendAsync(
                buffer.AsMemory(0, received.Count), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
}
