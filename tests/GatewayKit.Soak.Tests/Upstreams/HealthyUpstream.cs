using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Soak.Upstreams;

/// <summary>Answers every request with its caller and its path, some of them late, and echoes WebSocket messages.</summary>
internal sealed class HealthyUpstream : IAsyncDisposable
{
    /// <summary>The header of requests that are hidden in the bodies of others.</summary>
    public const string Smuggled = "X-Smuggled";

    private readonly WebApplication _app;

    private HealthyUpstream(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public static async Task<HealthyUpstream> StartAsync(Tally tally)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.Limits.KeepAliveTimeout = TimeSpan.FromHours(2)).UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(http => http.WebSockets.IsWebSocketRequest ? EchoAsync(http) : AnswerAsync(http, tally));
        await app.StartAsync();
        return new HealthyUpstream(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext http, Tally tally)
    {
        if (http.Request.Headers.ContainsKey(Smuggled))
            tally.Fault("OPENED",
                "a request that was hidden in a body reached the upstream: "
                    + $"{http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}");

        await http.Request.Body.CopyToAsync(Stream.Null);
        if (http.Request.Path.Value!.EndsWith('7'))
            await Task.Delay(30);
        if (http.Request.Headers.TryGetValue("X-Version", out var version))
            http.Response.Headers["X-Version"] = version;
        await http.Response.WriteAsync($"{http.Request.Headers["X-Consumer-Name"]} {http.Request.Path}");
    }

    private static async Task EchoAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1024];
        while (await socket.ReceiveAsync(
            buffer.AsMemory(), http.RequestAborted) is { MessageType: not System.Net.WebSockets.WebSocketMessageType.Close } message)
            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, http.RequestAborted);
        await socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
}
