using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Cli.Declarative;

/// <summary>Converts a piece of a file to the JSON of a store.</summary>
internal static class NodeJson
{
    private const string Variable = "${env:";

    public static JsonNode? Of(ConfigNode node) => node switch
    {
        ConfigMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value)))),
        ConfigSequence sequence => new JsonArray([.. sequence.Items.Select(Of)]),
        ConfigScalar scalar => Of(scalar),
        _ => null,
    };

    private static JsonNode Of(ConfigScalar scalar)
    {
        if (!scalar.IsQuoted && scalar.Text is ("true" or "false"))
            return scalar.Text == "true";
        if (!scalar.IsQuoted && PlainText.IsNumber(scalar.Text))
            return JsonNode.Parse(scalar.Text)!;

        // The text is known here; a store doesn't replace variables.
        return scalar.Text.Replace(Variable, $"${Variable}", StringComparison.Ordinal);
    }
}
