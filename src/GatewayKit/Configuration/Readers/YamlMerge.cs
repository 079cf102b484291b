using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>YAML's merge key: the entries of one mapping, or of several, that a mapping does not have itself.</summary>
internal static class YamlMerge
{
    public const string Key = "<<";

    /// <exception cref="ConfigSyntaxException">What is merged is no mapping.</exception>
    public static void Into(ConfigMapping mapping, ConfigNode merged)
    {
        switch (merged)
        {
            case ConfigMapping other:
                foreach (var (key, value) in other.Entries)
                    mapping.TryAdd(key, value, other.KeyPlace(key));
                break;
            case ConfigSequence { Items: var others } when others.All(o => o is ConfigMapping):
                foreach (var other in others)
                    Into(mapping, other);
                break;
            default:
                throw new ConfigSyntaxException("", "The merge key << takes a mapping or a list of mappings.", merged.Place);
        }
    }
}
