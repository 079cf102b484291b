using k8s.Models;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>The pods of Services without EndpointSlices: one for each Service, in this process.</summary>
internal static class LocalPods
{
    public const string ServiceLabel = "kubernetes.io/service-name";

    private const string Address = "127.0.0.1";

    /// <summary>Returns the slice of a Service with one pod that is ready on each port. <see cref="LocalConfig"/> replaces its
    /// addresses.</summary>
    public static V1EndpointSlice SliceOf(V1Service service) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = $"{service.Metadata.Name}-local",
            NamespaceProperty = service.Metadata.NamespaceProperty,
            Labels = new Dictionary<string, string> { [ServiceLabel] = service.Metadata.Name },
        },
        AddressType = "IPv4",
        Endpoints = [new V1Endpoint { Addresses = [Address], Conditions = new V1EndpointConditions { Ready = true } }],
        Ports =
        [
            .. (service.Spec?.Ports ?? []).Select(port => new Discoveryv1EndpointPort
            {
                Name = port.Name,
                Port = port.Port,
                Protocol = port.Protocol,
            }),
        ],
    };
}
