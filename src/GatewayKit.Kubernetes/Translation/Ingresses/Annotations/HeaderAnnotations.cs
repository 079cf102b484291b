using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The headers that responses get from a ConfigMap.</summary>
internal static class HeaderAnnotations
{
    private const string Name = "custom-headers";

    public static IEnumerable<PluginEntry> Read(IngressAnnotations annotations, Lookups lookups)
    {
        if (annotations.Reference(Name) is not { } map)
            return [];
        if (lookups.Read(Sources.ConfigMaps, map)?.Data is not { Count: > 0 } headers)
        {
            annotations.Invalid(Name, "the ConfigMap doesn't exist or is empty.");
            return [];
        }

        return
        [
            AnnotationReader.Entry(
                HeadersPlugin.Name, "annotation", new { response = new { set = new Dictionary<string, string>(headers) } }),
        ];
    }
}
