using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace GatewayKit.OpenTelemetry.Tests;

/// <summary>Receives OTLP over sockets, by gRPC and as HTTP with protobuf, and keeps the messages by their signal.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Signal, byte[] Message)> _messages = new();

    private OtlpReceiver(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        _app = builder.Build();
        _app.Run(ReceiveAsync);
    }

    public string Address => _app.Urls.Last();

    public static async Task<OtlpReceiver> StartAsync(string protocol)
    {
        var receiver = new OtlpReceiver(protocol == "grpc" ? HttpProtocols.Http2 : HttpProtocols.Http1);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The signals that were received.</summary>
    public string[] Signals => [.. _messages.Select(message => message.Signal).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Returns whether a message of a signal contains a text: texts are bytes of UTF-8 in protobuf.</summary>
    public bool Contains(string signal, string text)
        => _messages.Any(message => message.Signal == signal && message.Message.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var message = new MemoryStream();
        await http.Request.Body.CopyToAsync(message);
        var path = http.Request.Path.Value!;
        _messages.Enqueue((
            path.Contains("trace", StringComparison.OrdinalIgnoreCase) ? "traces"
                : path.Contains("metrics", StringComparison.OrdinalIgnoreCase) ? "metrics" : "logs",
            message.ToArray()));
        if (HttpProtocol.IsHttp2(http.Request.Protocol))
        {
            http.Response.ContentType = "application/grpc";
            http.Response.AppendTrailer("grpc-status", "0");
            await http.Response.Body.WriteAsync(new byte[5]);
        }
        else
        {
            http.Response.ContentType = "application/x-protobuf";
        }
    }
}
