using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.Soap;

/// <summary>
/// Offers an operation of a SOAP service to clients with JSON. A request becomes an envelope, or is rejected; the content of the response's
/// envelope becomes JSON, and a fault a problem document (RFC 9457).
/// </summary>
[GatewayPlugin<SoapOptions>("soap", PluginStage.Transformation, RejectsOnError = true)]
public sealed class SoapPlugin : IRequestHook, IUpstreamRequestHook, IResponseHook
{
    private const string Json = "application/json";

    /// <summary>The headers that are those of the message, or would make the response depend on another one.</summary>
    private static readonly string[] s_replaced =
        ["Accept", "SOAPAction", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"];

    private readonly SoapOptions _options;
    private readonly SoapVersion _version;
    private readonly string _contentType;
    private readonly string _action;
    private readonly PathString _path;
    private readonly QueryString _query;
    private readonly ByteSize _limit;
    private readonly RequestContent _content;
    private readonly RequestEnvelope _requests;
    private readonly ResponseReader _responses;
    private readonly FaultProblems _faults;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock.</param>
    public SoapPlugin(SoapOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _limit = options.MaxBodySize;
        _version = SoapVersion.Named(options.Version);
        _action = $"\"{options.Action}\"";
        _contentType = $"{_version.MediaType}; charset=utf-8"
            + (_version == SoapVersion.V12 && options.Action.Length > 0 ? $"; action={_action}" : "");
        var path = options.Path?.Split('?', 2);
        _path = path is null ? default : PathString.FromUriComponent(path[0]);
        _query = path is [_, var query] ? new QueryString("?" + query) : default;

        var prefixes = new Prefixes(options);
        var types = new TypeTable(options, prefixes);
        _content = new RequestContent(options);
        _requests = new RequestEnvelope(options, prefixes, types.Find(options.RequestType), time);
        _responses = new ResponseReader(options, types.Find(options.ResponseType));
        _faults = new FaultProblems(options);
    }

    /// <summary>Replaces the request by an envelope.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.Http;
        var request = http.Request;
        if (request.Method is "HEAD" or "OPTIONS" or "CONNECT" or "TRACE")
            return HookResult.Respond(Rejections.Method);
        if (http.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true)
            return HookResult.Respond(Rejections.Upgrade);
        var hasBody = WholeRequest.HasBody(http);
        if (hasBody && request.Headers.ContentRange.Count > 0)
            return HookResult.Respond(BodyRejections.Partial);
        if (hasBody && (!MediaTypeName.IsJson(request.ContentType) || !Charsets.IsUtf8(request.ContentType)))
            return HookResult.Respond(Rejections.OtherType);
        if (ContentCoding.Of(request.Headers.ContentEncoding) is not { } coding)
            return HookResult.Respond(BodyRejections.UnsupportedCoding);

        return ConvertRequestAsync(context, coding);
    }

    /// <summary>Sends the action, and requests a message in a coding that can be decoded.</summary>
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);
        WholeResponse.Request(request);
        foreach (var name in s_replaced)
            request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation("Accept", _version.MediaType);
        if (_version == SoapVersion.V11)
            request.Headers.TryAddWithoutValidation("SOAPAction", _action);
        return default;
    }

    /// <summary>Replaces the response by the content of its envelope, or by a problem for a fault.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.Http.Response;
        var type = (string?)response.Headers.ContentType;
        var isMessage = MessageTypes.IsMessage(type);
        if (context.ResponseOrigin == ResponseOrigin.Gateway || (context.ResponseOrigin == ResponseOrigin.Plugin && !isMessage))
            return HookResult.Continue;
        if (MessageTypes.IsMultipart(type))
            throw ChangedMessage.Unchangeable("is multipart, as with MTOM and attachments, which isn't supported");
        if (isMessage && ChangedMessage.HasContent(context) && response.ContentLength != 0)
            return ConvertResponseAsync(context, type!);
        if (response.StatusCode >= 400)
            return HookResult.Respond(FailureOf(response));

        return response.StatusCode is 202 or 204 || response.ContentLength == 0
            ? HookResult.Continue
            : throw ChangedMessage.Unchangeable("isn't a SOAP envelope");
    }

    private async ValueTask<HookResult> ConvertRequestAsync(GatewayContext context, ContentCoding coding)
    {
        var text = await WholeRequest.ReadAsync(context, coding, _limit).ConfigureAwait(false);
        var request = context.Http.Request;
        try
        {
            context.SetRequestBody(_requests.Write(_content.Read(text, request)), _contentType);
        }
        catch (ConversionException error)
        {
            return HookResult.Respond(BodyRejections.Of(error));
        }
        catch (InvalidOperationException error)
        {
            // The reader of JSON finds incomplete surrogates only when it converts the text.
            return HookResult.Respond(BodyRejections.Of(ConversionException.Invalid("has a character that XML doesn't allow", error)));
        }

        request.Method = HttpMethods.Post;
        request.QueryString = _query;
        if (_path.HasValue)
            request.Path = _path;
        return HookResult.Continue;
    }

    private async ValueTask<HookResult> ConvertResponseAsync(GatewayContext context, string type)
    {
        var response = context.Http.Response;
        var coding = ChangedMessage.CodingOfResponse(context);
        var text = await WholeResponse.ReadAsync(context, coding, _limit).ConfigureAwait(false);
        if (text.IsEmpty)
        {
            if (response.StatusCode >= 400)
                return HookResult.Respond(FailureOf(response));
            context.SetResponseBody(text, null);
            return HookResult.Continue;
        }

        try
        {
            using var document = _responses.Parse(text, type);
            var message = Envelope.Read(document.RootElement);
            if (message.Fault is { } version)
                return HookResult.Respond(_faults.Of(SoapFault.Of(version, message.Content), _responses.DetailOf));
            if (response.StatusCode >= 300)
                return HookResult.Respond(FailureOf(response));

            WholeResponse.Write(context, _responses.ResultOf(message), coding, Json);
            return HookResult.Continue;
        }
        catch (ConversionException error)
        {
            throw BodyFaults.OfResponse.Of(error);
        }
    }

    /// <summary>Returns the response for an error without a fault. Only an overload is the client's to wait for.</summary>
    private static GatewayResponse FailureOf(HttpResponse response)
    {
        var status = response.StatusCode is 429 or 503 or 504 ? response.StatusCode : StatusCodes.Status502BadGateway;
        var problem = GatewayResponse.Problem(
            status, ReasonPhrases.GetReasonPhrase(status), $"The service responded with {response.StatusCode} and without a SOAP fault.");
        return response.Headers.RetryAfter is [{ } wait] && status != StatusCodes.Status502BadGateway && HeaderOptions.IsValue(wait)
            ? problem.WithHeader("Retry-After", wait)
            : problem;
    }
}
