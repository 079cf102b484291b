using System.Globalization;
using GatewayKit.Kubernetes.Translation;
using k8s.Models;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>The Services of Gateways as they are sent to the API server.</summary>
internal static class ServiceBody
{
    /// <summary>The label with the name of the controller that created a Service.</summary>
    public const string ControllerLabel = "gatewaykit.io/controller";

    private const int LongestLabel = 63;

    public static V1Service Create(GatewayService service, TranslationOptions options) => new()
    {
        ApiVersion = "v1",
        Kind = "Service",
        Metadata = new V1ObjectMeta
        {
            Name = service.Name.Name,
            NamespaceProperty = service.Name.Namespace,
            Labels = service.Labels
                .SetItem("app.kubernetes.io/managed-by", "gatewaykit")
                .SetItem(ControllerLabel, LabelOf(options.ControllerName))
                .ToDictionary(),
            Annotations = service.Annotations.IsEmpty ? null : service.Annotations.ToDictionary(),
            OwnerReferences = OwnersOf(service),
        },
        Spec = new V1ServiceSpec
        {
            Type = service.Type,
            Selector = options.PodLabels.ToDictionary(),
            LoadBalancerIP = service.Type == "LoadBalancer" && service.Addresses is [var address, ..] ? address : null,
            Ports =
            [
                .. service.Ports.Select(port => new V1ServicePort
                {
                    Name = string.Create(CultureInfo.InvariantCulture, $"port-{port.Key}"),
                    Port = port.Key,
                    TargetPort = port.Value,
                    Protocol = "TCP",
                }),
            ],
        },
    };

    /// <summary>Returns whether a Service has everything that another one sets.</summary>
    public static bool IsSame(V1Service existing, V1Service wanted)
        => existing.Spec.Type == wanted.Spec.Type
            && Contains(existing.Metadata.Labels, wanted.Metadata.Labels)
            && Contains(existing.Metadata.Annotations, wanted.Metadata.Annotations)
            && (existing.Spec.Selector?.Count ?? 0) == wanted.Spec.Selector.Count
            && Contains(existing.Spec.Selector, wanted.Spec.Selector)
            && (wanted.Spec.LoadBalancerIP is null || existing.Spec.LoadBalancerIP == wanted.Spec.LoadBalancerIP)
            && Ports(existing).SequenceEqual(Ports(wanted));

    /// <summary>Returns a name as the value of a label.</summary>
    public static string LabelOf(string name)
    {
        var text = name.Replace('/', '_');
        return text.Length <= LongestLabel ? text : text[..LongestLabel].TrimEnd('-', '_', '.');
    }

    /// <summary>The owner, with which the Service is deleted. Owners of other namespaces aren't allowed.</summary>
    private static List<V1OwnerReference>? OwnersOf(GatewayService service)
        => service.Gateway.Namespace != service.Name.Namespace || service.GatewayUid.Length == 0 ? null :
        [
            new V1OwnerReference
            {
                ApiVersion = "gateway.networking.k8s.io/v1",
                Kind = "Gateway",
                Name = service.Gateway.Name,
                Uid = service.GatewayUid,
                Controller = true,
            },
        ];

    private static IEnumerable<(int Port, string? Target)> Ports(V1Service service)
        => (service.Spec.Ports ?? []).Select(port => (port.Port, (string?)port.TargetPort?.ToString())).Order();

    private static bool Contains(IDictionary<string, string>? existing, IDictionary<string, string>? wanted)
        => wanted is null
            || wanted.All(pair => existing is not null && existing.TryGetValue(pair.Key, out var value) && value == pair.Value);
}
