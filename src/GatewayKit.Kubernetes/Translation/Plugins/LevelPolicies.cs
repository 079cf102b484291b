using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>
/// The policies of a target, merged: of policies with the same plugin, the oldest wins. A policy with a plugin that isn't usable makes
/// everything in its scope fail, because the plugin could be one that protects it.
/// </summary>
internal static class LevelPolicies
{
    private static readonly ResourceGroups<PolicyTargetKey, GatewayPolicy> s_byTarget = new(
        Sources.Policies,
        policy => policy.Spec.TargetRefs.Select(
            target => PolicyTargetKey.Of(target, policy.Metadata.NamespaceProperty ?? "")));

    private static readonly MemoPart<PolicyTargetKey, LevelPlugins> s_levels = new(Merge, LevelPlugins.AreSame);

    public static LevelPlugins Of(PolicyTargetKey target, Lookups lookups) => lookups.Get(s_levels, target);

    private static LevelPlugins Merge(PolicyTargetKey target, Lookups lookups)
    {
        var merged = new List<LevelPlugin>();
        var owners = new List<ResourceName>();
        var conflicts = ImmutableArray.CreateBuilder<PolicyConflict>();
        var problem = default(Problem);
        foreach (var policy in s_byTarget.Of(target, lookups).Where(p => PolicyRules.MayTarget(p, target, lookups)).OrderBy(Age))
        {
            var name = ResourceName.Of(policy);
            var scope = $"gatewaypolicy/{name}/{target}";
            foreach (var reference in policy.Spec.Plugins)
            {
                var plugin = reference.NameFor(name.Namespace);
                var found = PolicyRules.Refusal(policy, plugin, lookups) is { } refusal
                    ? new ResolvedPlugin(null, refusal)
                    : PluginResolution.In(scope, plugin, lookups);
                if (found.Entry is not { } entry)
                {
                    problem ??= new Problem(found.Problem!.Reason, $"GatewayPolicy '{name}': {found.Problem.Message}");
                    continue;
                }

                var twin = merged.FindIndex(other => other.IsSamePlugin(entry));
                if (twin < 0)
                {
                    merged.Add(new LevelPlugin(entry, PolicyRules.IsOverride(policy)));
                    owners.Add(name);
                }
                else
                    conflicts.Add(new PolicyConflict(name, plugin, owners[twin]));
            }
        }

        return merged.Count == 0 && problem is null && conflicts.Count == 0
            ? LevelPlugins.None
            : new LevelPlugins([.. merged], problem, conflicts.ToImmutable());
    }

    /// <summary>Sorts the oldest first, and policies of the same age by name, in which order the lookup returns them.</summary>
    private static DateTime Age(GatewayPolicy policy) => policy.Metadata.CreationTimestamp ?? DateTime.MaxValue;
}
