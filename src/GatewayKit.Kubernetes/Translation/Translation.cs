using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation;

/// <summary>The result of translating a <see cref="Resources.ClusterState"/>.</summary>
internal sealed record Translation
{
    /// <summary>The configuration, before the core has checked the options of plugins.</summary>
    public GatewayConfig Config { get; init; } = new();

    /// <summary>The owner of each part of <see cref="Config"/>, whose status says what the core rejects.</summary>
    public ImmutableDictionary<ConfigOwner, ResourceOwner> Owners { get; init; } = [];

    /// <summary>The names that the listeners of <see cref="Config"/> have in their owners.</summary>
    public ImmutableDictionary<ConfigOwner, string> Sections { get; init; } = [];

    /// <summary>The statuses of the resources that belong to this controller.</summary>
    public ImmutableArray<ResourceStatus> Statuses { get; init; } = [];

    /// <summary>The Services that Gateways need in the mode <c>Service</c>.</summary>
    public ImmutableArray<GatewayService> Services { get; init; } = [];

    /// <summary>The entries of all GatewayPlugins that could be created, for <see cref="Plugins.CheckedTranslator"/>.</summary>
    public ImmutableDictionary<ResourceName, PluginEntry> PluginEntries { get; init; } = [];

    /// <summary>The Secrets and ConfigMaps that the translation has read.</summary>
    public UsedResources Used { get; init; } = UsedResources.None;

    /// <summary>The resources that couldn't be translated because of unexpected exceptions.</summary>
    public ImmutableArray<TranslationFailure> Failures { get; init; } = [];

    /// <summary>The warnings that become events of their resources.</summary>
    public ImmutableArray<ResourceWarning> Warnings { get; init; } = [];
}
