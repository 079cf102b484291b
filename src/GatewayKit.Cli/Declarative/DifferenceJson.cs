using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Cli.Declarative;

/// <summary>Writes the differences of a change as JSON, in the form of the admin API.</summary>
internal static class DifferenceJson
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <param name="differences">The differences as the admin API describes them.</param>
    /// <param name="files">The entries of the files, whose variables aren't shown.</param>
    /// <param name="revision">The revision that the change is based on.</param>
    public static string Of(JsonArray differences, IReadOnlyList<FileEntry> files, long revision)
    {
        var entries = files.ToDictionary(file => file.Key, StringComparer.OrdinalIgnoreCase);
        return new JsonObject
        {
            ["basedOn"] = revision,
            ["added"] = DifferenceText.Count(differences, "added"),
            ["changed"] = DifferenceText.Count(differences, "changed"),
            ["removed"] = DifferenceText.Count(differences, "removed"),
            ["differences"] = new JsonArray([.. differences.Select(
                difference => Of(difference!, entries.GetValueOrDefault((string)difference!["key"]!)?.Variables))]),
        }.ToJsonString(s_json);
    }

    private static JsonObject Of(JsonNode difference, FileVariables? variables) => new()
    {
        ["key"] = (string?)difference["key"],
        ["type"] = (string?)difference["type"],
        ["values"] = new JsonArray([.. difference["values"]!.AsArray().Select(value => Of(value!.AsObject(), variables))]),
    };

    private static JsonObject Of(JsonObject value, FileVariables? variables)
    {
        var path = (string)value["path"]!;
        var shown = new JsonObject { ["path"] = path };
        foreach (var side in new[] { "before", "after" })
        {
            if (value[side] is { } content)
                shown[side] = DifferenceText.Masked(variables, path, content)?.DeepClone();
        }

        return shown;
    }
}
