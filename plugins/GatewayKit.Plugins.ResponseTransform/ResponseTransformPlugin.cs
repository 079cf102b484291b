using GatewayKit.Bodies;
using GatewayKit.Expressions;
using GatewayKit.Transforms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>Changes the status, the headers, the cookies and the JSON bodies of responses from the upstream and from plugins.</summary>
[GatewayPlugin<ResponseTransformOptions>("response-transform", PluginStage.Transformation,
    RejectsOnError = true, OnlyChangesMessages = true)]
public sealed class ResponseTransformPlugin : IRequestHook, IUpstreamRequestHook, IResponseHook
{
    private static readonly GatewayResponse s_ambiguous = GatewayResponse.Problem(
        502, "Bad Gateway", "A value that selects a change of the response occurs more than once or isn't a number.");
    private static readonly GatewayResponse s_invalid = GatewayResponse.Problem(
        502, "Bad Gateway", "A value for a change of the response occurs more than once or isn't valid at its new place.");

    private readonly WhenOption _when;
    private readonly ValueSet _values;
    private readonly KeyValuePair<int, int>[] _statuses;
    private readonly HeaderChanges _headers;
    private readonly CookieChanges _cookies;
    private readonly BodyChanges _changes;
    private readonly JsonResponse? _body;
    private readonly JsonRequest? _requestBody;
    private readonly TimeProvider _time;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock.</param>
    public ResponseTransformPlugin(ResponseTransformOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _when = WhenOption.Compile(options.When, ExpressionVocabulary.Response);
        _values = new ValueSet(TemplateVocabulary.Response);
        _statuses = StatusOptions.Compile(options.Status);
        var names = new HeaderTransform { Remove = [.. options.Remove.Headers], Rename = [.. options.Rename.Headers] };
        _headers = new HeaderChanges(_values, names, options.Replace.Headers, options.Add.Headers, options.Append.Headers);
        _cookies = new CookieChanges(options);
        _time = time;
        _changes = new BodyChanges(
            options.Remove.Body, options.Rename.Body, options.Replace.Body, options.Add.Body, options.Append.Body,
            TemplateVocabulary.Response, options.MaxBodySize);
        _body = _changes.IsEmpty && !Reads(TemplateName.Body) ? null : new JsonResponse(options.MaxBodySize);
        _requestBody = Reads(TemplateName.RequestBody) ? new JsonRequest(options.MaxBodySize) : null;
    }

    /// <summary>Gets whether a template reads the bodies of requests.</summary>
    public bool HandlesRequests => _requestBody is not null;

    /// <summary>Gets whether bodies are read.</summary>
    public bool EditsUpstreamRequest => _body is not null;

    /// <summary>Keeps a JSON body of the request for the response. Responds with 4xx if it isn't valid, or is too long.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_requestBody is null || !JsonRequest.IsIn(context.Http))
            return HookResult.Continue;

        return RequestRejections.Of(context.Http.Request, out var coding) is { } rejection
            ? HookResult.Respond(rejection)
            : KeepAsync(context, _requestBody, coding);
    }

    /// <summary>Requests the whole resource, in a coding that can be decoded.</summary>
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        WholeResponse.Request(request);
        return default;
    }

    /// <summary>Applies the changes if the condition is true. Replaces the response by a 502 if the exchange doesn't determine it, or a
    /// value.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_when.TryDecide(context, out var acts))
            return HookResult.Respond(s_ambiguous);
        if (!acts)
            return HookResult.Continue;
        if (_body is not null && context.Http.Response.StatusCode == StatusCodes.Status304NotModified)
            ContentFields.ChangeNotModified(context.Http.Request.Headers.IfNoneMatch, context.Http.Response.Headers);
        if (_body is null || !JsonResponse.IsIn(context))
            return Change(InputOf(context, body: null));

        var coding = JsonResponse.CodingOf(context);
        if (!HttpMethods.IsHead(context.Http.Request.Method))
            return ChangeAsync(context, _body, coding);

        var result = Change(InputOf(context, body: null));
        if (!_changes.IsEmpty)
            WholeResponse.WriteHead(context, coding, context.Http.Response.ContentType);
        return result;
    }

    private static async ValueTask<HookResult> KeepAsync(GatewayContext context, JsonRequest body, ContentCoding coding)
    {
        try
        {
            context.State = await body.KeepAsync(context, coding).ConfigureAwait(false);
            return HookResult.Continue;
        }
        catch (ConversionException error)
        {
            return HookResult.Respond(BodyRejections.Of(error));
        }
    }

    private async ValueTask<HookResult> ChangeAsync(GatewayContext context, JsonResponse body, ContentCoding coding)
    {
        try
        {
            if (await body.ReadAsync(context, coding).ConfigureAwait(false) is not { } tree)
                return await Change(InputOf(context, body: null)).ConfigureAwait(false);

            var input = InputOf(context, tree);
            var values = _changes.Render(input);
            var result = await Change(input).ConfigureAwait(false);
            if (result.Response is null && _changes.Apply(tree, values))
                body.Write(context, tree, coding);
            return result;
        }
        catch (ConversionException error)
        {
            throw BodyFaults.OfResponse.Of(error);
        }
        catch (Exception error) when (error is ExpressionException or TemplateException)
        {
            return HookResult.Respond(s_invalid);
        }
    }

    private bool Reads(string name) => _values.Reads(name) || _cookies.Reads(name) || _changes.Reads(name);

    private TemplateInput InputOf(GatewayContext context, JsonTree? body) => new(context, _time.GetUtcNow())
    {
        Body = body,
        RequestBody = _requestBody is null ? null : (context.State as KeptJson)?.Read(),
    };

    private ValueTask<HookResult> Change(in TemplateInput input)
    {
        // All values are read before the first change.
        if (!_values.TryRender(input, out var rendered) || !_cookies.TryRender(input, out var cookies))
            return HookResult.Respond(s_invalid);

        var http = input.Exchange.Http;
        SetStatus(http);
        _headers.Apply(http.Response.Headers, rendered);
        _cookies.Apply(http.Response.Headers, cookies);
        return HookResult.Continue;
    }

    private void SetStatus(HttpContext http)
    {
        foreach (var (from, to) in _statuses)
        {
            if (http.Response.StatusCode != from)
                continue;

            http.Response.StatusCode = to;
            // That of the upstream describes the previous status.
            http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = null;
            return;
        }
    }
}
