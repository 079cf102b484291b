using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>Reads the annotations of a canary: those of the Ingress with the same path apply to its requests.</summary>
internal static class CanaryReader
{
    /// <summary>Returns the warnings about a canary, as the settings of an Ingress without others.</summary>
    /// <param name="canary">The canary.</param>
    /// <param name="main">The Ingress with the same path; null if there is none.</param>
    public static IngressSettings Read(V1Ingress canary, V1Ingress? main)
    {
        var annotations = new IngressAnnotations(canary);
        CanaryRule.Read(annotations);
        foreach (var name in IngressAnnotations.Names(canary).Where(name => !CanaryRule.Has(name)))
        {
            // Many canaries are copies with all annotations.
            if (annotations.Text(name) is { } value && (main is null || IngressAnnotations.Find(main, name) != value))
            {
                var place = main is null ? "" : $"; set it on '{main.Metadata.Name}'";
                annotations.Unsupported(name, $"it has no effect on a canary{place}.");
            }
        }

        annotations.Finish();
        return new IngressSettings { Warnings = [.. annotations.Warnings] };
    }
}
