using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The settings that a GatewayClass or Gateway refers to: a ConfigMap.</summary>
internal sealed record GatewayParameters
{
    public static readonly GatewayParameters Default = new();

    private static readonly string[] s_serviceTypes = ["LoadBalancer", "NodePort", "ClusterIP"];

    /// <summary>The type of the Service (key <c>serviceType</c>).</summary>
    public string ServiceType { get; init; } = "LoadBalancer";

    /// <summary>Reads settings over those of a less specific place.</summary>
    /// <param name="reference">The reference; null keeps the settings.</param>
    /// <param name="ownNamespace">The namespace of a reference without one; null if it needs one.</param>
    /// <param name="lookups">The lookups.</param>
    public (GatewayParameters Parameters, Problem? Problem) With(ParametersReference? reference, string? ownNamespace, Lookups lookups)
    {
        if (reference is null)
            return (this, null);
        var kind = new GroupKind(reference.Group, reference.Kind);
        if (kind != GroupKind.ConfigMap)
            return (this, Invalid($"parametersRef refers to a {kind}; it must refer to a ConfigMap."));
        if ((reference.Namespace ?? ownNamespace) is not { } @namespace)
            return (this, Invalid("parametersRef needs a namespace."));
        var name = new ResourceName(@namespace, reference.Name);
        if (lookups.Read(Sources.ConfigMaps, name) is not { } map)
            return (this, Invalid($"The ConfigMap '{name}' doesn't exist."));

        var parameters = this;
        foreach (var (key, value) in map.Data ?? new Dictionary<string, string>())
        {
            if (key != "serviceType")
                return (this, Invalid($"The ConfigMap '{name}' has the unknown key '{key}'; it can have 'serviceType'."));
            if (!s_serviceTypes.Contains(value))
                return (this, Invalid($"The ConfigMap '{name}' has an invalid 'serviceType'; use {string.Join(", ", s_serviceTypes)}."));
            parameters = parameters with { ServiceType = value };
        }

        return (parameters, null);
    }

    private static Problem Invalid(string message) => new("InvalidParameters", message);
}
