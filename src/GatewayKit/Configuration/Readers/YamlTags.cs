using YamlDotNet.Core.Events;

namespace GatewayKit.Configuration;

/// <summary>Refuses every tag but those of YAML's own types, which say what the options say anyway.</summary>
internal static class YamlTags
{
    private const string Core = "tag:yaml.org,2002:";
    private static readonly string[] s_types = ["str", "null", "bool", "int", "float", "seq", "map"];

    /// <exception cref="ConfigSyntaxException">The tag is another one.</exception>
    public static void Check(NodeEvent node, ConfigPlace place)
    {
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific)
            return;
        if (node.Tag.Value.StartsWith(Core, StringComparison.Ordinal) && s_types.Contains(node.Tag.Value[Core.Length..]))
            return;

        throw new ConfigSyntaxException("", $"The tag '{Shown.Name(node.Tag.Value)}' means nothing here.", place);
    }
}
