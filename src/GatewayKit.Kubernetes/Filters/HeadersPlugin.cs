using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>Changes the headers of requests and responses (Gateway API, <c>HTTPHeaderFilter</c>).</summary>
[GatewayPlugin<HeadersOptions>(Name, PluginStage.Transformation)]
internal sealed class HeadersPlugin(HeadersOptions options) : IRequestHook, IResponseHook
{
    public const string Name = "kubernetes-headers";

    private readonly HeaderList _request = new(options.Request);
    private readonly HeaderList _response = new(options.Response);

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        // Upstreams get several values as one line, which RFC 9110, section 5.3, allows for all headers that have a list.
        _request.Apply(
            context.Http.Request.Headers,
            static (name, before, value) => string.Concat(before.ToString(), SeparatorOf(name), value));
        return HookResult.Continue;
    }

    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        // Set-Cookie, for one, can't have a list.
        _response.Apply(context.Http.Response.Headers, static (_, before, value) => StringValues.Concat(before, value));
        return HookResult.Continue;
    }

    private static string SeparatorOf(string name) => name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? "; " : ",";
}
