using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>Creates the nodes of options, each with its path as its location.</summary>
/// <param name="values">The values that replace those at their paths.</param>
/// <param name="source">The name of the options in messages.</param>
internal sealed class OptionNodes(ImmutableDictionary<string, ConfigNode> values, string source)
{
    private const int DeepestLevel = 64;

    /// <param name="options">The options as written; null for none.</param>
    /// <param name="values">The values from elsewhere, by path.</param>
    /// <param name="source">The name of the options in messages: <c>gatewayplugin team/limit: spec.options</c>.</param>
    /// <param name="problems">Collects the problems.</param>
    public static ConfigNode? Of(
        JsonObject? options, ImmutableDictionary<string, ConfigNode> values, string source, List<string> problems)
    {
        var tree = values.IsEmpty ? options ?? [] : options?.DeepClone().AsObject() ?? [];
        foreach (var path in values.Keys.Order(StringComparer.Ordinal))
        {
            if (!OptionPath.TryParse(path, out var parsed) || !parsed.TryCreate(tree))
                problems.Add($"spec.optionsFrom sets '{path}', but the options don't have a place for it.");
        }

        try
        {
            return problems.Count > 0 ? null : new OptionNodes(values, source).Of(tree, "", 0);
        }
        catch (Exception error) when (error is ArgumentException or JsonException or FormatException)
        {
            problems.Add($"The options can't be read: {error.Message}");
            return null;
        }
    }

    private ConfigNode Of(JsonNode? node, string path, int level)
    {
        if (values.TryGetValue(path, out var value))
            return value;
        if (level > DeepestLevel)
            throw new FormatException("they are nested too deeply.");

        var location = new ConfigLocation(path.Length == 0 ? source : $"{source}.{path}");
        return node switch
        {
            null => new ConfigNull(location),
            JsonObject mapping => new ConfigMapping(
                mapping.Select(pair => KeyValuePair.Create(
                    pair.Key, Of(pair.Value, path.Length == 0 ? pair.Key : $"{path}.{pair.Key}", level + 1))),
                location),
            JsonArray list => new ConfigSequence(
                list.Select((item, i) => Of(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), level + 1)), location),
            _ => Scalar(node.AsValue(), location),
        };
    }

    private static ConfigNode Scalar(JsonValue value, ConfigLocation location) => value.GetValueKind() switch
    {
        JsonValueKind.True => ConfigNode.FromValue(true, location),
        JsonValueKind.False => ConfigNode.FromValue(false, location),
        JsonValueKind.Number when value.TryGetValue<long>(out var integer) => ConfigNode.FromValue(integer, location),
        JsonValueKind.Number => ConfigNode.FromValue(
            double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture), location),
        _ => new ConfigScalar(value.GetValue<string>(), location),
    };
}
