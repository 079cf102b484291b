using System.Collections.Immutable;
using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>All GatewayConsumers.</summary>
internal sealed record TranslatedConsumers(
    ImmutableDictionary<string, GatewayConsumer> Consumers,
    ImmutableDictionary<string, GatewayGroup> Groups,
    ImmutableDictionary<ConfigOwner, ResourceOwner> Owners,
    ImmutableArray<ResourceStatus> Statuses);
