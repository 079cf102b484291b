using System.Text.Json.Nodes;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Masking;

namespace GatewayKit.Explaining;

/// <summary>Shows the bound options of a plugin as JSON without secrets: those that the plugin declares, and those that
/// <see cref="ConfigSecrets"/> recognizes.</summary>
internal static class ShownOptions
{
    /// <param name="plugin">The plugin's name.</param>
    /// <param name="options">The bound options.</param>
    /// <param name="written">The options as written; null if they were created in code, or there are none.</param>
    public static JsonNode? Of(string plugin, object options, ConfigNode? written)
    {
        var entry = new JsonObject
        {
            ["name"] = plugin,
            ["options"] = new OptionsJson(new Dictionary<string, string>()).Of(options, written, ""),
        };
        return MaskedNode.Of(entry, new SecretContext(null))!["options"];
    }
}
