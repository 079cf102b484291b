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
internal sealed class UpstreamRequest
{
    private static readonly HttpRequestOptionsKey<HttpContext> s_key = new("GatewayKit.Exchange");

    private readonly HttpMessageInvoker _upstream;
    private readonly HttpContent? _content;

    private UpstreamRequest(HttpContext http, HttpRequestMessage message, HttpMessageInvoker upstream)
    {
        (Http, Message, _upstream) = (http, message, upstream);
        _content = message.Content is not { } content ? null
            : http.Features.Get<Exchange>()?.HeldRequestBody is { } held ? HeldContent(held, content)
            : StreamedContent(content);
    }

    /// <summary>The exchange.</summary>
    public HttpContext Http { get; }

    /// <summary>The message. Its address can be changed between attempts; its content is reset for each.</summary>
    public HttpRequestMessage Message { get; }

    /// <summary>Gets whether the body can be sent again.</summary>
    public bool CanSendAgain => _content is not StreamedContent { IsStarted: true };

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

    private static StreamedContent StreamedContent(HttpContent original) => new(original);

    private static ReadOnlyMemoryContent HeldContent(ReadOnlyMemory<byte> held, HttpContent original)
    {
        var content = new ReadOnlyMemoryContent(held);
        foreach (var (name, values) in original.Headers.NonValidated)
            content.Headers.TryAddWithoutValidation(name, values);
        return content;
    }
}
