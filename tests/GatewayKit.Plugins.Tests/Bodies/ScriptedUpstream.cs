using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Bodies;

/// <summary>
/// An upstream that answers with the body and the headers that a test has set, or else with the request's body, and keeps the last body
/// that it has read.
/// </summary>
internal sealed class ScriptedUpstream
{
    private byte[]? _body;
    private (string Name, string Value)[] _headers = [];
    private bool _isChunked;
    private int _status;

    /// <summary>Gets or sets the size of the chunks.</summary>
    public int ChunkSize { get; set; } = 30_000;

    /// <summary>Gets the body of the last request; null if it wasn't complete.</summary>
    public byte[]? LastBody { get; private set; }

    public IHeaderDictionary LastHeaders { get; private set; } = new HeaderDictionary();

    /// <summary>Gets the method, the path and the query of the last request.</summary>
    public string LastTarget { get; private set; } = "";

    public void Answer(byte[]? body, bool isChunked, params (string Name, string Value)[] headers) => Answer(200, body, isChunked, headers);

    public void Answer(int status, byte[]? body, bool isChunked, params (string Name, string Value)[] headers)
        => (_status, _body, _isChunked, _headers, LastBody) = (status, body, isChunked, headers, null);

    public async Task HandleAsync(HttpContext http)
    {
        LastHeaders = new HeaderDictionary(http.Request.Headers.ToDictionary(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase));
        LastTarget = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}";
        using var received = new MemoryStream();
        await http.Request.Body.CopyToAsync(received);
        LastBody = received.ToArray();

        http.Response.StatusCode = _status;
        foreach (var (name, value) in _headers)
            http.Response.Headers.Append(name, value);
        var body = _body ?? LastBody;
        // Once the client has the whole response, the test prepares the next one while this method still runs.
        var size = Math.Min(ChunkSize, body.Length);
        if (!_isChunked)
            http.Response.ContentLength = body.Length;
        else
            await http.Response.StartAsync();
        for (var at = 0; at < body.Length && !HttpMethods.IsHead(http.Request.Method); at += size)
            await http.Response.Body.WriteAsync(body.AsMemory(at, Math.Min(size, body.Length - at)));
    }
}
