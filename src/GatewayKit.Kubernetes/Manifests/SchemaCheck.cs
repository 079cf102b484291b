using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>
/// Checks a resource as an API server does by the schema of its definition: required fields, allowed values, patterns and limits. Types are
/// those of the model, which <see cref="FieldCheck"/> compares. CEL rules, and combinations such as <c>oneOf</c>, aren't checked.
/// </summary>
/// <param name="manifest">The resource.</param>
/// <param name="errors">Collects the errors.</param>
internal sealed class SchemaCheck(ManifestObject manifest, ICollection<ConfigError> errors)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>Checks the whole resource, except the status.</summary>
    /// <param name="schema">The schema (<c>openAPIV3Schema</c>).</param>
    public void Check(JsonObject schema) => Check(manifest.Json, schema, "");

    private void Check(JsonNode value, JsonObject schema, string path)
    {
        if (path == "status")
            return;

        switch (value)
        {
            case JsonObject members:
                CheckMembers(members, schema, path);
                break;
            case JsonArray items:
                CheckRange(items, items.Count, "items", schema, "minItems", "maxItems", path);
                for (var index = 0; index < items.Count; index++)
                {
                    if (items[index] is { } item && schema["items"] is JsonObject itemSchema)
                        Check(item, itemSchema, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"));
                }

                break;
            default:
                CheckScalar(value, schema, path);
                break;
        }
    }

    private void CheckMembers(JsonObject members, JsonObject schema, string path)
    {
        foreach (var name in Texts(schema["required"]).Where(name => members[name] is null))
            Add(members, $"{Join(path, name)} is missing.");

        var properties = schema["properties"] as JsonObject;
        foreach (var (name, member) in members)
        {
            if (member is not null && (properties?[name] ?? schema["additionalProperties"]) is JsonObject known)
                Check(member, known, Join(path, name));
        }
    }

    private void CheckScalar(JsonNode value, JsonObject schema, string path)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(item => JsonNode.DeepEquals(item, value)))
        {
            string[] names = [.. allowed.Select(item => item?.ToString() ?? "null")];
            Add(value, $"{path} is '{value}'; it must be {string.Join(", ", names)}.{DidYouMean.For(value.ToString(), names)}");
        }

        if (value.GetValueKind() == JsonValueKind.String)
        {
            var text = value.GetValue<string>();
            CheckRange(value, text.Length, "characters", schema, "minLength", "maxLength", path);
            if (schema["pattern"] is { } pattern && !Matches(text, pattern.ToString()))
                Add(value, $"{path} must match {pattern}.");
        }
        else if (Number(value) is { } number
            && ((Number(schema["minimum"]) ?? double.MinValue) > number || (Number(schema["maximum"]) ?? double.MaxValue) < number))
        {
            Add(value, $"{path} is {value}; it must be {Limits(schema, "minimum", "maximum")}.");
        }
    }

    private void CheckRange(JsonNode value, int count, string unit, JsonObject schema, string least, string most, string path)
    {
        if ((Number(schema[least]) ?? 0) > count || (Number(schema[most]) ?? double.MaxValue) < count)
            Add(value, $"{path} has {count} {unit}; it must have {Limits(schema, least, most)}.");
    }

    private static string Limits(JsonObject schema, string least, string most) => (schema[least], schema[most]) switch
    {
        ({ } from, { } to) => $"{from} to {to}",
        ({ } from, null) => $"at least {from}",
        (_, var to) => $"at most {to}",
    };

    /// <summary>Returns whether a text matches a pattern of RE2. One that .NET can't read isn't checked.</summary>
    private static bool Matches(string text, string pattern)
    {
        try
        {
            // In .NET, an escaped hyphen can't begin a range.
            var readable = pattern.Replace(@"\--", @"\x2D-", StringComparison.Ordinal);
            return Regex.IsMatch(text, readable, RegexOptions.CultureInvariant, s_patience);
        }
        catch (Exception error) when (error is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static double? Number(JsonNode? value)
        => value is JsonValue number && number.GetValueKind() == JsonValueKind.Number
            ? double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(item => item?.ToString() ?? "");

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private void Add(JsonNode value, string message)
        => errors.Add(new ConfigError(manifest.ToString(), message, manifest.Locations.Of(value)));
}
