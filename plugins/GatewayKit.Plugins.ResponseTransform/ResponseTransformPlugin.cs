using GatewayKit.Expressions;
using GatewayKit.Transforms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>Changes the status and the headers of responses from the upstream and from plugins.</summary>
[GatewayPlugin<ResponseTransformOptions>("response-transform", PluginStage.Transformation)]
public sealed class ResponseTransformPlugin : IResponseHook
{
    private static readonly GatewayResponse s_ambiguous = GatewayResponse.Problem(
        502, "Bad Gateway", "A value that selects a change of the response occurs more than once or isn't a number.");
    private static readonly GatewayResponse s_invalid = GatewayResponse.Problem(
        502, "Bad Gateway", "A value for a change of the response occurs more than once or isn't valid at its new place.");

    private readonly WhenOption _when;
    private readonly ValueSet _values;
    private readonly KeyValuePair<int, int>[] _statuses;
    private readonly HeaderChanges _headers;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock.</param>
    public ResponseTransformPlugin(ResponseTransformOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _when = WhenOption.Compile(options.When, ExpressionVocabulary.Response);
        _values = new ValueSet(TemplateVocabulary.Response, time);
        _statuses = StatusOptions.Compile(options.Status);
        var names = new HeaderTransform { Remove = [.. options.Remove.Headers], Rename = [.. options.Rename.Headers] };
        _headers = new HeaderChanges(_values, names, options.Replace.Headers, options.Add.Headers, options.Append.Headers);
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
        if (!_values.TryRender(context, out var rendered))
            return HookResult.Respond(s_invalid);

        SetStatus(context.Http);
        _headers.Apply(context.Http.Response.Headers, rendered);
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
