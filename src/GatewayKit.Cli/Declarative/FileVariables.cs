using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Cli.Declarative;

/// <summary>
/// The values of an entry that came from variables. The output doesn't show them, because variables often contain secrets under any name.
/// </summary>
internal sealed partial class FileVariables
{
    private const string Mask = "***";

    /// <summary>Shorter values occur in messages by chance, and aren't secrets.</summary>
    private const int MinimumLength = 4;

    private readonly List<string> _pointers = [];
    private readonly HashSet<string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Text, string Written)> _values = [];

    private FileVariables()
    {
    }

    /// <summary>The JSON Pointers (RFC 6901) of the values.</summary>
    public IReadOnlyList<string> Pointers => _pointers;

    public static FileVariables Of(ConfigNode node)
    {
        var variables = new FileVariables();
        variables.Add("", "", node);
        return variables;
    }

    /// <summary>Returns a value with masks at the places of variables. All items of a list are one place, because they can move.
    /// </summary>
    /// <param name="path">The path of the value in the entry, such as <c>plugins[0].options.limit</c>.</param>
    /// <param name="value">The value.</param>
    public JsonNode? Masked(string path, JsonNode? value)
    {
        if (_paths.Count == 0 || value is null)
            return value;
        if (_paths.Contains(Place(path)))
            return Mask;

        return value switch
        {
            JsonObject members => new JsonObject(members.Select(
                member => KeyValuePair.Create(member.Key, Masked(Member(path, member.Key), member.Value)?.DeepClone()))),
            JsonArray items => new JsonArray([.. items.Select(item => Masked($"{path}[0]", item)?.DeepClone())]),
            _ => value,
        };
    }

    /// <summary>Returns a message that shows the names of variables instead of their values.</summary>
    public string Masked(string message)
        => _values.Aggregate(message, (text, value) => text.Replace(value.Text, value.Written, StringComparison.Ordinal));

    private void Add(string path, string pointer, ConfigNode node)
    {
        switch (node)
        {
            case ConfigMapping mapping:
                foreach (var (key, value) in mapping.Entries)
                    Add(Member(path, key), $"{pointer}/{Escaped(key)}", value);
                break;
            case ConfigSequence sequence:
                for (var i = 0; i < sequence.Items.Count; i++)
                    Add($"{path}[0]", $"{pointer}/{i}", sequence.Items[i]);
                break;
            case ConfigScalar scalar when scalar.Written != scalar.Text:
                _paths.Add(Place(path));
                _pointers.Add(pointer);
                if (scalar.Text.Length >= MinimumLength)
                    _values.Add((scalar.Text, scalar.Written));
                break;
        }
    }

    private static string Escaped(string key)
        => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Member(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Place(string path) => Index().Replace(path, "[]");

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();
}
