using Yarp.ReverseProxy.Transforms;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>The pipeline's part of a response's transforms, which <see cref="KnownTransforms"/> recognizes.</summary>
internal sealed class PipelineResponseTransform(Func<ResponseTransformContext, ValueTask> apply) : ResponseTransform
{
    public override ValueTask ApplyAsync(ResponseTransformContext context) => apply(context);
}
