using System.Collections.Frozen;
using System.Reflection;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>Checks consumers and indexes their credentials.
/// Consumers that the active configuration has as well aren't bound again.</summary>
internal sealed class ConsumerCompiler(GatewayConfig config, PluginCatalog catalog, ConfigErrors errors)
{
    private readonly Dictionary<(string Tenant, Type Type), Dictionary<CredentialKey, object>> _credentials = [];
    private readonly Dictionary<(string, Type, CredentialKey), (string Consumer, CompiledCredential Credential)> _owners = [];
    private readonly Dictionary<string, Type> _types = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Type, Func<Consumer, IConsumerCredential, object>> _matches = [];

    /// <param name="previous">The consumers of the active configuration; null if there is none.</param>
    /// <returns>The consumers: the same object if nothing has changed.</returns>
    public ConsumerDirectory Compile(ConsumerDirectory? previous = null)
    {
        foreach (var (group, configured) in config.Groups)
            CheckName(ConfigOwner.Group(group), group, configured.Location);
        if (previous?.Fits(config, catalog) != true)
            previous = null;
        if (previous is { HasWarnings: false } && previous.IsOf(config))
            return previous;

        var consumers = new Dictionary<string, CompiledConsumer>(config.Consumers.Count, StringComparer.Ordinal);
        var isSame = previous?.Count == config.Consumers.Count;
        foreach (var (name, configured) in config.Consumers)
        {
            var consumer = previous?.FindSame(name, configured);
            isSame &= consumer is not null;
            consumers.Add(name, consumer ??= Bind(name, configured));
            foreach (var credential in consumer.Credentials)
                Index(name, configured, credential);
        }

        return isSame ? previous! : new ConsumerDirectory(
            config.Consumers, config.Groups, consumers, _types.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase),
            _credentials.ToFrozenDictionary(c => c.Key, c => c.Value.ToFrozenDictionary()));
    }

    private CompiledConsumer Bind(string name, GatewayConsumer configured)
    {
        var warnings = errors.Warnings.Count;
        var owner = ConfigOwner.Consumer(name);
        CheckName(owner, name, configured.Location);
        foreach (var group in configured.Groups.Where(g => !config.Groups.ContainsKey(g)))
            errors.Add(owner, $"groups names '{group}'; {UnknownName.For("group", group, config.Groups.Keys)}", configured.Location);

        var consumer = new Consumer(name, configured.Groups);
        var credentials = new List<CompiledCredential>(configured.Credentials.Count);
        foreach (var (type, nodes) in configured.Credentials)
            Bind(consumer, type, nodes, owner, configured.Location, credentials);
        return new CompiledConsumer(configured, consumer, credentials, errors.Warnings.Count > warnings);
    }

    private void Bind(Consumer consumer,
        string type, IReadOnlyList<ConfigNode> nodes, ConfigOwner owner, ConfigLocation location, List<CompiledCredential> credentials)
    {
        if (catalog.FindByCredential(type) is not { CredentialType: { } recordType })
        {
            errors.Add(owner,
                $"credentials names '{type}'; {UnknownName.For("credential type of a loaded plugin", type, catalog.CredentialNames)}",
                location);
            return;
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            if (OptionsBinder.Bind(
                recordType, nodes[i], CredentialOf(owner, type, i), "", nodes[i].Location, errors) is IConsumerCredential credential)
                credentials.Add(new CompiledCredential(type, i, recordType, credential.Key, MatchOf(recordType)(consumer, credential)));
        }
    }

    private void Index(string name, GatewayConsumer configured, in CompiledCredential credential)
    {
        _types.TryAdd(credential.TypeName, credential.Type);
        var tenant = configured.Tenant ?? "";
        if (!_owners.TryAdd((tenant, credential.Type, credential.Key), (name, credential)))
        {
            var (other, twin) = _owners[(tenant, credential.Type, credential.Key)];
            var location = configured.Credentials.TryGetValue(credential.TypeName, out var nodes)
                ? nodes[credential.Index].Location
                : configured.Location;
            errors.Add(Piece(name, credential),
                $"the same credential is defined at {Piece(other, twin).Where}; a credential can belong to only one consumer.", location);
            return;
        }

        if (!_credentials.TryGetValue((tenant, credential.Type), out var byKey))
            _credentials.Add((tenant, credential.Type), byKey = []);
        byKey.Add(credential.Key, credential.Match);
    }

    private static ConfigPiece Piece(string consumer, in CompiledCredential credential)
        => CredentialOf(ConfigOwner.Consumer(consumer), credential.TypeName, credential.Index);

    private static ConfigPiece CredentialOf(ConfigOwner consumer, string type, int index)
        => ConfigPiece.Of(consumer).Key("credentials").Key(type).Item(index);

    private Func<Consumer, IConsumerCredential, object> MatchOf(Type record)
    {
        if (!_matches.TryGetValue(record, out var create))
        {
            var method = typeof(ConsumerCompiler).GetMethod(nameof(Match), BindingFlags.NonPublic | BindingFlags.Static)!;
            _matches.Add(record, create = method.MakeGenericMethod(record).CreateDelegate<Func<Consumer, IConsumerCredential, object>>());
        }

        return create;
    }

    private static CredentialMatch<T> Match<T>(Consumer consumer, IConsumerCredential credential) where T : class, IConsumerCredential
        => new(consumer, (T)credential);

    /// <summary>Names are sent to the upstream in headers; groups as a comma-separated list.</summary>
    private void CheckName(ConfigOwner owner, string name, ConfigLocation location)
    {
        if (name.Length > 128 || name.Any(c => c is <= ' ' or > '~' or ','))
            errors.Add(owner, "the name must be 1 to 128 printable ASCII characters without spaces and commas.", location);
    }
}
