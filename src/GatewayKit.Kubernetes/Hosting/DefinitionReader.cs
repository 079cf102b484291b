using System.Collections.Immutable;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Watching;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>Reads the versions of the definitions of the Gateway API, at the start and each few minutes.</summary>
internal sealed class DefinitionReader(ApiServer api, ClusterStores stores, ClusterFeed feed, TimeProvider time)
{
    private const string Group = "gateway.networking.k8s.io";

    private static readonly ApiKind s_definitions = new("apiextensions.k8s.io", "v1", "customresourcedefinitions");
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(5);

    private ApiSupport _support = new("Unknown", "Pending", "The definitions of the Gateway API haven't been read.");

    /// <summary>The support of the definitions that were read last.</summary>
    public ApiSupport Support => Volatile.Read(ref _support);

    /// <summary>Reads the definitions again and again until the token fires.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(s_interval, time, cancellation).ConfigureAwait(false);
            var before = Support;
            await ReadAsync(cancellation).ConfigureAwait(false);
            if (Support != before)
                feed.Changed();
        }
    }

    /// <summary>Reads the definitions. If the API server denies it, the support is unknown; after other failures, it stays what it
    /// was.</summary>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        var versions = ImmutableSortedDictionary<string, string?>.Empty.ToBuilder();
        try
        {
            foreach (var kind in stores.All.Select(store => store.Kind.Versions[0]).Where(kind => kind.Group == Group))
            {
                try
                {
                    var name = $"{kind.Plural}.{Group}";
                    var metadata = await api.GetMetadataAsync(s_definitions, null, name, cancellation).ConfigureAwait(false);
                    versions[name] = metadata.Annotations?.TryGetValue(DefinitionVersions.Annotation, out var version) == true
                        ? version
                        : null;
                }
                catch (ApiException error) when (error.IsNotFound)
                {
                    // The definition isn't installed; an older version doesn't have each kind.
                }
            }

            Volatile.Write(ref _support, DefinitionVersions.Check(versions.ToImmutable()));
        }
        catch (ApiException error) when (error.IsDenied)
        {
            Volatile.Write(ref _support, new ApiSupport("Unknown", "Pending",
                $"The API server doesn't let the gateway get customresourcedefinitions.{s_definitions.Group}."));
        }
        catch (Exception error) when (ApiFailure.IsExpected(error))
        {
            // The next round reads them.
        }
    }
}
