using GatewayKit.Hosting;
using GatewayKit.Kubernetes.Explaining;
using GatewayKit.Kubernetes.Manifests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Commands;

/// <summary>Loads the cluster or the manifests of an explanation.</summary>
internal static class ExplainCluster
{
    /// <exception cref="ToolException">The cluster isn't known.</exception>
    public static void Add(GatewayKitBuilder gateway, ExplainClusterSettings settings)
    {
        try
        {
            if (settings.Manifests.Count > 0)
                gateway.LoadFromManifests(configure: settings.Configure);
            else
                gateway.LoadFromKubernetes(settings.Configure);
        }
        catch (InvalidOperationException error)
        {
            throw new ToolException($"--kubernetes: {error.Message}", error);
        }
    }

    /// <exception cref="ToolException">The cluster or the manifests can't be read.</exception>
    public static async Task<ClusterExplainer> LoadAsync(WebApplication app, ExplainClusterSettings settings)
    {
        var explainer = app.Services.GetRequiredService<ClusterExplainer>();
        try
        {
            if (settings.Manifests.Count == 0)
            {
                await explainer.LoadClusterAsync(settings.Gateway).ConfigureAwait(false);
                return explainer;
            }

            var manifests = ManifestSet.Read(settings.Manifests);
            ErrorList.WriteWarnings(manifests.Errors);
            await explainer.LoadManifestsAsync(manifests, settings.Gateway).ConfigureAwait(false);
            return explainer;
        }
        catch (InvalidOperationException error)
        {
            throw new ToolException(error.Message, error);
        }
    }
}
