using System.Text.Json.Nodes;
using GatewayKit.Masking;
using GatewayKit.Operators.Pages;

namespace GatewayKit.Operators.Forms;

/// <summary>The form for the options of a plugin, made from their JSON Schema.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="Options">The options as they are entered. A stored secret that is kept is masked.</param>
internal sealed record OptionsForm(IReadOnlyList<Field> Fields, JsonObject Options)
{
    /// <summary>Gets whether a field has an error.</summary>
    public bool HasErrors => Fields.Any(HasError);

    /// <summary>Creates the form.</summary>
    /// <param name="schema">The schema of the options.</param>
    /// <param name="current">The stored options with masked secrets.</param>
    /// <param name="input">The input; null for a form that shows the stored options.</param>
    public static OptionsForm Create(JsonObject schema, JsonObject current, FormInput? input)
    {
        var options = current.DeepClone().AsObject();
        var fields = Members(schema, schema["$defs"] as JsonObject ?? [], current, options, "", 0, input);
        return new OptionsForm(fields, options);
    }

    private static List<Field> Members(
        JsonObject record, JsonObject definitions, JsonObject current, JsonObject options, string prefix, int depth, FormInput? input)
    {
        var required = (record["required"] as JsonArray ?? []).Select(key => (string?)key).ToHashSet(StringComparer.Ordinal);
        var fields = new List<Field>();
        foreach (var (key, node) in record["properties"] as JsonObject ?? [])
        {
            if (node is not JsonObject schema)
                continue;

            var stored = current.FirstOrDefault(member => member.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
            var shape = SchemaShape.Of(schema, definitions, stored.Value, depth);
            var field = new Field(prefix + key, key, shape.Kind)
            {
                Description = (string?)schema["description"],
                Bounds = FieldBounds.Of(shape),
                Default = schema["default"] is { } value ? JsonText.Line(value) : null,
                IsRequired = required.Contains(key),
                Choices = ChoicesOf(shape, stored.Value),
            };
            var (filled, entered) = Fill(field, shape, definitions, stored.Value, depth, input);
            fields.Add(filled);
            if (input is null)
                continue;
            if (stored.Key is { } written && entered is null)
                options.Remove(written);
            else if (entered is not null)
                options[stored.Key ?? key] = entered;
        }

        return fields;
    }

    private static (Field Field, JsonNode? Value) Fill(
        Field field, SchemaShape shape, JsonObject definitions, JsonNode? stored, int depth, FormInput? input)
    {
        switch (shape.Kind)
        {
            case FieldKind.Group:
                var before = stored as JsonObject ?? [];
                var after = before.DeepClone().AsObject();
                var members = Members(shape.Bare, definitions, before, after, field.Path + ".", depth + 1, input);
                return (field with { Members = members }, after.Count > 0 || stored is JsonObject { Count: 0 } ? after : null);

            case FieldKind.Secret:
                return Secret(field, stored, input);

            default:
                var shown = FieldTexts.Of(shape, stored);
                var text = input?.Text(field.Name) ?? shown;
                var value = FieldTexts.Read(shape, text, stored, out var error);
                return (field with { Text = text, Errors = error is null ? [] : [$"{field.Path} {error}"] }, value);
        }
    }

    private static (Field Field, JsonNode? Value) Secret(Field field, JsonNode? stored, FormInput? input)
    {
        var isRemoved = input?.Removes(field.Path) == true;
        var secret = isRemoved ? null : input?.Secret(field.Path);
        var shown = field with
        {
            HasStored = stored is not null,
            IsRemoved = isRemoved,
            Sealed = secret is null ? null : input!.Sealed(field.Path, secret),
        };
        if (isRemoved)
            return (shown, null);
        return (shown, secret is not null && secret != ConfigSecrets.Mask ? JsonValue.Create(secret) : stored?.DeepClone());
    }

    private static string[] ChoicesOf(SchemaShape shape, JsonNode? stored)
    {
        string[] names = shape.Kind switch
        {
            FieldKind.Choice => [.. (shape.Bare["enum"] as JsonArray ?? []).Select(JsonText.Line)],
            FieldKind.Switch => ["true", "false"],
            _ => [],
        };

        // Names can be written in any case, and a variable can be in place of a name.
        return names.Length > 0 && stored is not null && !names.Contains(JsonText.Line(stored)) ? [.. names, JsonText.Line(stored)] : names;
    }

    private static bool HasError(Field field) => field.Errors.Count > 0 || field.Members.Any(HasError);
}
