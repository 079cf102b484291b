using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Describes the Services of Gateways.</summary>
internal static class GatewayServices
{
    private const int LongestLabel = 63;

    /// <summary>Returns the name of a Gateway's Service. It is in the namespace of the pods, since a Service selects only pods of its own
    /// namespace.</summary>
    public static ResourceName NameOf(Gateway gateway, TranslationOptions options)
    {
        var name = ResourceName.Of(gateway);

        // Owners of other namespaces choose names, too: they must not find one with the hash of this one.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToString())).AsSpan(0, 10));
        return new ResourceName(options.PodNamespace ?? name.Namespace, $"gateway-{Shortened(name.Name.Replace('.', '-'), 34)}-{hash}");
    }

    /// <summary>Returns the Service of a Gateway.</summary>
    /// <param name="gateway">The Gateway.</param>
    /// <param name="ports">The ports of the pod.</param>
    /// <param name="parameters">The settings.</param>
    /// <param name="requested">The addresses that the Gateway asks for.</param>
    /// <param name="options">The settings of the translation.</param>
    public static GatewayService Of(
        Gateway gateway,
        ImmutableSortedDictionary<int, int> ports,
        GatewayParameters parameters,
        RequestedAddresses requested,
        TranslationOptions options)
    {
        var infrastructure = gateway.Spec.Infrastructure ?? new GatewayInfrastructure();
        return new GatewayService
        {
            Gateway = ResourceName.Of(gateway),
            GatewayUid = gateway.Metadata.Uid ?? "",
            Name = NameOf(gateway, options),
            Type = parameters.ServiceType,
            Ports = ports,
            Labels = infrastructure.Labels
                .SetItem("gateway.networking.k8s.io/gateway-name", Shortened(gateway.Metadata.Name, LongestLabel))
                .SetItem("gatewaykit.io/gateway-namespace", gateway.Metadata.NamespaceProperty),
            Annotations = infrastructure.Annotations,
            Addresses = [.. requested.Values.Select(address => address.ToString())],
        };
    }

    private static string Shortened(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd('-', '.');
}
