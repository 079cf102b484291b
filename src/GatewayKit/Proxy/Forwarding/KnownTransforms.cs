using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// The transforms of a route that <see cref="PlainExchange"/> can do by itself: changes of the path and the query, the choice of the
/// host, and YARP's default <c>X-Forwarded</c> headers. A route with any other transform needs a <see cref="MessageExchange"/>.
/// </summary>
internal sealed class KnownTransforms
{
    private static readonly Type[] s_forwarded = TypesOfForwarded();

    private KnownTransforms(
        RequestTransform[] target, bool keepsHost, bool addsForwarded, bool hasResponseHooks, IResponsePipeline pipeline)
        => (Target, KeepsHost, AddsForwarded, HasResponseHooks, Pipeline) = (target, keepsHost, addsForwarded, hasResponseHooks, pipeline);

    /// <summary>The transforms of the path and the query, which look at nothing else.</summary>
    public RequestTransform[] Target { get; }

    /// <summary>Gets whether the upstream gets the host of the client's request.</summary>
    public bool KeepsHost { get; }

    /// <summary>Gets whether the upstream gets <c>X-Forwarded</c> headers, and no <c>Forwarded</c> header.</summary>
    public bool AddsForwarded { get; }

    /// <summary>Gets whether the route may have response hooks.</summary>
    public bool HasResponseHooks { get; }

    /// <summary>The pipeline.</summary>
    public IResponsePipeline Pipeline { get; }

    /// <param name="context">The transforms of a route, after all were added.</param>
    /// <param name="addsForwarded">Whether YARP has added its default <c>X-Forwarded</c> headers last.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <returns>The transforms; null if there are others.</returns>
    public static KnownTransforms? Of(TransformBuilderContext context, bool addsForwarded, IResponsePipeline pipeline)
    {
        if (context.CopyRequestHeaders == false || context.CopyResponseHeaders == false || context.CopyResponseTrailers == false
            || context.ResponseTrailersTransforms.Count > 0
            || !context.ResponseTransforms.All(transform => transform is PipelineResponseTransform))
            return null;

        var requests = context.RequestTransforms;
        var count = addsForwarded ? requests.Count - s_forwarded.Length : requests.Count;
        if (count < 0 || addsForwarded && !requests.Skip(count).Select(transform => transform.GetType()).SequenceEqual(s_forwarded))
            return null;

        var target = new List<RequestTransform>();
        var (keepsHost, hasPipeline) = (false, false);
        foreach (var transform in requests.Take(count))
        {
            if (transform is RequestHeaderOriginalHostTransform)
                keepsHost = transform == RequestHeaderOriginalHostTransform.OriginalHost;
            else if (transform is PipelineRequestTransform)
                hasPipeline = true;
            else if (!hasPipeline && IsOfTarget(transform.GetType()))
                target.Add(transform);
            else
                return null;
        }

        return hasPipeline
            ? new KnownTransforms([.. target], keepsHost, addsForwarded, context.ResponseTransforms.Count > 0, pipeline) : null;
    }

    private static bool IsOfTarget(Type transform)
        => transform == typeof(PathStringTransform)
            || transform == typeof(PathRouteValuesTransform)
            || transform == typeof(QueryParameterRouteTransform)
            || transform == typeof(QueryParameterFromStaticTransform)
            || transform == typeof(QueryParameterRemoveTransform);

    private static Type[] TypesOfForwarded()
    {
        var context = new TransformBuilderContext();
        context.AddXForwarded();
        return [.. context.RequestTransforms.Select(transform => transform.GetType())];
    }
}
