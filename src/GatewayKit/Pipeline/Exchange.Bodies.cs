using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Pipeline;

// The bodies of the request and the response, which hooks wrap, read or replace.
internal sealed partial class Exchange
{
    private RequestBody? _requestBody;
    private HttpContent? _upstreamContent;
    private ResponseBody? _responseBody;

    /// <summary>The upstream's response with its trailers; null without one, and for an HTTP/1.1 upstream.</summary>
    public HttpResponseMessage? UpstreamResponse { get; set; }

    /// <summary>The response's body if hooks changed it; null if it is sent unchanged or as described.</summary>
    public ResponseBody? Body => _responseBody;

    /// <summary>The request's body if it is in memory, so that it can be sent more than once; otherwise null.</summary>
    public ReadOnlyMemory<byte>? HeldRequestBody => _requestBody?.Held;

    /// <summary>Gets whether the running hook waits for the client to send its body.</summary>
    public bool WaitsForClient => !IsForwarded && _requestBody?.IsWaiting == true;

    /// <summary>Gets whether the request opens a tunnel; then it doesn't have a body to wrap or read.</summary>
    public bool AsksForTunnel => Socket is not null
        || Http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true
        || (Http.Request.Headers.Upgrade.Count > 0 && Http.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true);

    /// <summary>Gets whether the upstream opened a tunnel over HTTP/2 (RFC 8441); over HTTP/1.1 the 101 indicates that.</summary>
    private bool IsTunnel => Origin == ResponseOrigin.Upstream && Http.Response.StatusCode == StatusCodes.Status200OK
        && Http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;

    /// <summary>Gets whether the request has a body.</summary>
    public bool HasRequestBody => _requestBody is not null;

    /// <summary>Handles a failed read of the request's body.</summary>
    public void EndBrokenRead(bool isForwardingBroken) => _requestBody?.EndBrokenRead(isForwardingBroken);

    /// <summary>Called when the upstream's response has arrived. Its head is already set.</summary>
    public void BeginUpstreamResponse(HttpContent content)
    {
        _answeredAfter = After();
        _upstreamStatus = Socket is { IsOpen: true } ? (short)StatusCodes.Status101SwitchingProtocols : (short)Http.Response.StatusCode;
        Origin = ResponseOrigin.Upstream;
        _upstreamContent = content;
        _responseBody = null;
    }

    /// <exception cref="InvalidOperationException">The request is already forwarded, or the stream can't be read.</exception>
    public void WrapRequestBody(Func<Stream, Stream> wrap, bool keepsLength, int index)
    {
        if (TouchRequestBody() is not { } body)
            return;
        if (IsForwarded)
            throw new InvalidOperationException("The request is already forwarded; wrap its body in a request hook.");

        body.Wrap(wrap, keepsLength, this, index);
    }

    /// <exception cref="InvalidOperationException">There is no response yet, or the stream can't be read.</exception>
    public void WrapResponseBody(Func<Stream, Stream> wrap, bool keepsLength, int index)
    {
        if (TouchResponseBody() is not { } body)
            return;

        if (body.Wrap(wrap, this, index, keepsLength ? Http.Response.ContentLength : null, keepsLength) && !keepsLength)
            Http.Response.ContentLength = null;
    }

    public ValueTask<ReadOnlyMemory<byte>> BufferRequestBodyAsync(ByteSize limit, CancellationToken cancellation)
        => TouchRequestBody() is { } body
            ? body.BufferAsync(limit, IsForwarded && Origin != ResponseOrigin.None, cancellation)
            : new(ReadOnlyMemory<byte>.Empty);

    public ValueTask<ReadOnlyMemory<byte>> BufferResponseBodyAsync(ByteSize limit, CancellationToken cancellation)
        => TouchResponseBody() is { } body ? body.BufferAsync(limit, cancellation) : new(ReadOnlyMemory<byte>.Empty);

    /// <exception cref="InvalidOperationException">The request is already forwarded.</exception>
    public void SetRequestBody(ReadOnlyMemory<byte> body, string? contentType)
    {
        if (AsksForTunnel)
            return;
        if (IsForwarded)
            throw new InvalidOperationException("The request is already forwarded; set its body in a request hook.");

        // Also for a request that came without a body.
        (_requestBody ??= new RequestBody(Http)).Set(body, contentType);
    }

    /// <exception cref="InvalidOperationException">There is no response yet.</exception>
    public void SetResponseBody(ReadOnlyMemory<byte> body, string? contentType)
    {
        if (Origin == ResponseOrigin.None)
            throw new InvalidOperationException("There is no response yet; use a response hook.");

        var response = Http.Response;
        if (!GatewayResponseWriter.HasBody(response.StatusCode) || IsTunnel)
            return;

        ContentHeaders.Replace(response.Headers, contentType);
        ContentHeaders.WeakenTag(response.Headers);
        if (TouchResponseBody() is { } old)
        {
            old.Set(body);
            response.ContentLength = body.Length;
        }
    }

    /// <summary>Releases the streams that hooks added to the response.</summary>
    public void EndResponseBody() => _responseBody?.End();

    /// <summary>Records that the body of the response failed while it was written.</summary>
    public void NoteAnswerFailure(Exception error) => NoteStreamFailure(_answerIndex, HookName.Response, error);

    private RequestBody? TouchRequestBody() => _requestBody ??= RequestBody.Of(this);

    /// <returns>The body; null if the response doesn't have one.</returns>
    private ResponseBody? TouchResponseBody()
    {
        if (Origin == ResponseOrigin.None)
            throw new InvalidOperationException("There is no response yet; use a response hook.");
        if (!GatewayResponseWriter.HasBody(Http.Response.StatusCode) || HttpMethods.IsHead(Http.Request.Method) || IsTunnel)
            return null;

        return _responseBody ??= Answer switch
        {
            null => new ResponseBody(_upstreamContent!),
            { Streamed: { } streamed } => new ResponseBody(new PipedBody(streamed, this, RequestTimeout.WriteToken(Http))),
            { } answer => new ResponseBody(GatewayResponseWriter.RenderBody(Http, answer, CompiledRoute.Problems)),
        };
    }
}
