using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>YAML's merge key, which adds the entries of one or more mappings that a mapping doesn't define itself.</summary>
internal static class YamlMerge
{
    public const string Key = "<<";

    /// <exception cref="ConfigSyntaxException">The merged value isn't a mapping.</exception>
    public static void Into(ConfigMapping mapping, ConfigNode merged)
    {
        switch (merged)
        {
            case ConfigMapping other:
                foreach (var (key, value) in other.Entries)
                    mapping.TryAdd(key, value, other.KeyLocation(key));
                break;
            case ConfigSequence { Items: var others } when others.All(o => o is ConfigMapping):
                foreach (var other in others)
                    Into(mapping, other);
                break;
            default:
                throw new ConfigSyntaxException("", "The merge key << takes a mapping or a list of mappings.", merged.Location);
        }
    }
}
