using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>The errors and warnings of manifests.</summary>
internal sealed class ManifestFindings
{
    private const string OwnGroup = "gatewaykit.io";
    private const string KustomizeGroup = "kustomize.config.k8s.io";

    public List<ConfigError> Errors { get; } = [];

    public List<ConfigError> Warnings { get; } = [];

    /// <summary>Adds a warning for a kind that the gateway doesn't read, but that looks as if it should.</summary>
    public void WarnOfKind(ManifestObject manifest)
    {
        if (manifest.Group is GroupKind.GatewayApi or OwnGroup)
        {
            Warnings.Add(new ConfigError(
                manifest.ToString(),
                $"the gateway doesn't read the kind {manifest.Kind}.{DidYouMean.For(manifest.Kind, ManifestKinds.NamesOf(manifest.Group))}",
                manifest.Location));
        }
        else if (manifest.Group == KustomizeGroup)
        {
            Warnings.Add(new ConfigError(
                manifest.ToString(),
                "kustomizations aren't applied. Use the output of 'kubectl kustomize' as the manifests.", manifest.Location));
        }
    }
}
