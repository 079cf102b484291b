using System.Collections.Immutable;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Watching;
using k8s.Models;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>Creates, changes and deletes the Services of Gateways, while this gateway is the leader.</summary>
internal sealed class ServiceProvisioner(
    ApiServer api, ClusterStores stores, KubernetesSettings settings, TimeProvider time, LoopLog log) : ISync, IDisposable
{
    private static readonly ApiKind s_services = new("", "v1", "services");

    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly Backoff _backoff = new();
    private readonly HashSet<ResourceName> _foreign = [];
    private IReadOnlyList<GatewayService>? _wanted;

    public void Use(PublishedTranslation published)
    {
        Volatile.Write(ref _wanted, published.Translation.Services);
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // The next round sees these Services, too.
        }
    }

    /// <summary>Keeps the Services up to date until the token fires.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            // Without a translation, nothing is known about the Services that should exist.
            if (settings.Translation.Addresses == AddressMode.Service && Volatile.Read(ref _wanted) is { } services)
            {
                if (!await TryUpdateAllAsync(services, cancellation).ConfigureAwait(false))
                {
                    await Task.Delay(_backoff.Next(), time, cancellation).ConfigureAwait(false);
                    continue;
                }

                _backoff.Reset();
            }

            await _changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => _changed.Dispose();

    private async Task<bool> TryUpdateAllAsync(IReadOnlyList<GatewayService> services, CancellationToken cancellation)
    {
        var isDone = true;
        foreach (var service in services)
            isDone &= await TryAsync(service.Name, () => UpdateAsync(service, cancellation)).ConfigureAwait(false);

        var wanted = services.Select(service => service.Name).ToHashSet();
        foreach (var (name, service) in stores.Services.Current)
        {
            if (!wanted.Contains(name) && IsOwn(service))
                isDone &= await TryAsync(name, () => api.DeleteAsync(s_services, name.Namespace, name.Name, cancellation))
                    .ConfigureAwait(false);
        }

        return isDone;
    }

    private async Task UpdateAsync(GatewayService service, CancellationToken cancellation)
    {
        var body = ServiceBody.Create(service, settings.Translation);
        if (!stores.Services.Current.TryGetValue(service.Name, out var existing))
        {
            await api.CreateAsync<V1Service>(s_services, service.Name.Namespace, body, cancellation).ConfigureAwait(false);
        }
        else if (!IsOwn(existing))
        {
            if (_foreign.Add(service.Name))
                log.LogForeignService(service.Name);
        }
        else if (!ServiceBody.IsSame(existing, body))
        {
            await api.MergeAsync<V1Service>(s_services, service.Name.Namespace, service.Name.Name, body, cancellation)
                .ConfigureAwait(false);
        }
    }

    private bool IsOwn(V1Service service)
        => service.Metadata.Labels?.TryGetValue(ServiceBody.ControllerLabel, out var controller) == true
            && controller == ServiceBody.LabelOf(settings.Translation.ControllerName);

    private async Task<bool> TryAsync(ResourceName name, Func<Task> update)
    {
        try
        {
            await update().ConfigureAwait(false);
            return true;
        }
        catch (ApiException error) when (error.IsNotFound || error.Reason == "AlreadyExists")
        {
            // The watch hasn't reported it yet; its event begins another round.
            return true;
        }
        catch (Exception error) when (ApiFailure.IsExpected(error))
        {
            if (!_backoff.IsFailing)
                log.LogServiceFailed(name, ApiFailure.Describe(error));
            return false;
        }
    }
}
