using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Schemas;

/// <summary>Checks limits, patterns and formats.</summary>
internal static class LimitCheck
{
    public static void Check(JsonNode? value, Schema schema, FieldPath? path, List<FieldError> errors)
    {
        if (value is JsonValue scalar && scalar.TryGetValue<string>(out var text))
            CheckText(text, schema, path, errors);
        else if (schema.Limits is { } limits)
            errors.AddRange(Violations(value, limits, $"{path}"));
    }

    private static IEnumerable<FieldError> Violations(JsonNode? value, Limits limits, string path)
    {
        switch (value)
        {
            case JsonArray items:
                if (items.Count > limits.MaxItems)
                    yield return FieldError.TooMany(path, items.Count, limits.MaxItems);
                if (items.Count < limits.MinItems)
                    yield return Invalid($"should have at least {limits.MinItems} items");
                break;
            case JsonObject members:
                if (members.Count > limits.MaxProperties)
                    yield return FieldError.TooMany(path, members.Count, limits.MaxProperties);
                if (members.Count < limits.MinProperties)
                    yield return Invalid($"should have at least {limits.MinProperties} properties");
                break;
            case JsonValue scalar when scalar.TryGetValue<double>(out var number):
                if (number > limits.Maximum)
                    yield return Invalid($"should be less than or equal to {Number(limits.Maximum)}");
                if (number < limits.Minimum)
                    yield return Invalid($"should be greater than or equal to {Number(limits.Minimum)}");
                break;
        }

        FieldError Invalid(string detail) => FieldError.Invalid(path, Shown(value), $"{path} in body {detail}");
    }

    private static void CheckText(string text, Schema schema, FieldPath? path, List<FieldError> errors)
    {
        if (text.Length > schema.Limits?.MaxLength)
            errors.Add(new FieldError("FieldValueTooLong", $"{path}", $"Too long: may not be more than {schema.Limits.MaxLength} bytes"));
        if (text.Length < schema.Limits?.MinLength)
            Add($"{path} in body should be at least {schema.Limits.MinLength} chars long");
        if (schema.Pattern is { } pattern && !pattern.Value.IsMatch(text))
            Add($"{path} in body should match '{pattern.Value.ToString().Replace("\\z", "$", StringComparison.Ordinal)}'");
        if (!HasFormat(text, schema.Format))
            Add($"{path} in body must be of type {schema.Format}: \"{text}\"");

        void Add(string detail) => errors.Add(FieldError.Invalid($"{path}", $"\"{text}\"", detail));
    }

    private static bool HasFormat(string text, string? format) => format switch
    {
        "ipv4" => IPAddress.TryParse(text, out var v4) && v4.AddressFamily == AddressFamily.InterNetwork && v4.ToString() == text,
        "ipv6" => IPAddress.TryParse(text, out var v6) && v6.AddressFamily == AddressFamily.InterNetworkV6,
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && text.Contains('T', StringComparison.Ordinal),
        "byte" => Convert.TryFromBase64String(text, new byte[text.Length], out _),
        _ => true,
    };

    private static string Shown(JsonNode? value) => value switch
    {
        JsonArray items => items.Count.ToString(CultureInfo.InvariantCulture),
        JsonObject members => members.Count.ToString(CultureInfo.InvariantCulture),
        _ => JsonText.Show(value),
    };

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
