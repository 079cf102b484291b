using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Tests.Configuration;

/// <summary>Makes mutants of a JSON document: each node in turn is null, empty, huge, of another type, twice there or not at all.</summary>
internal static class JsonMutants
{
    private const int Seed = 20_260_523;

    private static readonly string[] s_values =
    [
        "null", "\"\"", "\" \"", "0", "-1", "1e9", "1e999",
        "99999999999999999999999999", "true", "\"true\"", "\"NaN\"", "[]", "{}", "[[]]", "{\"a\":{}}", "[null]", "\"\\u0000\\u202e\"",
        "\"999999999999d\"", "\"${env:GATEWAYKIT_NEVER_SET}\"",
        "\"$${env:X}\"", "\"x\"", "[1,\"a\",null,{},[]]", "{\"0\":1,\"1\":2}", "\"<<\"", "\"/\"", "\"::\"", "\"-\"",
        "\"" + new string('x', 100_000)
            + "\"", new string('[', 40) + new string(']', 40), new string('[', 200) + new string(']', 200), "{\"\":1}", "{\"name\":[]}",
    ];

    /// <summary>So many mutants, the same each time.</summary>
    public static IEnumerable<string> Of(string json, int count)
    {
        var root = JsonNode.Parse(json)!;
        var nodes = Nodes(root).ToArray();
        var random = new Random(Seed);
        for (var i = 0; i < count; i++)
            yield return Written(root, nodes[i % nodes.Length], random.Next(s_values.Length + 3));
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node)
    {
        var children = node switch
        {
            JsonObject mapping => mapping.Select(p => p.Value!),
            JsonArray list => list.Select(i => i!),
            _ => [],
        };

        return children.SelectMany(c => Nodes(c).Prepend(c));
    }

    // A value in the target's place, or the target twice, without its key, or under a wrong key.
    private static void Write(StringBuilder text, JsonNode node, JsonNode target, int mutation)
    {
        if (ReferenceEquals(node, target) && mutation < s_values.Length)
        {
            text.Append(s_values[mutation]);
        }
        else if (node is JsonObject mapping)
        {
            text.Append('{').AppendJoin(',', mapping.SelectMany(p => Entries(p.Key, p.Value!, target, mutation))).Append('}');
        }
        else if (node is JsonArray list)
        {
            text.Append('[').AppendJoin(',', list.Select(i => Written(i!, target, mutation))).Append(']');
        }
        else
        {
            text.Append(node.ToJsonString());
        }
    }

    private static IEnumerable<string> Entries(string key, JsonNode value, JsonNode target, int mutation)
    {
        var entry = string.Create(CultureInfo.InvariantCulture, $"{JsonSerializer.Serialize(key)}:{Written(value, target, mutation)}");
        return ReferenceEquals(value, target) ? (mutation - s_values.Length) switch
        {
            0 => [entry, entry.ToUpperInvariant()],
            1 => [],
            2 => [$"\"x{entry[1..]}"],
            _ => [entry],
        } : [entry];
    }

    private static string Written(JsonNode node, JsonNode target, int mutation)
    {
        var text = new StringBuilder();
        Write(text, node, target, mutation);
        return text.ToString();
    }
}
