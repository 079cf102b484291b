using System.Buffers;
using System.Globalization;
using System.Text.Json;
using GraphQLParser.AST;

namespace GatewayKit.Plugins.GraphQL.Rest;

/// <summary>The type of a variable, as far as it is known without a schema: lists, and scalars (GraphQL specification, section
/// 3.5).</summary>
internal sealed class VariableType
{
    // Int has 32 bits.
    private const string Int32 = "Int";
    private const string Id = "ID";

    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789+-.eE");

    private readonly string _name;
    private readonly ScalarKind? _kind;

    private VariableType(GraphQLType type, IReadOnlyDictionary<string, ScalarKind> scalars)
    {
        IsRequired = type is GraphQLNonNullType;
        if (type is GraphQLNonNullType { Type: var inner })
            type = inner;
        Item = type is GraphQLListType list ? new VariableType(list.Type, scalars) : null;
        _name = (type as GraphQLNamedType)?.Name.StringValue ?? "";
        _kind = _name switch
        {
            Int32 => ScalarKind.WholeNumber,
            "Float" => ScalarKind.Number,
            "Boolean" => ScalarKind.Boolean,
            "String" or Id => ScalarKind.Text,
            _ => scalars.TryGetValue(_name, out var kind) ? kind : null,
        };
    }

    /// <summary>Gets whether null isn't a value.</summary>
    public bool IsRequired { get; }

    /// <summary>Gets the type of the items; null if this isn't a list.</summary>
    public VariableType? Item { get; }

    public static VariableType Of(GraphQLType type, IReadOnlyDictionary<string, ScalarKind> scalars) => new(type, scalars);

    /// <summary>Writes a text as the value of this type, which isn't a list.</summary>
    /// <exception cref="RestRequestException">The text isn't a value of the type.</exception>
    public void Write(Utf8JsonWriter writer, string text, VariableSource source)
    {
        switch (_kind ?? ScalarKind.Text)
        {
            case ScalarKind.Text:
                writer.WriteStringValue(text);
                break;
            case ScalarKind.Boolean when text is "true" or "false":
                writer.WriteBooleanValue(text == "true");
                break;
            case ScalarKind.WholeNumber when IsInteger(text):
            case ScalarKind.Number when IsNumber(text):
                writer.WriteRawValue(text);
                break;
            default:
                throw Invalid(source);
        }
    }

    /// <summary>Checks a value of the body. A single value is allowed for a list (GraphQL specification, section 3.11).</summary>
    /// <exception cref="RestRequestException">The value isn't one of the type.</exception>
    public void Check(JsonElement value, VariableSource source)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (IsRequired)
                throw Invalid(source);
        }
        else if (Item is not null && value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Item.Check(item, source);
        }
        else if (Item is not null)
            Item.Check(value, source);
        else if (!Allows(value))
            throw Invalid(source);
    }

    private bool Allows(JsonElement value) => _kind switch
    {
        ScalarKind.Text => value.ValueKind == JsonValueKind.String
            || (_name == Id && value.ValueKind == JsonValueKind.Number && IsInteger(value.GetRawText())),
        ScalarKind.WholeNumber => value.ValueKind == JsonValueKind.Number && IsInteger(value.GetRawText()),
        ScalarKind.Number => value.ValueKind == JsonValueKind.Number,
        ScalarKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => true,
    };

    private bool IsInteger(string text)
    {
        var digits = text.StartsWith('-') ? text.AsSpan(1) : text;
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9') && (digits[0] != '0' || digits.Length == 1)
            && (_name != Int32 || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
    }

    private static bool IsNumber(string text)
    {
        try
        {
            return text.Length > 0 && !text.AsSpan().ContainsAnyExcept(s_number)
                && JsonElement.Parse(text).ValueKind == JsonValueKind.Number
                && double.IsFinite(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private RestRequestException Invalid(VariableSource source) => new(_kind switch
    {
        ScalarKind.WholeNumber when _name == Int32 => $"{source} must be a whole number of 32 bits.",
        ScalarKind.WholeNumber => $"{source} must be a whole number.",
        ScalarKind.Number => $"{source} must be a number.",
        ScalarKind.Boolean => $"{source} must be true or false.",
        ScalarKind.Text => $"{source} must be a text.",
        _ => $"{source} isn't valid.",
    });
}
