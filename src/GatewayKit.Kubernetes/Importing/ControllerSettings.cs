using k8s.Models;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>The ConfigMap with the settings of ingress-nginx for all Ingresses, which isn't imported.</summary>
internal static class ControllerSettings
{
    private const string Label = "app.kubernetes.io/name";
    private const string Controller = "ingress-nginx";

    private static readonly string[] s_names = ["ingress-nginx-controller", "nginx-configuration"];

    public static void Warn(V1ConfigMap map, ImportWarnings warnings)
    {
        var isOne = s_names.Contains(map.Metadata.Name)
            || (map.Metadata.Labels?.TryGetValue(Label, out var label) == true && label == Controller);
        if (isOne && map.Data is { Count: > 0 } data)
        {
            warnings.Add($"ConfigMap {map.Metadata.NamespaceProperty}/{map.Metadata.Name}: the settings for all Ingresses aren't imported: "
                + $"{string.Join(", ", data.Keys.Order(StringComparer.Ordinal))}. Express those that you need with a GatewayPolicy for the "
                + "Gateway, or with the gateway's configuration.");
        }
    }
}
