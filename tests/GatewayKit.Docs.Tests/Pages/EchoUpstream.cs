using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Docs.Pages;

/// <summary>The API behind the gateways of the pages, at 127.0.0.1:5001: it answers with the request's line and its <c>X-</c>
/// headers. It sends the first message of a WebSocket back, and closes it.</summary>
internal sealed class EchoUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EchoUpstream(WebApplication app) => _app = app;

    /// <summary>The port that it has.</summary>
    public int Port => new Uri(_app.Urls.Single()).Port;

    public static async Task<EchoUpstream> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(http => http.WebSockets.IsWebSocketRequest ? EchoAsync(http) : AnswerAsync(http));
        await app.StartAsync();
        return new EchoUpstream(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task EchoAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4_096];
        var received = await socket.ReceiveAsync(buffer, http.RequestAborted);
        if (received.MessageType != WebSocketMessageType.Close)
            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, http.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, http.RequestAborted);
    }

    private static Task AnswerAsync(HttpContext http)
    {
        var headers = http.Request.Headers.Where(h => h.Key.StartsWith("X-", StringComparison.OrdinalIgnoreCase)
            && !h.Key.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase));
        return http.Response.WriteAsync(
            string.Concat(headers
                .Select(h => $"{h.Key}: {h.Value}\n")
                .Order()
                .Prepend($"{http.Request.Method} {http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}\n")));
    }
}
