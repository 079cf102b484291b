using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>Creates the consumer of a GatewayConsumer, with credentials from Secrets.</summary>
internal static class ConsumerParts
{
    private const int LongestGroup = 128;

    public static TranslatedConsumer Create(GatewayConsumerResource resource, Lookups lookups)
    {
        var name = ResourceName.Of(resource);
        var source = $"gatewayconsumer {name}";
        var problems = new List<string>();
        var credentials = Credentials(resource, source, lookups, problems);
        var plugins = Plugins(resource, lookups, problems);
        foreach (var group in resource.Spec.Groups.Where(group => !IsGroup(group)))
        {
            problems.Add($"The group '{group}' isn't valid; it must be 1 to {LongestGroup} printable ASCII characters without spaces and "
                + "commas.");
        }

        var username = string.IsNullOrEmpty(resource.Spec.Username) ? name.ToString() : resource.Spec.Username;
        return problems.Count > 0
            ? new TranslatedConsumer(username, null, new Problem("Invalid", string.Join(" ", problems)))
            : new TranslatedConsumer(
                username,
                new GatewayConsumer
                {
                    Groups = resource.Spec.Groups,
                    Credentials = credentials,
                    Plugins = plugins,
                    Tenant = name.Namespace,
                    Location = new ConfigLocation(source),
                },
                null);
    }

    private static bool IsGroup(string name) => name.Length is > 0 and <= LongestGroup && name.All(c => c is > ' ' and <= '~' and not ',');

    private static ImmutableDictionary<string, ImmutableArray<ConfigNode>> Credentials(
        GatewayConsumerResource resource, string source, Lookups lookups, List<string> problems)
    {
        var ns = resource.Metadata.NamespaceProperty ?? "";
        var byType = ImmutableDictionary.CreateBuilder<string, ImmutableArray<ConfigNode>>(StringComparer.OrdinalIgnoreCase);
        foreach (var credential in resource.Spec.Credentials)
        {
            if (CredentialOptions.Read(new ResourceName(ns, credential.SecretName), source, lookups, problems) is { } options)
                byType[credential.Plugin] = byType.TryGetValue(credential.Plugin, out var others) ? others.Add(options) : [options];
        }

        return byType.ToImmutable();
    }

    private static ImmutableArray<PluginEntry> Plugins(GatewayConsumerResource resource, Lookups lookups, List<string> problems)
    {
        var ns = resource.Metadata.NamespaceProperty ?? "";
        var entries = ImmutableArray.CreateBuilder<PluginEntry>();
        foreach (var plugin in resource.Spec.Plugins.Select(reference => reference.NameFor(ns)))
        {
            if (!ReferenceGrants.Allow(
                lookups, ResourceKind.GatewayConsumer, ns, GroupKind.Of(ResourceKind.GatewayPlugin), plugin))
                problems.Add($"GatewayPlugin '{plugin}' is in another namespace, and no ReferenceGrant there permits it.");
            else if (PluginResolution.Of(plugin, lookups) is { Problem: { } problem })
                problems.Add(PluginResolution.Describe(plugin, problem));
            else
                entries.Add(PluginResolution.Of(plugin, lookups).Entry!);
        }

        return entries.ToImmutable();
    }
}
