using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>The errors and warnings of manifests.</summary>
internal sealed class ManifestFindings
{
    private const string OwnGroup = "gatewaykit.io";
    private const string OldIngressGroup = "extensions";
    private const string KustomizeGroup = "kustomize.config.k8s.io";

    public List<ConfigError> Errors { get; } = [];

    public List<ConfigError> Warnings { get; } = [];

    /// <summary>Adds an error or a warning for a kind that the gateway doesn't read, but that looks as if it should.</summary>
    public void AddUnread(ManifestObject manifest)
    {
        if (manifest.Group is GroupKind.GatewayApi or OwnGroup)
        {
            Warnings.Add(new ConfigError(
                manifest.ToString(),
                $"the gateway doesn't read the kind {manifest.Kind}.{DidYouMean.For(manifest.Kind, ManifestKinds.NamesOf(manifest.Group))}",
                manifest.Location));
        }
        else if (manifest is { Group: OldIngressGroup, Kind: "Ingress" })
        {
            Errors.Add(new ConfigError(
                manifest.ToString(),
                $"apiVersion is '{manifest.ApiVersion}', which Kubernetes no longer has; it must be networking.k8s.io/v1.",
                manifest.Locations.Of(manifest.Json, "apiVersion")));
        }
        else if (manifest.Group == KustomizeGroup)
        {
            Warnings.Add(new ConfigError(
                manifest.ToString(),
                "kustomizations aren't applied. Use the output of 'kubectl kustomize' as the manifests.", manifest.Location));
        }
    }
}
