using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>The text of an option that the configuration can also give as a list.</summary>
internal static class CommaSeparatedText
{
    /// <summary>Returns the text that a list of scalars stands for; any other node unchanged.</summary>
    public static ConfigNode Of(ConfigNode node)
    {
        if (node is not ConfigSequence { Items.Count: > 0 } list || !list.Items.All(item => item is ConfigScalar))
            return node;

        ConfigScalar[] parts = [.. list.Items.Cast<ConfigScalar>()];
        var style = Array.Exists(parts, part => part.Style == ScalarStyle.Broken) ? ScalarStyle.Broken
            : Array.Exists(parts, part => part.Style == ScalarStyle.Unset) ? ScalarStyle.Unset
            : ScalarStyle.Text;
        return new ConfigScalar(
            list.Location, Join(parts.Select(part => part.Text)), style,
            Array.Exists(parts, part => part.HasVariable) ? Join(parts.Select(part => part.Written)) : null);
    }

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts);
}
