using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Status;

/// <summary>The requests that read resources and patch their statuses, at a pace that the API server stands.</summary>
/// <param name="api">The API server.</param>
/// <param name="manager">The manager of the written fields.</param>
/// <param name="pace">The pace.</param>
internal sealed class StatusRequests(ApiServer api, string manager, WritePace pace)
{
    /// <summary>Patches a status, or with an empty patch reads the resource.</summary>
    /// <returns>The resource.</returns>
    public async Task<IKubernetesObject<V1ObjectMeta>> SendAsync(
        ApiKind kind, ResourceOwner owner, JsonObject patch, CancellationToken cancellation) => owner.Kind switch
        {
            ResourceKind.GatewayClass => await SendAsync<GatewayClass>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.Gateway => await SendAsync<Gateway>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.ListenerSet => await SendAsync<ListenerSet>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.HttpRoute => await SendAsync<HttpRoute>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.GrpcRoute => await SendAsync<GrpcRoute>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.TlsRoute => await SendAsync<TlsRoute>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.TcpRoute => await SendAsync<TcpRoute>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.BackendTlsPolicy => await SendAsync<BackendTlsPolicy>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.GatewayPlugin => await SendAsync<GatewayPlugin>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.GatewayPolicy => await SendAsync<GatewayPolicy>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.GatewayConsumer
                => await SendAsync<GatewayConsumerResource>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.Ingress => await SendAsync<V1Ingress>(kind, owner, patch, cancellation).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"The gateway doesn't write statuses of '{owner.Kind}'."),
        };

    private async Task<T> SendAsync<T>(ApiKind kind, ResourceOwner owner, JsonObject patch, CancellationToken cancellation)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var (space, name) = (owner.Name.Namespace, owner.Name.Name);
        await pace.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var resource = patch.Count == 0
                ? await api.GetAsync<T>(kind, space, name, cancellation).ConfigureAwait(false)
                : await api.MergeStatusAsync<T>(kind, space, name, patch, manager, cancellation).ConfigureAwait(false);
            pace.Answered();
            return resource;
        }
        catch (Exception error) when (ApiFailure.IsExpected(error))
        {
            if (ApiFailure.IsOfServer(error))
                pace.Failed((error as ApiException)?.RetryAfter);
            else
                pace.Answered();
            throw;
        }
    }
}
