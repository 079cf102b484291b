using System.Collections.Immutable;
using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Publishing;

/// <summary>A translation that is active.</summary>
/// <param name="Translation">The translation.</param>
/// <param name="Errors">The errors of the parts that the core has rejected.</param>
internal sealed record PublishedTranslation(
    Translation.Translation Translation, ImmutableDictionary<ConfigOwner, ImmutableArray<ConfigError>> Errors);
