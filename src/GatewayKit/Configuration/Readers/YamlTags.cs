using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>Refuses every tag but those of YAML's own types, which say what the options say anyway.</summary>
internal static class YamlTags
{
    private const string Core = "tag:yaml.org,2002:";
    private static readonly string[] s_types = ["str", "null", "bool", "int", "float", "seq", "map"];

    /// <exception cref="ConfigSyntaxException">The tag is another one.</exception>
    public static void Check(string? tag, ConfigPlace place)
    {
        if (tag is null or "!")
            return;
        if (tag.StartsWith(Core, StringComparison.Ordinal) && s_types.Contains(tag[Core.Length..]))
            return;

        throw new ConfigSyntaxException("", $"The tag '{DisplayText.Name(tag)}' means nothing here.", place);
    }
}
