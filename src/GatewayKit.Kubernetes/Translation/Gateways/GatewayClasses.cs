using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Translates GatewayClasses.</summary>
internal static class GatewayClasses
{
    private static readonly MemoPart<ResourceName, TranslatedClass?> s_part = new(Translate);

    /// <summary>Returns a class, or null if it doesn't exist or belongs to another controller.</summary>
    public static TranslatedClass? Of(ResourceName name, Lookups lookups) => lookups.Get(s_part, name);

    private static TranslatedClass? Translate(ResourceName name, Lookups lookups)
    {
        if (lookups.Read(Sources.GatewayClasses, name) is not { } resource
            || resource.Spec.ControllerName != lookups.Options.ControllerName)
            return null;

        var (parameters, problem) = GatewayParameters.Default.With(resource.Spec.ParametersRef, null, lookups);
        var generation = resource.Metadata.Generation;
        var support = lookups.Options.ApiSupport;
        var status = new GatewayClassStatus
        {
            Conditions =
            [
                Conditions.Of("Accepted", generation, problem),
                new Condition
                {
                    Type = "SupportedVersion",
                    Status = support.Status,
                    Reason = support.Reason,
                    Message = support.Message,
                    ObservedGeneration = generation,
                },
            ],
            SupportedFeatures = SupportedFeatures.Of(lookups.Options.Addresses),
        };
        return new TranslatedClass(parameters, problem, new ResourceStatus(new ResourceOwner(ResourceKind.GatewayClass, name), status));
    }
}
