using GatewayKit.Expressions;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Changes the method, the path, the headers, the query and the cookies of a request for later plugins and the upstream.</summary>
[GatewayPlugin<RequestTransformOptions>("request-transform", PluginStage.Transformation)]
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
    private readonly QueryTransform _query;
    private readonly CookieTransform _cookies;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock.</param>
    public RequestTransformPlugin(RequestTransformOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _when = WhenOption.Compile(options.When, ExpressionVocabulary.Request);
        _values = new ValueSet(TemplateVocabulary.Request, time);
        _method = options.Method;
        _path = options.Path is null ? null : new PathTransform(options.Path, time);
        var names = new HeaderTransform { Remove = [.. options.Remove.Headers], Rename = [.. options.Rename.Headers] };
        _headers = new HeaderChanges(_values, names, options.Replace.Headers, options.Add.Headers, options.Append.Headers);
        _query = new QueryTransform(options, _values);
        _cookies = new CookieTransform(options, _values);
    }

    /// <summary>Applies the changes if the condition is true. Responds with 400 if the request doesn't determine it, or a value.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_when.TryDecide(context, out var acts))
            return HookResult.Respond(s_ambiguous);
        if (!acts)
            return HookResult.Continue;

        // All values are read before the first change.
        var request = context.Http.Request;
        var path = request.Path;
        if (!_values.TryRender(context, out var rendered) || (_path is not null && !_path.TryRewrite(context, out path)))
            return HookResult.Respond(s_invalid);

        request.Path = path;
        _headers.Apply(request.Headers, rendered);
        _query.Apply(request, rendered);
        _cookies.Apply(request.Headers, rendered);
        if (_method is not null)
            MethodOption.Apply(request, _method);
        return HookResult.Continue;
    }
}
