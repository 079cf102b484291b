using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Schemas;

/// <summary>Checks a value against its schema.</summary>
internal static class Validation
{
    public static List<FieldError> Validate(JsonObject value, Schema schema)
    {
        var errors = new List<FieldError>();
        Validate(value, schema, null, errors);
        return errors;
    }

    private static void Validate(JsonNode? value, Schema schema, FieldPath? path, List<FieldError> errors)
    {
        if (value is null && schema.IsNullable)
            return;

        if (!Types.Matches(value, schema.Type))
        {
            var (found, type) = ($"\"{Types.NameOf(value)}\"", Types.NameOf(schema.Type));
            errors.Add(FieldError.Wrong($"{path}", found, $"{path} in body must be of type {type}: {found}"));
            return;
        }

        if (schema.Values.Count > 0 && !schema.Values.Any(allowed => JsonNode.DeepEquals(allowed, value)))
            errors.Add(FieldError.Unsupported($"{path}", Show(value), schema.Values.Select(Show)));
        LimitCheck.Check(value, schema, path, errors);
        ValidateBranches(value, schema, path, errors);
        if (value is JsonObject members)
            ValidateMembers(members, schema, path, errors);
        else if (value is JsonArray items)
            ValidateItems(items, schema, path, errors);
    }

    private static void ValidateMembers(JsonObject members, Schema schema, FieldPath? path, List<FieldError> errors)
    {
        foreach (var name in schema.Required)
            if (!members.ContainsKey(name))
                errors.Add(FieldError.Required(FieldPath.Member(path, name).ToString()));
        foreach (var (name, member) in members)
            if (schema.Known(name) is { } known && !ReferenceEquals(known, Schema.Anything))
                Validate(member, known, FieldPath.Member(path, name), errors);
    }

    private static void ValidateItems(JsonArray items, Schema schema, FieldPath? path, List<FieldError> errors)
    {
        var seen = schema.ListKind == ListKind.Atomic ? null : new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < items.Count; index++)
        {
            var item = FieldPath.Item(path, index);
            if (schema.Items is not null)
                Validate(items[index], schema.Items, item, errors);
            if (seen is not null && ListItems.Identity(items[index], schema) is { } identity && !seen.Add(identity))
                errors.Add(FieldError.Duplicate(item.ToString(), identity));
        }
    }

    private static void ValidateBranches(JsonNode? value, Schema schema, FieldPath? path, List<FieldError> errors)
    {
        foreach (var branch in schema.AllOf)
            Validate(value, branch, path, errors);
        if (schema.AnyOf.Count > 0 && !schema.AnyOf.Any(branch => IsValid(value, branch)))
            errors.Add(Branch("must validate at least one schema (anyOf)"));
        if (schema.OneOf.Count > 0 && schema.OneOf.Count(branch => IsValid(value, branch)) != 1)
            errors.Add(Branch("must validate one and only one schema (oneOf)"));
        if (schema.Not is not null && IsValid(value, schema.Not))
            errors.Add(Branch("must not validate the schema (not)"));

        FieldError Branch(string detail) => FieldError.Invalid($"{path}", Show(value), $"{path} in body {detail}");
    }

    private static bool IsValid(JsonNode? value, Schema schema)
    {
        var errors = new List<FieldError>();
        Validate(value, schema, null, errors);
        return errors.Count == 0;
    }

    private static string Show(JsonNode? value)
        => value?.GetValueKind() is null or JsonValueKind.Null ? "\"null\"" : JsonText.Show(value);
}
