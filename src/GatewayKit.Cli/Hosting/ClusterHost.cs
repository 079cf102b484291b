using GatewayKit.Hosting;
using GatewayKit.Kubernetes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Hosting;

/// <summary>Lets a cluster configure the stock host.</summary>
internal static class ClusterHost
{
    /// <exception cref="ToolException">The cluster isn't known.</exception>
    public static void Add(GatewayKitBuilder gateway, ClusterSettings settings)
    {
        try
        {
            gateway.LoadFromKubernetes(options =>
            {
                foreach (var space in settings.Namespaces)
                    options.Namespaces.Add(space);
                options.ControllerName = settings.ControllerName ?? options.ControllerName;
                options.IngressClass = settings.IngressClass ?? options.IngressClass;
                options.KeptCopyFolder = settings.KeptCopyFolder;
            });
        }
        catch (InvalidOperationException error)
        {
            throw new ToolException($"--kubernetes: {error.Message}", error);
        }
    }

    /// <summary>Waits for the resources of the cluster, and returns the addresses of their listeners; none if the host stops
    /// before.</summary>
    public static async Task<IReadOnlyList<string>> FindUrls(WebApplication app)
    {
        try
        {
            return await app.Services.GetRequiredService<KubernetesGateway>()
                .WaitUntilServingAsync(app.Lifetime.ApplicationStopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }
}
