using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Status;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Listening;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>Creates the report of manifests that are served.</summary>
/// <param name="manifests">The manifests.</param>
/// <param name="cluster">The cluster that they describe.</param>
/// <param name="options">The settings of the translation.</param>
internal sealed class ReportBuilder(ManifestSet manifests, LocalCluster cluster, TranslationOptions options)
{
    private const string Unmapped = "UnsupportedAnnotation";

    private readonly List<ConfigError> _errors = [];
    private readonly List<ConfigError> _warnings = [.. cluster.Warnings];

    /// <param name="published">The active translation, with its listeners as the manifests have them.</param>
    /// <param name="states">The states of the listeners.</param>
    public ManifestReport Build(PublishedTranslation published, ImmutableDictionary<string, GatewayListenerState> states)
    {
        var statuses = Statuses(RejectedStatuses.Apply(published));
        foreach (var status in statuses)
            AddErrors(status);
        AddWarnings(published.Translation.Warnings);
        return new ManifestReport
        {
            Statuses = statuses,
            Listeners = Listeners(published.Translation.Config.Listeners, states),
            Errors = _errors,
            Warnings = _warnings,
        };
    }

    private ManifestStatus[] Statuses(ImmutableDictionary<ResourceOwner, object> found)
    {
        var unused = new UnusedResources(cluster.State, options);
        var rows = new List<ManifestStatus>();
        foreach (var resource in manifests.Resources)
        {
            var hasStatus = found.TryGetValue(new ResourceOwner(resource.Kind, resource.Name), out var status);
            if (hasStatus)
                rows.AddRange(StatusRows.Of(resource, status!));
            foreach (var reason in unused.Explain(resource, hasStatus))
                (resource.Kind == ResourceKind.GatewayClass ? _warnings : _errors)
                    .Add(new ConfigError(resource.ToString(), reason, resource.Location));
        }

        return [.. rows];
    }

    private void AddErrors(ManifestStatus status)
    {
        var where = status.Part.Length == 0 ? status.Resource : $"{status.Resource}, {status.Part}";
        foreach (var condition in status.Conditions)
        {
            var message = $"{condition.Type} is {condition.Status} ({condition.Reason}). {condition.Message}".TrimEnd();
            if (condition.IsError)
                _errors.Add(new ConfigError(where, message, status.Location));
            else if (condition.Type is "OverlappingTLSConfig" or "InsecureFrontendValidationMode" && condition.Status == "True")
                _warnings.Add(new ConfigError(where, message, status.Location));
        }
    }

    private void AddWarnings(ImmutableArray<ResourceWarning> warnings)
    {
        foreach (var warning in warnings)
        {
            var location = manifests.Resources
                .FirstOrDefault(resource => (resource.Kind, resource.Name) == (warning.Owner.Kind, warning.Owner.Name))?.Location
                ?? default;
            var found = new ConfigError(
                ManifestResource.NameOf(warning.Owner.Kind, warning.Owner.Name), $"{warning.Message} ({warning.Reason})", location);
            (warning.Reason == Unmapped ? _warnings : _errors).Add(found);
        }
    }

    private static ManifestListener[] Listeners(
        ImmutableDictionary<string, GatewayListener> listeners, ImmutableDictionary<string, GatewayListenerState> states)
    {
        // Each Gateway has an address of its own; only listeners of ListenerSets don't have its name in theirs.
        var gateways = listeners.Where(listener => listener.Key.Split('/').Length == 3)
            .GroupBy(listener => listener.Value.Address)
            .ToDictionary(group => group.Key!, group => group.First().Key[..group.First().Key.LastIndexOf('/')]);
        return
        [
            .. listeners.OrderBy(listener => listener.Key, StringComparer.Ordinal).Select(listener => new ManifestListener(
                gateways.GetValueOrDefault(listener.Value.Address!, "ingress"),
                listener.Key.Split('/')[^1],
                listener.Value.Protocol.ToString().ToLowerInvariant(),
                listener.Value.Host,
                listener.Value.Port,
                states.GetValueOrDefault(listener.Key)?.EndPoint)),
        ];
    }
}
