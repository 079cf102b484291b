using System.Collections.Concurrent;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Pipeline;
using GatewayKit.Planning.Traffic;
using GatewayKit.Plugins;

namespace GatewayKit.Planning;

/// <summary>
/// Decides what authentication plugins would say, without calling a service. A recorded consumer is accepted by the plugins that it has
/// credentials for, and by those that don't look up credentials of consumers. Otherwise the plugins that only look up consumers run, and
/// others don't find credentials.
/// </summary>
/// <param name="snapshot">The configuration.</param>
/// <param name="lookup">Runs authentication hooks.</param>
/// <param name="earlier">The configuration before the change; null for that configuration itself.</param>
internal sealed class PlannedCaller(GatewaySnapshot snapshot, CallerLookup lookup, GatewayConfig? earlier)
{
    private readonly ConcurrentDictionary<PluginType, bool> _local = new();

    /// <summary>Authenticates the caller. Afterwards the exchange uses the caller's pipeline.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="recorded">The record.</param>
    /// <param name="assumption">The caller if there is no recorded consumer, or if the configuration doesn't have its credentials.</param>
    /// <returns>The response that ends the request and the entry that returns it; null if there is none. And whether a hook has
    /// run.</returns>
    public async ValueTask<((PipelineEntry Entry, GatewayResponse Answer)? Refusal, bool HasRun)> FindAsync(
        Exchange exchange, TrafficRequest recorded, CallerAssumption assumption)
    {
        var hasRun = false;
        var refusal = await lookup.FindAsync(exchange, entry =>
        {
            var known = Known(entry, recorded, assumption);
            hasRun |= known is null;
            return known;
        }).ConfigureAwait(false);
        return (refusal, hasRun);
    }

    /// <returns>The result; null if the hook has to run.</returns>
    private AuthenticationResult? Known(PipelineEntry entry, TrafficRequest recorded, CallerAssumption assumption)
    {
        if (entry.Type.AcceptsEveryCaller)
            return null;
        if (recorded.Consumer is { } name)
        {
            return Find(entry, name, recorded) is { HasSafeNames: true } consumer
                ? AuthenticationResult.Authenticated(consumer)
                : assumption == CallerAssumption.Authenticated ? Assumed(entry, recorded)
                : HadCredentials(entry, name)
                    ? AuthenticationResult.Rejected(entry.Name)
                    : AuthenticationResult.NoCredentials(entry.Name);
        }

        if (assumption == CallerAssumption.Authenticated)
            return AuthenticationResult.NotRequired;
        return _local.GetOrAdd(entry.Type, IsLocal) ? null : AuthenticationResult.NoCredentials(entry.Name);
    }

    /// <summary>Returns the consumer if a plugin would identify it; otherwise null.</summary>
    private Consumer? Find(PipelineEntry entry, string name, TrafficRequest recorded)
    {
        if (entry.Type.CredentialName is not { } credential)
            return snapshot.Consumers?.Find(entry.Source.Tenant, name) ?? Unconfigured(recorded);

        return snapshot.Config.Consumers.TryGetValue(name, out var configured)
            && configured.Credentials.TryGetValue(credential, out var credentials) && credentials.Length > 0
            ? snapshot.Consumers?.Find(entry.Source.Tenant, name)
            : null;
    }

    /// <summary>Returns a caller that isn't a consumer. Groups that the configuration gave to a consumer aren't those of its
    /// token.</summary>
    private Consumer Unconfigured(TrafficRequest recorded)
        => new(recorded.Consumer!, (earlier ?? snapshot.Config).Consumers.ContainsKey(recorded.Consumer!) ? [] : recorded.Groups);

    /// <summary>Returns the result for a caller that the configuration doesn't have: a token or a certificate has named it.</summary>
    private AuthenticationResult Assumed(PipelineEntry entry, TrafficRequest recorded)
        => (snapshot.Consumers?.Find(entry.Source.Tenant, recorded.Consumer!) ?? Unconfigured(recorded)) is { HasSafeNames: true } consumer
            ? AuthenticationResult.Authenticated(consumer)
            : AuthenticationResult.NotRequired;

    /// <summary>Returns whether the request can have credentials of the consumer that were valid before.</summary>
    private bool HadCredentials(PipelineEntry entry, string name)
        => entry.Type.CredentialName is { } credential
            && earlier is not null
            && earlier.Consumers.TryGetValue(name, out var configured)
            && configured.Credentials.ContainsKey(credential);

    /// <summary>Returns whether a plugin only looks up consumers. One with an HTTP client may ask a service.</summary>
    private static bool IsLocal(PluginType type)
        => type.CredentialType is not null
            && !type.Type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Any(
                parameter => parameter.ParameterType == typeof(IHttpClientFactory) || parameter.ParameterType == typeof(HttpClient));
}
