using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using GatewayKit.Proxy.Resilience;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// An exchange whose transforms and hooks see messages of the HTTP client, as with YARP's forwarder, in the same order.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "End disposes the messages.")]
internal sealed class MessageExchange(
    HttpContext context, UpstreamInvoker client, ConnectionPool pool, ForwarderRequestConfig config, HttpTransformer transformer)
    : DirectExchange(context, pool, config)
{
    private readonly HttpRequestMessage _request = new();
    private HttpResponseMessage? _response;

    protected override HttpContent? ReplacedContent => _response!.Content is UpstreamContent { IsOpen: false } ? null : _response.Content;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<bool> PrepareAsync(string destinationPrefix)
    {
        _request.Method = MethodOf(Http.Request.Method);
        _request.Version = Config.Version ?? HttpVersion.Version20;
        _request.VersionPolicy = Config.VersionPolicy ?? HttpVersionPolicy.RequestVersionOrLower;
        var body = Http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true } ? new RequestContent(Http) : null;
        _request.Content = body;
        await transformer.TransformRequestAsync(Http, _request, destinationPrefix, Http.RequestAborted).ConfigureAwait(false);
        if (Http.Response.HasStarted || Http.Response.StatusCode != StatusCodes.Status200OK)
            return false;

        if (_request.Content != body && (body is not null || _request.Content?.Headers.ContentLength != 0))
        {
            throw new InvalidOperationException(
                "The content of the upstream _request can't be replaced. Change the body of HttpContext.Request instead.");
        }

        FrameBody();
        _request.RequestUri ??= RequestUtilities.MakeDestinationAddress(destinationPrefix, Http.Request.Path, Http.Request.QueryString);
        if (Config.AllowResponseBuffering != true)
            Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        SpanHandler.Inject(_request);
        if (!IsSameOrigin(_request.RequestUri) || !client.Pools!.IsNameOf(Pool.Origin, _request.Headers.Host))
        {
            Pool = client.Pools!.Find(_request.RequestUri, DirectForwarder.OffersHttp2(Config), _request.Headers.Host)
                ?? throw new NotSupportedException($"The scheme '{_request.RequestUri.Scheme}' isn't supported.");
        }

        return true;
    }

    protected override bool TryMove(DestinationConfig from, DestinationConfig to)
    {
        if (DestinationAddress.Move(_request.RequestUri, from, to) is not { } address)
            return false;

        var host = _request.Headers.Host;
        DestinationAddress.MoveHost(_request, from, to);
        if (client.Pools!.Find(address, DirectForwarder.OffersHttp2(Config), _request.Headers.Host) is not { } pool)
        {
            _request.Headers.Host = host;
            return false;
        }

        (Pool, _request.RequestUri) = (pool, address);
        return true;
    }

    protected override void RenewTrace() => SpanHandler.Inject(_request);

    protected override int Status => (int)_response!.StatusCode;

    protected override void WriteHead(RequestHeadWriter writer) => writer.Write(_request, Pool.Origin);

    protected override async ValueTask RequestAsync()
    {
        try
        {
            if (Pool.IsHttp2)
                throw new Http2OriginException(Pool.Origin);

            await ExchangeHeadsAsync().ConfigureAwait(false);
            _response = CreateResponse();
        }
        catch (Http2OriginException)
        {
            // The attempts of the client have their own spans.
            DropSpan();
            _response = await client.SendAsync(_request, Http.RequestAborted).ConfigureAwait(false);
        }
    }

    protected override ValueTask<bool> TakeResponseAsync()
    {
        TakeStatus((int)_response!.StatusCode, _response.ReasonPhrase);
        return transformer.TransformResponseAsync(Http, _response, Http.RequestAborted);
    }

    protected override ValueTask TakeTrailersAsync()
    {
        foreach (var (name, value) in Body?.Trailers ?? [])
            _response!.TrailingHeaders.TryAddWithoutValidation(name, value);
        return transformer.TransformResponseTrailersAsync(Http, _response!, Http.RequestAborted);
    }

    protected override async ValueTask TakeFailureAsync()
        => await transformer.TransformResponseAsync(Http, null, Http.RequestAborted).ConfigureAwait(false);

    protected override void End()
    {
        _response?.Dispose();
        _request.Dispose();
    }

    /// <summary>Determines how the end of the body is sent (RFC 9112, section 6.1).</summary>
    private void FrameBody()
    {
        HasBody = _request.Content is RequestContent;
        IsExpecting = HasBody && _request.Headers.NonValidated.TryGetValues("Expect", out var expect)
            && expect.ToString().Contains("100-continue", StringComparison.OrdinalIgnoreCase);
        if (_request.Content is not RequestContent content)
        {
            if (_request.Headers.NonValidated.Contains("Transfer-Encoding"))
                throw new InvalidOperationException("The upstream request has a Transfer-Encoding, but no body.");

            return;
        }

        var headers = content.Headers;
        if (_request.Headers.TransferEncodingChunked != true && headers.ContentLength is { } length
            && headers.NonValidated["Content-Length"].Count == 1)
        {
            BodyLength = length;
            return;
        }

        headers.Remove("Content-Length");
        _request.Headers.TransferEncodingChunked = true;
    }

    private bool IsSameOrigin(Uri address)
        => address.Port == Pool.Origin.EndPoint.Port
            && address.Scheme == (Pool.Origin.IsSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)
            && string.Equals(address.IdnHost, Pool.Origin.EndPoint.Host, StringComparison.OrdinalIgnoreCase);

    private HttpResponseMessage CreateResponse()
    {
        var connection = Connection;
        var head = connection.Head;
        var bytes = connection.Received;
        var response = new HttpResponseMessage((HttpStatusCode)head.Status)
        {
            Version = head.IsHttp11 ? HttpVersion.Version11 : HttpVersion.Version10,
            RequestMessage = _request,
            Content = new UpstreamContent(Body!),
            ReasonPhrase = ReadReason(),
        };
        var headers = head.Headers;
        for (var i = 0; i < headers.Length; i++)
        {
            var (name, value, _) = connection.Texts.Get(i, bytes[headers[i].NameRange], bytes[headers[i].ValueRange]);
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        connection.Use(HeadLength);
        return response;
    }

    private static HttpMethod MethodOf(string method) => method switch
    {
        _ when HttpMethods.IsGet(method) => HttpMethod.Get,
        _ when HttpMethods.IsPost(method) => HttpMethod.Post,
        _ when HttpMethods.IsPut(method) => HttpMethod.Put,
        _ when HttpMethods.IsDelete(method) => HttpMethod.Delete,
        _ when HttpMethods.IsOptions(method) => HttpMethod.Options,
        _ when HttpMethods.IsHead(method) => HttpMethod.Head,
        _ when HttpMethods.IsPatch(method) => HttpMethod.Patch,
        _ when HttpMethods.IsTrace(method) => HttpMethod.Trace,
        _ => new HttpMethod(method),
    };
}
