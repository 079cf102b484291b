using System.Diagnostics.CodeAnalysis;
using GatewayKit.Pipeline;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Upstream;

/// <summary>
/// A request that can be sent several times, if its body allows that:
/// <list type="number">
/// <item>a request without a body can be sent again</item>
/// <item>a body in memory, which a hook has buffered or set, can be sent again</item>
/// <item>a body that streams, or that passes a stream of a hook, can be sent again until the first byte was read</item>
/// </list>
/// Whether the upstream may get the request twice (RFC 9110, section 9.2.2: idempotent methods) is the sender's decision.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The message disposes its content.")]
internal sealed class UpstreamRequest
{
    private static readonly HttpRequestOptionsKey<HttpContext> s_key = new("GatewayKit.Exchange");

    private readonly HttpMessageInvoker _upstream;
    private HttpContent? _content;
    private ReadOnlyMemory<byte> _held;

    private UpstreamRequest(HttpContext http, HttpRequestMessage message, HttpMessageInvoker upstream)
    {
        (Http, Message, _upstream) = (http, message, upstream);
        if (message.Content is not { } content)
            return;

        if (http.Features.Get<Exchange>()?.HeldRequestBody is { } held)
            Hold(held, content);
        else
            _content = new StreamedContent(content);
    }

    private UpstreamRequest(UpstreamRequest original)
    {
        (Http, _upstream) = (original.Http, original._upstream);
        var message = original.Message;
        Message = new HttpRequestMessage(message.Method, message.RequestUri)
        {
            Version = message.Version,
            VersionPolicy = message.VersionPolicy,
        };
        foreach (var (name, values) in message.Headers.NonValidated)
            Message.Headers.TryAddWithoutValidation(name, values);
        if (original._content is { } content)
            Hold(original._held, content);
    }

    /// <summary>The exchange.</summary>
    public HttpContext Http { get; }

    /// <summary>The message. Its address can be changed between attempts; its content is reset for each.</summary>
    public HttpRequestMessage Message { get; }

    /// <summary>Gets whether the body can be sent again.</summary>
    public bool CanSendAgain => _content is not StreamedContent { IsStarted: true };

    /// <summary>Gets whether the request can be copied: it has no body, or one in memory.</summary>
    public bool CanCopy => _content is not StreamedContent;

    /// <summary>Gets whether the body couldn't be read: its client failed, not the upstream.</summary>
    public bool IsBodyUnreadable => _content is StreamedContent { IsUnreadable: true };

    /// <summary>Attaches the exchange to a message.</summary>
    public static void Attach(HttpRequestMessage message, HttpContext http) => message.Options.Set(s_key, http);

    /// <returns>The request; null for a tunnel, or for a message that doesn't belong to an exchange.</returns>
    public static UpstreamRequest? Of(HttpRequestMessage message, HttpMessageInvoker upstream)
        => message.Options.TryGetValue(s_key, out var http)
            && message.Method != HttpMethod.Connect
            && !message.Headers.NonValidated.Contains("Upgrade")
            ? new UpstreamRequest(http, message, upstream)
            : null;

    /// <summary>Sends the request once more.</summary>
    /// <exception cref="InvalidOperationException">The body was already sent.</exception>
    public Task<HttpResponseMessage> SendAsync(CancellationToken cancellation)
    {
        if (!CanSendAgain)
            throw new InvalidOperationException("The request's body was already sent.");

        Message.Content = _content;
        return _upstream.SendAsync(Message, cancellation);
    }

    /// <summary>Reads a body of a known, short length into memory, so that it can be sent again.</summary>
    /// <param name="maxLength">The maximum length.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public async ValueTask HoldBodyAsync(long maxLength, CancellationToken cancellation)
    {
        if (_content is not StreamedContent { IsStarted: false } streamed
            || streamed.Headers.ContentLength is not { } length || length > maxLength)
            return;

        var body = new MemoryStream((int)length);
        await streamed.CopyToAsync(body, cancellation).ConfigureAwait(false);
        Hold(body.GetBuffer().AsMemory(0, (int)body.Length), streamed);
    }

    /// <summary>Copies a request that wasn't sent yet, so that both can be sent at the same time.</summary>
    /// <exception cref="InvalidOperationException">The request can't be copied.</exception>
    public UpstreamRequest Copy()
        => CanCopy ? new UpstreamRequest(this) : throw new InvalidOperationException("The request's body streams.");

    private void Hold(ReadOnlyMemory<byte> body, HttpContent original)
    {
        _held = body;
        _content = new ReadOnlyMemoryContent(body);
        foreach (var (name, values) in original.Headers.NonValidated)
            _content.Headers.TryAddWithoutValidation(name, values);
    }
}
