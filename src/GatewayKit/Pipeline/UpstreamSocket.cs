using System.Net.WebSockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Pipeline;

/// <summary>
/// A WebSocket that a plugin opens to the upstream for an ordinary request. The forwarder sends a handshake for a request that is one, so
/// the request becomes one until the upstream has responded.
/// </summary>
/// <param name="subprotocol">The subprotocol of the handshake; null for none.</param>
/// <param name="read">The plugin's function.</param>
internal sealed class UpstreamSocket(string? subprotocol, Func<WebSocket, CancellationToken, Stream> read) : IHttpUpgradeFeature
{
    private const int KeyLength = 16;

    private static readonly string[] s_names =
    [
        "Connection", "Upgrade", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions",
    ];

    private StringValues[]? _before;
    private IHttpUpgradeFeature? _clients;

    /// <summary>The subprotocol of the handshake; null for none.</summary>
    public string? Subprotocol => subprotocol;

    /// <summary>Gets whether the upstream has accepted the handshake.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Gets whether the forwarder may send a handshake.</summary>
    public bool IsUpgradableRequest => true;

    /// <summary>Changes the request to a handshake.</summary>
    public void Begin(HttpContext http)
    {
        var headers = http.Request.Headers;
        _before = Array.ConvertAll(s_names, name => headers[name]);
        _clients = http.Features.Get<IHttpUpgradeFeature>();
        Set(headers, "Connection", "Upgrade");
        Set(headers, "Upgrade", "websocket");
        Set(headers, "Sec-WebSocket-Version", "13");
        Set(headers, "Sec-WebSocket-Protocol", subprotocol);
        Set(headers, "Sec-WebSocket-Extensions", default);

        // For a client with HTTP/2, the forwarder generates the key if it is needed.
        Set(headers, "Sec-WebSocket-Key", HttpProtocol.IsHttp2(http.Request.Protocol)
            ? default : (StringValues)Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength)));
        http.Features.Set<IHttpUpgradeFeature>(this);
    }

    /// <summary>Restores the request of the client.</summary>
    public void End(HttpContext http)
    {
        if (_before is not { } before)
            return;

        _before = null;
        for (var i = 0; i < s_names.Length; i++)
            Set(http.Request.Headers, s_names[i], before[i]);
        http.Features.Set(_clients);
    }

    /// <summary>Returns the stream of the response's body.</summary>
    public Stream Open(WebSocket socket, CancellationToken closing)
    {
        IsOpen = true;
        var stream = read(socket, closing);
        return stream is { CanRead: true } ? stream : throw HookMisuseException.Unreadable(nameof(GatewayContext.OpenWebSocket), stream);
    }

    /// <summary>Fails: the client's connection doesn't become a tunnel.</summary>
    public Task<Stream> UpgradeAsync()
        => Task.FromException<Stream>(new InvalidOperationException("The request of the client isn't a WebSocket handshake."));

    // Kestrel keeps a header without a value.
    private static void Set(IHeaderDictionary headers, string name, StringValues value)
    {
        if (value.Count == 0)
            headers.Remove(name);
        else
            headers[name] = value;
    }
}
