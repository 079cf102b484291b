using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.JsonXml;

/// <summary>
/// Converts bodies between JSON and XML. A body of a selected type is converted, or the exchange fails: a body that isn't valid, a part of
/// a body (<c>Content-Range</c>), an unknown content coding and an unknown charset are rejected.
/// </summary>
[GatewayPlugin<JsonXmlOptions>("json-xml", PluginStage.Transformation, RejectsOnError = true, OnlyChangesMessages = true)]
public sealed class JsonXmlPlugin : IRequestHook, IUpstreamRequestHook, IResponseHook
{
    private const string JsonTypes = "application/json;q=0.5";
    private const string XmlTypes = "application/xml;q=0.5, text/xml;q=0.5";

    private static readonly object s_sentJson = TargetFormat.Json;
    private static readonly object s_sentXml = TargetFormat.Xml;

    private readonly Conversion? _request;
    private readonly Conversion? _response;
    private readonly ByteSize _limit;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    public JsonXmlPlugin(JsonXmlOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _limit = options.MaxBodySize;
        var rules = new XmlJsonRules
        {
            AttributePrefix = options.AttributePrefix,
            TextKey = options.TextKey,
            ItemName = options.ItemName,
            DefaultNamespace = options.DefaultNamespace ?? "",
            Namespaces = options.Namespaces,
            DropsOtherNamespaces = options.OtherNamespaces == OtherNamespaces.Drop,
            EncodesNames = options.InvalidNames == InvalidNames.Encode,
            Nulls = options.Nulls,
            Arrays = new ElementPaths(options.Arrays.Select(rule => new ElementPath(rule.Path, rule.Item))),
            Numbers = new ElementPaths(options.Numbers.Select(path => new ElementPath(path))),
            Booleans = new ElementPaths(options.Booleans.Select(path => new ElementPath(path))),
            MaxDepth = options.MaxDepth,
            MaxLength = _limit.Bytes,
        };
        _request = Conversion.Of(options.Request, rules);
        _response = Conversion.Of(options.Response, rules);
    }

    /// <summary>Converts the body of the request.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.Http;
        var headers = http.Request.Headers;
        var source = MediaFormats.Of(headers.ContentType);
        if (_response is { To: TargetFormat.Auto } && source is { } sent)
            context.State = sent == TargetFormat.Json ? s_sentJson : s_sentXml;
        if (_request is null || !WholeRequest.HasBody(http))
            return HookResult.Continue;

        if (_request.IsAmbiguous(headers.ContentType))
            return HookResult.Respond(BodyRejections.SeveralTypes);

        TargetFormat? target = _request.To != TargetFormat.Auto ? _request.To
            : source == TargetFormat.Json ? TargetFormat.Xml
            : TargetFormat.Json;
        if (!_request.Applies(headers.ContentType, target))
            return HookResult.Continue;

        if (headers.ContentRange.Count > 0)
            return HookResult.Respond(BodyRejections.Partial);
        if (target == TargetFormat.Xml && !Charsets.IsUtf8(headers.ContentType))
            return HookResult.Respond(BodyRejections.OtherCharset);
        if (ContentCoding.Of(headers.ContentEncoding) is not { } coding)
            return HookResult.Respond(BodyRejections.UnsupportedCoding);

        return ConvertRequestAsync(context, _request, coding, target.Value);
    }

    /// <summary>Gets whether responses are converted.</summary>
    public bool EditsUpstreamRequest => _response is not null;

    /// <summary>Requests the whole resource, in a coding that can be decoded, and also in the format that can be converted.</summary>
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);
        if (_response is null)
            return default;

        WholeResponse.Request(request);
        var accepted = AcceptedFormats.Of(context.Http.Request.Headers.Accept);
        var (json, xml) = (accepted.Accepts(TargetFormat.Json), accepted.Accepts(TargetFormat.Xml));
        if (!xml && (_response.To == TargetFormat.Json || (_response.To == TargetFormat.Auto && json)))
            request.Headers.TryAddWithoutValidation("Accept", XmlTypes);
        else if (!json && (_response.To == TargetFormat.Xml || (_response.To == TargetFormat.Auto && xml)))
            request.Headers.TryAddWithoutValidation("Accept", JsonTypes);
        return default;
    }

    /// <summary>Converts the body of the response.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.Http;
        var headers = http.Response.Headers;
        if (_response is null || IsOwnProblem(context))
            return HookResult.Continue;
        if (http.Response.StatusCode == StatusCodes.Status304NotModified)
            ContentFields.ChangeNotModified(http.Request.Headers.IfNoneMatch, headers);
        if (_response.To == TargetFormat.Auto
            && (MediaFormats.Of(headers.ContentType) is not null || http.Response.StatusCode == StatusCodes.Status304NotModified))
            ContentFields.VaryBy(headers, "Accept");

        var isHead = HttpMethods.IsHead(http.Request.Method);
        var target = _response.To != TargetFormat.Auto
            ? _response.To
            : AcceptedFormats.Of(http.Request.Headers.Accept).Preferred ?? context.State as TargetFormat?;
        if (!ChangedMessage.HasContent(context) || (headers.ContentLength == 0 && !isHead))
            return HookResult.Continue;
        if (_response.IsAmbiguous(headers.ContentType))
            throw ChangedMessage.HasSeveralTypes();
        if (!_response.Applies(headers.ContentType, target))
            return HookResult.Continue;

        if (target == TargetFormat.Xml && !Charsets.IsUtf8(headers.ContentType))
            throw ChangedMessage.Unchangeable("isn't in UTF-8");
        var coding = ChangedMessage.CodingOfResponse(context);
        if (!isHead)
            return ConvertResponseAsync(context, _response, coding, target!.Value);

        WholeResponse.WriteHead(context, coding, _response.TypeFor(headers.ContentType, target!.Value));
        return HookResult.Continue;
    }

    private async ValueTask<HookResult> ConvertRequestAsync(
        GatewayContext context, Conversion conversion, ContentCoding coding, TargetFormat target)
    {
        var text = await WholeRequest.ReadAsync(context, coding, _limit).ConfigureAwait(false);
        if (text.IsEmpty)
            return HookResult.Continue;

        var type = (string?)context.Http.Request.Headers.ContentType;
        try
        {
            WholeRequest.Write(context, conversion.Convert(text, type, target), coding, conversion.TypeFor(type, target));
            return HookResult.Continue;
        }
        catch (ConversionException error)
        {
            return HookResult.Respond(BodyRejections.Of(error));
        }
    }

    private async ValueTask<HookResult> ConvertResponseAsync(
        GatewayContext context, Conversion conversion, ContentCoding coding, TargetFormat target)
    {
        var text = await WholeResponse.ReadAsync(context, coding, _limit).ConfigureAwait(false);
        if (text.IsEmpty)
            return HookResult.Continue;

        var type = (string?)context.Http.Response.Headers.ContentType;
        try
        {
            WholeResponse.Write(context, conversion.Convert(text, type, target), coding, conversion.TypeFor(type, target));
            return HookResult.Continue;
        }
        catch (ConversionException error)
        {
            throw BodyFaults.OfResponse.Of(error);
        }
    }

    /// <summary>Returns whether the response is a problem of the gateway or a plugin, which each client gets in the same format.</summary>
    private static bool IsOwnProblem(GatewayContext context)
        => context.ResponseOrigin == ResponseOrigin.Gateway
            || (context.ResponseOrigin == ResponseOrigin.Plugin
                && MediaFormats.IsProblem(context.Http.Response.Headers.ContentType));
}
