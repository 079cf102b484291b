using GatewayKit.Expressions;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Changes the method, the headers, the query and the cookies of a request for later plugins and the upstream.</summary>
/// <param name="options">The options.</param>
[GatewayPlugin<RequestTransformOptions>("request-transform", PluginStage.Transformation)]
public sealed class RequestTransformPlugin(RequestTransformOptions options) : IRequestHook
{
    private static readonly GatewayResponse s_ambiguous = GatewayResponse.Problem(
        400, "Bad Request", "A value that selects a change of the request occurs more than once or isn't a number.");

    private readonly WhenOption _when = WhenOption.Compile(options.When, ExpressionVocabulary.Request);
    private readonly string? _method = options.Method;
    private readonly QueryTransform _query = new(options);
    private readonly CookieTransform _cookies = new(options);
    private readonly HeaderTransform _headers = new()
    {
        Remove = [.. options.Remove.Headers],
        Rename = [.. options.Rename.Headers],
        Replace = [.. options.Replace.Headers],
        Add = [.. options.Add.Headers],
        Append = [.. options.Append.Headers],
    };

    /// <summary>Applies the changes if the condition is true. Responds with 400 if the request doesn't determine it.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_when.TryDecide(context, out var acts))
            return HookResult.Respond(s_ambiguous);
        if (!acts)
            return HookResult.Continue;

        var request = context.Http.Request;
        _headers.Apply(request.Headers);
        _query.Apply(request);
        _cookies.Apply(request.Headers);
        if (_method is not null)
            MethodOption.Apply(request, _method);
        return HookResult.Continue;
    }
}
