using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>Rejects all tags except those of YAML's own types, which are redundant because options have types.</summary>
internal static class YamlTags
{
    private const string Core = "tag:yaml.org,2002:";
    private static readonly string[] s_types = ["str", "null", "bool", "int", "float", "seq", "map"];

    /// <exception cref="ConfigSyntaxException">The tag isn't allowed.</exception>
    public static void Check(string? tag, ConfigLocation location)
    {
        if (tag is null or "!")
            return;
        if (tag.StartsWith(Core, StringComparison.Ordinal) && s_types.Contains(tag[Core.Length..]))
            return;

        throw new ConfigSyntaxException("", $"The tag '{DisplayText.Name(tag)}' isn't supported.", location);
    }
}
