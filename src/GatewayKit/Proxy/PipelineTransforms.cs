using System.Buffers;
using System.Text;
using GatewayKit.Edge;
using GatewayKit.Pipeline;
using GatewayKit.Proxy.Forwarding;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace GatewayKit.Proxy;

/// <summary>
/// Runs the pipeline on YARP's request and response after the configured transforms, so that plugins have
/// the last word and a transform can't undo the gateway's identity headers.
/// </summary>
internal sealed class PipelineTransforms(RouteIndex routes, PipelineRunner runner, UpstreamRequestHooks upstreamRequestHooks)
    : ITransformProvider, IResponsePipeline
{
    private static readonly UriCreationOptions s_asItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    // YARP builds the transforms of a route on one thread.
    [ThreadStatic]
    private static (TransformBuilderContext Context, bool AddsForwarded)? s_built;

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }

    /// <summary>Returns the transforms of the route that this thread has built last, if they are known ones.</summary>
    public KnownTransforms? TakeBuilt()
    {
        var built = s_built;
        s_built = null;
        return built is var (context, addsForwarded) ? KnownTransforms.Of(context, addsForwarded, this) : null;
    }

    /// <summary>Returns whether hooks may see the responses of a route; null if the route isn't one of the gateway's.</summary>
    public bool? MayHaveResponseHooks(RouteConfig route) => routes.Find(route)?.MayHaveResponseHooks;

    public void Apply(TransformBuilderContext context)
    {
        s_built = (context, context.UseDefaultForwarders ?? true);
        if (routes.Find(context.Route) is not { } route)
            return;

        // YARP replaces the client's Host last of all. Hooks may sign the header, so they see the one that is sent.
        if (!context.RequestTransforms.Any(transform => transform is RequestHeaderOriginalHostTransform))
            context.AddOriginalHost(false);
        context.RequestTransforms.Add(new PipelineRequestTransform(TransformRequestAsync));
        if (route.MayHaveResponseHooks)
            context.ResponseTransforms.Add(new PipelineResponseTransform(TransformResponseAsync));
    }

    public ValueTask<HttpContent?> RunResponseHooksAsync(Exchange exchange, HttpContent content)
    {
        exchange.BeginUpstreamResponse(content);
        exchange.BeginHooks();
        var hooks = runner.UpAsync(exchange, exchange.Reached - 1);
        return hooks.IsCompletedSuccessfully ? new(TakeOver(exchange, content)) : TakeOverAsync(exchange, content, hooks);
    }

    private ValueTask TransformRequestAsync(RequestTransformContext context)
    {
        KeepAsSent(context);
        EncodeHost(context);
        if (context.HttpContext.Features.Get<Exchange>() is not { } exchange)
            return default;

        if (exchange.Caller is { } caller)
        {
            var headers = context.ProxyRequest.Headers;
            headers.Remove(ConsumerHeaders.Name);
            headers.Remove(ConsumerHeaders.Groups);
            headers.TryAddWithoutValidation(ConsumerHeaders.Name, caller.Name);
            if (caller.GroupList.Length > 0)
                headers.TryAddWithoutValidation(ConsumerHeaders.Groups, caller.GroupList);
        }

        if (!exchange.Pipeline.HasUpstreamRequestHooks)
            return default;

        // Hooks may sign the address, so they see the one that YARP would set after them.
        context.ProxyRequest.RequestUri ??= RequestUtilities.MakeDestinationAddress(
            context.DestinationPrefix, context.Path, context.Query.QueryString);
        exchange.BeginHooks();
        var send = upstreamRequestHooks.RunAsync(exchange, context.ProxyRequest);
        if (!send.IsCompletedSuccessfully)
            return SendOrStopAsync(exchange, send);

        SendOrStop(exchange, send.Result);
        return default;
    }

    private static async ValueTask SendOrStopAsync(Exchange exchange, ValueTask<bool> send)
        => SendOrStop(exchange, await send.ConfigureAwait(false));

    private static void SendOrStop(Exchange exchange, bool send)
    {
        exchange.EndHooks();

        // A status other than 200 keeps YARP from sending the request; the pipeline then answers.
        if (!send)
            exchange.Http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    private ValueTask TransformResponseAsync(ResponseTransformContext context)
    {
        if (context.ProxyResponse is not { } response || context.HttpContext.Features.Get<Exchange>() is not { } exchange)
            return default;

        exchange.UpstreamResponse = response;
        var hooks = RunResponseHooksAsync(exchange, response.Content);
        if (!hooks.IsCompletedSuccessfully)
            return TakeOverAsync(context, response, hooks);

        TakeOver(context, response, hooks.Result);
        return default;
    }

    private static async ValueTask TakeOverAsync(
        ResponseTransformContext context, HttpResponseMessage response, ValueTask<HttpContent?> hooks)
        => TakeOver(context, response, await hooks.ConfigureAwait(false));

    private static void TakeOver(ResponseTransformContext context, HttpResponseMessage response, HttpContent? content)
    {
        if (content is null)
            context.SuppressResponseBody = true;
        else if (content != response.Content)
            response.Content = content;
    }

    private static async ValueTask<HttpContent?> TakeOverAsync(Exchange exchange, HttpContent content, ValueTask hooks)
    {
        await hooks.ConfigureAwait(false);
        return TakeOver(exchange, content);
    }

    private static HttpContent? TakeOver(Exchange exchange, HttpContent content)
    {
        exchange.EndHooks();
        return exchange.Answer is not null ? null
            : exchange.Body is { IsChanged: true } body ? new ChangedContent(content, body)
            : content;
    }

    /// <summary>
    /// YARP decodes and encodes a path and normalizes the query, which changes some escapes. The parts that
    /// the edge accepted are sent to the upstream byte for byte, unless a transform changed them.
    /// </summary>
    private static void KeepAsSent(RequestTransformContext context)
    {
        var http = context.HttpContext;
        var target = RequestTarget.Of(http);
        if (context.ProxyRequest.RequestUri is not null || !target.AsSpan().ContainsAnyExcept(UpstreamTarget.Unchanging))
            return;

        var prefix = context.DestinationPrefix.AsSpan().TrimEnd('/');
        var query = context.Query.QueryString.ToUriComponent();
        var address = RawPath.TryMapBack(target, http.Request.Path, context.Path, out var path)
            ? string.Concat(prefix, path, query)
            : RequestUtilities.MakeDestinationAddress(context.DestinationPrefix, context.Path, QueryString.Empty).AbsoluteUri + query;
        context.ProxyRequest.RequestUri = new Uri(address, s_asItIs);
    }

    // YARP copies the client's host as ASP.NET Core has decoded it. HttpClient doesn't send what isn't ASCII.
    private static void EncodeHost(RequestTransformContext context)
    {
        var headers = context.ProxyRequest.Headers;
        if (headers.Host is { } host && !Ascii.IsValid(host))
            headers.Host = new HostString(host).ToUriComponent();
    }
}
