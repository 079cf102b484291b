using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>Translates GatewayConsumers. Only the plugins of a consumer's own namespace know it.</summary>
internal static class ConsumerTranslation
{
    private static readonly MemoPart<int, TranslatedConsumers> s_all = new((_, lookups) => Translate(lookups));

    private static readonly GatewayGroup s_group = new();

    private static readonly MemoPart<ResourceName, TranslatedConsumer> s_consumers = new(
        (name, lookups) => Isolation.Run(
            new ResourceOwner(ResourceKind.GatewayConsumer, name),
            lookups,
            () => ConsumerParts.Create(lookups.Read(Sources.Consumers, name)!, lookups),
            message => new TranslatedConsumer("", null, new Problem("Invalid", message))));

    public static TranslatedConsumers Of(Lookups lookups) => lookups.Get(s_all, 0);

    private static TranslatedConsumers Translate(Lookups lookups)
    {
        var consumers = ImmutableDictionary.CreateBuilder<string, GatewayConsumer>(StringComparer.OrdinalIgnoreCase);
        var owners = ImmutableDictionary.CreateBuilder<ConfigOwner, ResourceOwner>();
        var statuses = ImmutableArray.CreateBuilder<ResourceStatus>();
        foreach (var resource in lookups.ReadAll(Sources.Consumers).Values.OrderBy(Age).ThenBy(ResourceName.Of))
        {
            var owner = new ResourceOwner(ResourceKind.GatewayConsumer, ResourceName.Of(resource));
            var (name, consumer, problem) = lookups.Get(s_consumers, owner.Name);
            if (consumer is not null && IsOfOther(name, owner.Name))
                problem = new Problem("Invalid", $"The username '{name}' is that of a GatewayConsumer of another namespace.");
            else if (consumer is not null && !consumers.TryAdd(name, consumer))
                problem = new Problem("Conflicted", $"An older GatewayConsumer has the username '{name}'.");
            else if (consumer is not null)
                owners.Add(ConfigOwner.Consumer(name), owner);
            statuses.Add(Status(owner, resource, problem));
        }

        var groups = consumers.Values.SelectMany(consumer => consumer.Groups).Distinct(StringComparer.OrdinalIgnoreCase)
            .ToImmutableDictionary(group => group, _ => s_group, StringComparer.OrdinalIgnoreCase);
        return new TranslatedConsumers(consumers.ToImmutable(), groups, owners.ToImmutable(), statuses.ToImmutable());
    }

    /// <summary>Returns whether a username is the default one of another resource: a consumer that is created later would lose
    /// it.</summary>
    private static bool IsOfOther(string username, ResourceName resource)
        => username.Contains('/', StringComparison.Ordinal) && username != resource.ToString();

    private static ResourceStatus Status(ResourceOwner owner, GatewayConsumerResource resource, Problem? problem)
        => new(owner, new ResourceConditions { Conditions = [Conditions.Of("Accepted", resource.Metadata.Generation, problem)] });

    private static DateTime Age(GatewayConsumerResource resource) => resource.Metadata.CreationTimestamp ?? DateTime.MaxValue;
}
