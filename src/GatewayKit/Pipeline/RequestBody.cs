using System.Runtime.InteropServices;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Pipeline;

/// <summary>The body of a request. Hooks can wrap or buffer it, but can't consume it before the upstream.</summary>
internal sealed class RequestBody(HttpContext http)
{
    private readonly PeerStatus _client = new();
    private readonly Stream _fromClient = http.Request.Body;
    private ReadOnlyMemory<byte> _held;
    private MemoryStream? _heldStream;

    /// <summary>Gets whether a read waits for the client.</summary>
    public bool IsWaiting => _client.IsWaiting;

    /// <summary>Gets whether the client reset its connection while a hook read the body.</summary>
    public bool IsReset => ClientReset.IsIn(_client.Failure);

    /// <summary>Gets whether a hook set its own stream on the request and read from it.</summary>
    public bool IsLeftRead => http.Request.Body is { CanSeek: true, Position: > 0 };

    /// <summary>Gets the body if it is in memory, and no stream was added or set since; otherwise null.</summary>
    public ReadOnlyMemory<byte>? Held => _heldStream is not null && Stream == _heldStream ? _held : default(ReadOnlyMemory<byte>?);

    /// <summary>The body with the streams that hooks added.</summary>
    private Stream Stream
    {
        get => http.Request.Body is HookRequestBody body ? body.Inner : http.Request.Body;
        set => http.Request.Body = http.Request.Body is HookRequestBody ? new HookRequestBody(http, value) : value;
    }

    /// <returns>The body; null for a request that doesn't have one, or requests a tunnel.</returns>
    public static RequestBody? Of(Exchange exchange)
        => exchange.Http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false || exchange.AsksForTunnel
            ? null
            : new RequestBody(exchange.Http);

    /// <summary>Prevents hooks from reading the body directly.</summary>
    public void BeginHooks()
    {
        if (http.Request.Body is not HookRequestBody)
            http.Request.Body = new HookRequestBody(http, http.Request.Body);
    }

    /// <summary>Allows the body to be forwarded.</summary>
    public void EndHooks() => http.Request.Body = Stream;

    /// <summary>Handles a failed read, in a hook or while the body was forwarded.</summary>
    /// <param name="isForwardingBroken">Whether forwarding failed.</param>
    public void EndBrokenRead(bool isForwardingBroken)
    {
        if (isForwardingBroken || _client.IsReadBroken)
            BrokenRead.End(http, _fromClient);
    }

    /// <summary>Restores the data that a hook read from its own stream.</summary>
    public void Rewind()
    {
        if (IsLeftRead)
            http.Request.Body.Position = 0;
    }

    /// <summary>Adds a stream.</summary>
    /// <exception cref="HookMisuseException">The stream can't be read.</exception>
    public void Wrap(Func<Stream, Stream> wrap, bool keepsLength, Exchange exchange, int index)
    {
        var body = Open();
        var wrapped = WrappedBody.Wrap(body, wrap, nameof(GatewayContext.WrapRequestBody));
        if (wrapped == body)
            return;

        Stream = new WrappedBody(wrapped, _client, exchange, index, HookName.Request, keepsLength ? http.Request.ContentLength : null);
        if (!keepsLength)
            http.Request.ContentLength = null;
    }

    /// <summary>Replaces the body. The server drops the rest of the client's.</summary>
    public void Set(ReadOnlyMemory<byte> body, string? contentType)
    {
        Hold(body);
        ContentHeaders.Replace(http.Request.Headers, contentType);
        http.Request.ContentLength = body.Length;
        http.Features.Set<IHttpRequestBodyDetectionFeature>(new RequestBodyPresence(!body.IsEmpty));
    }

    /// <param name="limit">The maximum number of bytes to buffer.</param>
    /// <param name="isForwarded">Whether the body is already forwarded; then only a buffered body can be read again.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<ReadOnlyMemory<byte>> BufferAsync(ByteSize limit, bool isForwarded, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit.Bytes, 1, nameof(limit));
        if (Held is { } held)
            return held.Length <= limit.Bytes ? held : throw TooLarge();
        if (Stream is MemoryStream memory)
            return memory.Length <= limit.Bytes ? memory.ToArray() : throw TooLarge();
        if (isForwarded)
            throw new InvalidOperationException("The request's body is already forwarded; read it into memory in a request hook.");
        if (http.Request.ContentLength > limit.Bytes)
            throw TooLarge();

        var body = await BoundedReader.ReadAsync(Open(), limit.Bytes, cancellation).ConfigureAwait(false) ?? throw TooLarge();
        cancellation.ThrowIfCancellationRequested();
        Hold(body);
        return body;
    }

    private void Hold(ReadOnlyMemory<byte> body)
    {
        _held = body;
        _heldStream = MemoryMarshal.TryGetArray(body, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(body.ToArray(), writable: false);
        Stream = _heldStream;
    }

    private Stream Open()
    {
        if (Stream is not (WrappedBody or MemoryStream or BodySource))
            Stream = new BodySource(Stream, _client);
        return Stream;
    }

    private static BadHttpRequestException TooLarge()
        => new("The request's body is too long to buffer.", StatusCodes.Status413PayloadTooLarge);
}
