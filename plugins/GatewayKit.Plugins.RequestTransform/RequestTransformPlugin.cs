using GatewayKit.Bodies;
using GatewayKit.Expressions;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>
/// Changes the method, the path, the headers, the query, the cookies and the body, JSON or a form, of a request for later plugins and the
/// upstream.
/// </summary>
[GatewayPlugin<RequestTransformOptions>("request-transform", PluginStage.Transformation, RejectsOnError = true, OnlyChangesMessages = true)]
public sealed class RequestTransformPlugin : IRequestHook
{
    private static readonly GatewayResponse s_ambiguous = GatewayResponse.Problem(
        400, "Bad Request", "A value that selects a change of the request occurs more than once or isn't a number.");
    private static readonly GatewayResponse s_invalid = GatewayResponse.Problem(
        400, "Bad Request", "A value for a change of the request occurs more than once or isn't valid at its new place.");

    private readonly WhenOption _when;
    private readonly ValueSet _values;
    private readonly string? _method;
    private readonly PathTransform? _path;
    private readonly HeaderChanges _headers;
    private readonly FieldChanges _query;
    private readonly FieldChanges _cookies;
    private readonly FieldChanges _form;
    private readonly BodyChanges _changes;
    private readonly JsonRequest? _body;
    private readonly FormRequest? _formBody;
    private readonly TimeProvider _time;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock.</param>
    public RequestTransformPlugin(RequestTransformOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _when = WhenOption.Compile(options.When, ExpressionVocabulary.Request);
        _values = new ValueSet(TemplateVocabulary.Request);
        _method = options.Method;
        _path = options.Path is null ? null : new PathTransform(options.Path);
        var names = new HeaderTransform { Remove = [.. options.Remove.Headers], Rename = [.. options.Rename.Headers] };
        _headers = new HeaderChanges(_values, names, options.Replace.Headers, options.Add.Headers, options.Append.Headers);
        _query = new FieldChanges(
            options.Remove.Query, options.Rename.Query, _values.Add(options.Replace.Query, Any), _values.Add(options.Add.Query, Any),
            _values.Add(options.Append.Query, Any));
        _cookies = new FieldChanges(
            options.Remove.Cookies, options.Rename.Cookies, _values.Add(options.Replace.Cookies, CookieFieldOptions.IsValue),
            _values.Add(options.Add.Cookies, CookieFieldOptions.IsValue), _values.Add(options.Append.Cookies, CookieFieldOptions.IsValue));
        _form = new FieldChanges(
            options.Remove.Form, options.Rename.Form, _values.Add(options.Replace.Form, Any), _values.Add(options.Add.Form, Any),
            _values.Add(options.Append.Form, Any));
        _formBody = _form.IsEmpty ? null : new FormRequest(options.MaxBodySize);
        _time = time;
        _changes = new BodyChanges(
            options.Remove.Body, options.Rename.Body, options.Replace.Body, options.Add.Body, options.Append.Body,
            TemplateVocabulary.Request, options.MaxBodySize);
        _body = _changes.IsEmpty && !_values.Reads(TemplateName.Body) ? null : new JsonRequest(options.MaxBodySize);
    }

    /// <summary>Applies the changes if the condition is true. Responds with 400 if the request doesn't determine it, or a value.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_when.TryDecide(context, out var acts))
            return HookResult.Respond(s_ambiguous);
        if (!acts)
            return HookResult.Continue;
        var isJson = _body is not null && JsonRequest.IsIn(context.Http);
        if (!isJson && (_formBody is null || !FormRequest.IsIn(context.Http)))
            return Change(InputOf(context, body: null), form: null);

        return RequestRejections.Of(context.Http.Request, out var coding) is { } rejection ? HookResult.Respond(rejection)
            : isJson ? ChangeJsonAsync(context, _body!, coding)
            : ChangeFormAsync(context, _formBody!, coding);
    }

    private async ValueTask<HookResult> ChangeJsonAsync(GatewayContext context, JsonRequest body, ContentCoding coding)
    {
        try
        {
            if (await body.ReadAsync(context, coding).ConfigureAwait(false) is not { } tree)
                return await Change(InputOf(context, body: null), form: null).ConfigureAwait(false);

            var input = InputOf(context, tree);
            var values = _changes.Render(input);
            var result = await Change(input, form: null).ConfigureAwait(false);
            if (result.Response is null && _changes.Apply(tree, values))
                body.Write(context, tree, coding);
            return result;
        }
        catch (ConversionException error)
        {
            return HookResult.Respond(BodyRejections.Of(error));
        }
        catch (Exception error) when (error is ExpressionException or TemplateException)
        {
            return HookResult.Respond(s_invalid);
        }
    }

    private async ValueTask<HookResult> ChangeFormAsync(GatewayContext context, FormRequest body, ContentCoding coding)
    {
        try
        {
            var form = await body.ReadAsync(context, coding).ConfigureAwait(false);
            var isChanged = form is not null && _form.Affects(form);
            var result = await Change(InputOf(context, body: null), isChanged ? form : null).ConfigureAwait(false);
            if (result.Response is null && isChanged)
                body.Write(context, form!, coding);
            return result;
        }
        catch (ConversionException error)
        {
            return HookResult.Respond(BodyRejections.Of(error));
        }
    }

    private TemplateInput InputOf(GatewayContext context, JsonTree? body) => new(context, _time.GetUtcNow()) { Body = body };

    private ValueTask<HookResult> Change(in TemplateInput input, FormFields? form)
    {
        // All values are read before the first change.
        var request = input.Exchange.Http.Request;
        var path = request.Path;
        if (!_values.TryRender(input, out var rendered) || (_path is not null && !_path.TryRewrite(input, out path)))
            return HookResult.Respond(s_invalid);

        request.Path = path;
        _headers.Apply(request.Headers, rendered);
        if (_query.Affects(new QueryFields(request.QueryString)))
        {
            var query = new QueryFieldEditor(request.QueryString);
            _query.Apply(query, rendered);
            request.QueryString = query.ToQueryString();
        }

        if (_cookies.Affects(new CookieFields(request.Headers.Cookie)))
        {
            var cookies = new CookieEditor(request.Headers.Cookie);
            _cookies.Apply(cookies, rendered);
            request.Headers.Cookie = cookies.ToHeader();
        }

        if (form is not null)
            _form.Apply(form, rendered);
        if (_method is not null)
            MethodOption.Apply(request, _method);
        return HookResult.Continue;
    }

    // Each text can be encoded.
    private static bool Any(string text) => true;
}
