using Yarp.ReverseProxy.Transforms;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>The pipeline's part of a request's transforms, which <see cref="KnownTransforms"/> recognizes.</summary>
internal sealed class PipelineRequestTransform(Func<RequestTransformContext, ValueTask> apply) : RequestTransform
{
    public override ValueTask ApplyAsync(RequestTransformContext context) => apply(context);
}
