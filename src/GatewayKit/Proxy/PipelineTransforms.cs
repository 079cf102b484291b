using GatewayKit.Edge;
using GatewayKit.Pipeline;
using GatewayKit.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace GatewayKit.Proxy;

/// <summary>
/// Where the pipeline meets YARP's request and response: after every transform of the configuration, so that plugins have
/// the last word and a transform can't undo the gateway's identity headers.
/// </summary>
internal sealed class PipelineTransforms(RouteIndex routes, PipelineRunner runner) : ITransformProvider
{
    private const string ConsumerName = "X-Consumer-Name";
    private const string ConsumerGroups = "X-Consumer-Groups";

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }

    public void Apply(TransformBuilderContext context)
    {
        if (routes.Find(context.Route) is not { } route)
            return;

        context.AddRequestTransform(TransformRequestAsync);
        if (route.MayHaveResponseHooks)
            context.AddResponseTransform(TransformResponseAsync);
    }

    private ValueTask TransformRequestAsync(RequestTransformContext context)
    {
        KeepPathAsSent(context);
        if (context.HttpContext.Features.Get<Exchange>() is not { } exchange)
            return default;

        if (exchange.Caller is { } caller)
        {
            var headers = context.ProxyRequest.Headers;
            headers.Remove(ConsumerName);
            headers.Remove(ConsumerGroups);
            headers.TryAddWithoutValidation(ConsumerName, caller.Name);
            if (caller.GroupList.Length > 0)
                headers.TryAddWithoutValidation(ConsumerGroups, caller.GroupList);
        }

        return exchange.Pipeline.HasUpstreamRequestHooks ? RunHooksAsync(exchange, context) : default;
    }

    private async ValueTask RunHooksAsync(Exchange exchange, RequestTransformContext context)
    {
        // A status other than 200 tells YARP not to send the request; the pipeline then answers.
        if (!await runner.UpstreamRequestAsync(exchange, context.ProxyRequest).ConfigureAwait(false))
            context.HttpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    private async ValueTask TransformResponseAsync(ResponseTransformContext context)
    {
        if (context.ProxyResponse is not { } response || context.HttpContext.Features.Get<Exchange>() is not { } exchange)
            return;

        exchange.BeginUpstreamResponse(response.Content);
        await runner.UpAsync(exchange, exchange.Reached - 1).ConfigureAwait(false);
        if (exchange.Answer is not null)
            context.SuppressResponseBody = true;
        else if (exchange.Body is { IsChanged: true } body)
            response.Content = new ChangedContent(response.Content, body);
    }

    /// <summary>
    /// YARP decodes and encodes a path on the way, which turns an encoded slash into something else. What the edge let
    /// through goes to the upstream byte for byte, as far as no transform has changed it.
    /// </summary>
    private static void KeepPathAsSent(RequestTransformContext context)
    {
        var http = context.HttpContext;
        if (context.ProxyRequest.RequestUri is not null
            || http.Features.Get<IHttpRequestFeature>()?.RawTarget is not { Length: > 0 } target
            || !RawPath.TryMapBack(target, http.Request.Path, context.Path, out var path))
            return;

        var query = context.Query.QueryString.ToUriComponent();
        context.ProxyRequest.RequestUri = new Uri(
            string.Concat(context.DestinationPrefix.AsSpan().TrimEnd('/'), path, query),
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }
}
