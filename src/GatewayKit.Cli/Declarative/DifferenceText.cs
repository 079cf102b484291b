using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.Cli.Declarative;

/// <summary>Writes the differences of a change, an entry in each paragraph.</summary>
internal static class DifferenceText
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="differences">The differences as the admin API describes them.</param>
    /// <param name="files">The entries of the files, whose variables aren't shown.</param>
    public static IEnumerable<string> Of(JsonArray differences, IReadOnlyList<FileEntry> files)
    {
        var entries = files.ToDictionary(file => file.Key, StringComparer.OrdinalIgnoreCase);
        foreach (var difference in differences)
        {
            var type = (string?)difference!["type"];
            yield return $"{Sign(type)} {difference["key"]}";
            if (type != "changed")
                continue;

            var variables = entries.GetValueOrDefault((string)difference["key"]!)?.Variables;
            foreach (var value in difference["values"]!.AsArray())
            {
                var path = (string)value!["path"]!;
                var (before, after) = (Masked(variables, path, value["before"]), Masked(variables, path, value["after"]));
                yield return $"    {(path.Length == 0 ? "(content)" : path)}: {Text(before)} -> {Text(after)}"
                    + (before is not null && JsonNode.DeepEquals(before, after) ? " (another secret)" : "");
            }
        }
    }

    /// <summary>Counts the differences, such as <c>1 to add, 2 to change, 0 to delete</c>.</summary>
    public static string Count(JsonArray differences) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Count(differences, "added")} to add, {Count(differences, "changed")} to change, {Count(differences, "removed")} to delete");

    /// <summary>Returns a value with masks at the places of variables.</summary>
    public static JsonNode? Masked(FileVariables? variables, string path, JsonNode? value)
        => variables is null ? value : variables.Masked(path, value);

    /// <summary>Counts the differences of a type.</summary>
    public static int Count(JsonArray differences, string type) => differences.Count(difference => (string?)difference!["type"] == type);

    private static string Sign(string? type) => type switch
    {
        "added" => "+",
        "removed" => "-",
        _ => "~",
    };

    private static string Text(JsonNode? value) => value is null ? "(none)" : ErrorList.OneLine(value.ToJsonString(s_json));
}
