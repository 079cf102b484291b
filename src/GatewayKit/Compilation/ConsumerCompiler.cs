using System.Collections.Frozen;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>Checks consumers and indexes their credentials.</summary>
internal sealed class ConsumerCompiler(GatewayConfig config, PluginCatalog catalog, ConfigErrors errors)
{
    private readonly Dictionary<Type, Dictionary<CredentialKey, object>> _credentials = [];
    private readonly Dictionary<(Type, CredentialKey), string> _owners = [];

    public ConsumerDirectory Compile()
    {
        var consumers = new Dictionary<string, Consumer>(StringComparer.Ordinal);
        foreach (var group in config.Groups.Keys)
            CheckName($"groups.{group}", group, config.Groups[group].Place);

        foreach (var (name, configured) in config.Consumers)
        {
            var where = $"consumers.{name}";
            CheckName(where, name, configured.Place);
            foreach (var group in configured.Groups.Where(g => !config.Groups.ContainsKey(g)))
                errors.Add(where, $"groups names '{group}'; {UnknownName.For("group", group, config.Groups.Keys)}", configured.Place);

            var consumer = new Consumer(name, configured.Groups);
            consumers.Add(name, consumer);
            foreach (var (type, nodes) in configured.Credentials)
                AddCredentials(consumer, type, nodes, where, configured.Place);
        }

        return new ConsumerDirectory(
            consumers.ToFrozenDictionary(StringComparer.Ordinal),
            _credentials.ToFrozenDictionary(c => c.Key, c => c.Value.ToFrozenDictionary()));
    }

    private void AddCredentials(Consumer consumer, string type, IReadOnlyList<ConfigNode> nodes, string where, ConfigPlace place)
    {
        if (catalog.FindByCredential(type) is not { CredentialType: { } recordType })
        {
            var known = catalog.Plugins.Where(p => p.CredentialName is not null).Select(p => p.CredentialName!);
            errors.Add(where, $"credentials names '{type}'; {UnknownName.For("credential type of a loaded plugin", type, known)}", place);
            return;
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            var at = $"{where}.credentials.{type}[{i}]";
            if (OptionsBinder.Bind(recordType, nodes[i], at, "", nodes[i].Place, errors) is IConsumerCredential credential)
                Index(consumer, recordType, credential, at, nodes[i].Place);
        }
    }

    private void Index(Consumer consumer, Type recordType, IConsumerCredential credential, string where, ConfigPlace place)
    {
        var key = credential.Key;
        if (!_owners.TryAdd((recordType, key), where))
        {
            errors.Add(where, $"the same credential is defined at {_owners[(recordType, key)]}; a credential can belong to only one consumer.", place);
            return;
        }

        if (!_credentials.TryGetValue(recordType, out var byKey))
            _credentials.Add(recordType, byKey = []);
        byKey.Add(key, Activator.CreateInstance(typeof(CredentialMatch<>).MakeGenericType(recordType), consumer, credential)!);
    }

    /// <summary>Names are sent to the upstream in headers; groups as a comma-separated list.</summary>
    private void CheckName(string where, string name, ConfigPlace place)
    {
        if (name.Length > 128 || name.Any(c => c is <= ' ' or > '~' or ','))
            errors.Add(where, "the name must be 1 to 128 printable ASCII characters without spaces and commas.", place);
    }
}
