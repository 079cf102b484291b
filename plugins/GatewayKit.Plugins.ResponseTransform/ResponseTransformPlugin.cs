using GatewayKit.Expressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>Changes the status and the headers of responses from the upstream and from plugins.</summary>
/// <param name="options">The options.</param>
[GatewayPlugin<ResponseTransformOptions>("response-transform", PluginStage.Transformation)]
public sealed class ResponseTransformPlugin(ResponseTransformOptions options) : IResponseHook
{
    private static readonly GatewayResponse s_ambiguous = GatewayResponse.Problem(
        502, "Bad Gateway", "A value that selects a change of the response occurs more than once or isn't a number.");

    private readonly WhenOption _when = WhenOption.Compile(options.When, ExpressionVocabulary.Response);
    private readonly KeyValuePair<int, int>[] _statuses = StatusOptions.Compile(options.Status);
    private readonly HeaderTransform _headers = new()
    {
        Remove = [.. options.Remove.Headers],
        Rename = [.. options.Rename.Headers],
        Replace = [.. options.Replace.Headers],
        Add = [.. options.Add.Headers],
        Append = [.. options.Append.Headers],
    };

    /// <summary>Applies the changes if the condition is true. Replaces the response by a 502 if the exchange doesn't determine
    /// it.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_when.TryDecide(context, out var acts))
            return HookResult.Respond(s_ambiguous);
        if (!acts)
            return HookResult.Continue;

        SetStatus(context.Http);
        _headers.Apply(context.Http.Response.Headers);
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
