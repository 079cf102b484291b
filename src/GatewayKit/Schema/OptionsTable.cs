using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Configuration.Binding;

namespace GatewayKit.Schema;

/// <summary>The table of a plugin's options in its README, generated from its options record.</summary>
internal static class OptionsTable
{
    private const int DeepestLevel = 4;

    /// <summary>Returns the table in Markdown, one row per option; options of nested records follow as <c>limits[].window</c>.</summary>
    /// <param name="optionsType">The options record.</param>
    public static string Markdown(Type optionsType)
    {
        var table = new StringBuilder("| option | type | default | meaning |\n|---|---|---|---|\n");
        var before = table.Length;
        AddRows(table, optionsType, "", new XmlSummaries(), 0);
        return table.Length == before ? "There are no options.\n" : table.ToString();
    }

    private static void AddRows(StringBuilder table, Type type, string prefix, XmlSummaries summaries, int level)
    {
        var defaults = DefaultJson.Instance(type);
        foreach (var property in RecordProperties.Of(type))
        {
            var key = prefix + RecordProperties.Key(property);
            var value = RecordProperties.IsRequired(property) ? "required" : Code(DefaultJson.Of(property, defaults));
            var (meaning, told) = WithoutDefault(summaries.Of(property) ?? "");
            table.Append($"| `{key}` | {Cell(OptionTerms.Of(property))} | {Cell(value.Length == 0 ? told : value)} | {Cell(meaning)} |\n");

            var shape = Shape.Of(property.PropertyType);
            var (record, suffix) = shape.Kind switch
            {
                ShapeKind.List => (shape.Element!, "[]."),
                ShapeKind.Dictionary => (shape.Element!, ".NAME."),
                _ => (shape.Type, "."),
            };
            if (level < DeepestLevel && Shape.Of(record).Kind == ShapeKind.Record)
                AddRows(table, record, key + suffix, summaries, level + 1);
        }
    }

    // A summary tells the default last. The table has a column for it, which shows the summary's words where the record's value is null.
    private static (string Meaning, string Default) WithoutDefault(string summary)
    {
        const string Lead = " Default: ";
        var at = summary.LastIndexOf(Lead, StringComparison.Ordinal);
        if (at < 0)
            return (summary, "");

        var words = summary[(at + Lead.Length)..];
        return words.Contains(". ", StringComparison.Ordinal) ? (summary, "") : (summary[..at], words.TrimEnd('.'));
    }

    private static string Code(JsonNode? value) => value switch
    {
        null => "",
        JsonArray { Count: > 0 } list => string.Join(", ", list.Select(Code)),
        JsonValue text when text.TryGetValue<string>(out var plain) => plain.Length == 0 ? "empty" : $"`{plain}`",
        _ => $"`{value.ToJsonString()}`",
    };

    private static string Cell(string text) => text.Replace("|", @"\|", StringComparison.Ordinal);
}
