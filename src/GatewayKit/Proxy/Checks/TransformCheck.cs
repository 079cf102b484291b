using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms.Builder;

namespace GatewayKit.Proxy.Checks;

/// <summary>Checks a route's transforms: builds them as YARP does, and looks for errors that would only appear in a request.</summary>
internal sealed class TransformCheck(ITransformBuilder builder, RoutePathCheck paths)
{
    public void Check(ConfigOwner owner, RouteConfig route, ClusterConfig? cluster, ConfigLocation location, ConfigErrors errors)
    {
        if (route.Transforms is not { Count: > 0 } transforms)
            return;

        var before = errors.Total;
        foreach (var transform in transforms)
        {
            foreach (var (key, value) in transform)
                CheckValue(owner, transform, key, value, location, errors);
        }

        if (errors.Total == before && FindBuildError(route, cluster) is { } message)
            errors.Add(owner, $"transforms can't be built: {message}", location);
    }

    private void CheckValue(
        ConfigOwner owner,
        IReadOnlyDictionary<string, string> transform, string key, string value, ConfigLocation location, ConfigErrors errors)
    {
        if (key.Equals("PathPattern", StringComparison.OrdinalIgnoreCase))
            paths.Check(owner, "transforms.pathPattern", value, location, errors);
        else if (TransformText.ErrorOf(transform, key, value) is { } error)
            errors.Add(owner, $"transforms.{key} {error}", location);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Any exception from a transform's constructor would keep YARP from applying the configuration.")]
    private string? FindBuildError(RouteConfig route, ClusterConfig? cluster)
    {
        try
        {
            builder.Build(route, cluster);
            return null;
        }
        catch (Exception error)
        {
            return error.GetBaseException().Message;
        }
    }
}
