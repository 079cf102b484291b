using System.Globalization;
using System.Text.Json;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.Aggregate.Json;

/// <summary>A value of JSON whose texts can be templates. A text that is only an output becomes the value of it, of any type; another one
/// stays a text. So the result is valid JSON, regardless of the values.</summary>
internal sealed class DataTemplate
{
    private const int MaxDepth = 64;

    private readonly object? _root;

    private DataTemplate(object? root) => _root = root;

    /// <param name="option">The option, for errors.</param>
    /// <param name="value">Its value.</param>
    /// <param name="vocabulary">The names that templates can use; null if texts are constants.</param>
    /// <param name="parts">Receives the parts that the templates use.</param>
    /// <param name="errors">Receives the errors.</param>
    public static DataTemplate Parse(
        string option, object? value, TemplateVocabulary? vocabulary, ISet<string> parts, ICollection<OptionsError> errors)
        => new(Compile(option, value, vocabulary, parts, errors, MaxDepth));

    /// <summary>Writes the value.</summary>
    /// <exception cref="TemplateException">A value can't be determined, or the text is too long.</exception>
    /// <exception cref="Expressions.ExpressionException">A value isn't determined.</exception>
    public void Write(Utf8JsonWriter json, TemplateData data, long limit) => Write(json, _root, data, limit);

    /// <summary>Writes the members of a mapping.</summary>
    public void WriteMembers(Utf8JsonWriter json, TemplateData data, long limit)
    {
        foreach (var (name, member) in (KeyValuePair<string, object?>[])_root!)
        {
            json.WritePropertyName(name);
            Write(json, member, data, limit);
        }
    }

    private static object? Compile(
        string option, object? value, TemplateVocabulary? vocabulary, ISet<string> parts, ICollection<OptionsError> errors, int depth)
    {
        if (depth == 0)
        {
            errors.Add(new OptionsError(option, $"is deeper than {MaxDepth}"));
            return null;
        }

        switch (value)
        {
            case string text when vocabulary is not null && Template.Is(text):
                if (Template.Parse(text, vocabulary, out var problem) is { } template)
                {
                    parts.UnionWith(template.Members);
                    return template;
                }

                errors.Add(new OptionsError(option, $"has an invalid template: {problem}"));
                return null;
            case null or string or bool or long or int or short or byte or double:
                return value;
            case IEnumerable<KeyValuePair<string, object?>> members:
                return members.Select(member => KeyValuePair.Create(
                    member.Key, Compile($"{option}.{member.Key}", member.Value, vocabulary, parts, errors, depth - 1))).ToArray();
            case IEnumerable<object?> items:
                return items.Select((item, index) => Compile($"{option}[{index}]", item, vocabulary, parts, errors, depth - 1)).ToArray();
            default:
                return Convert.ToString(value, CultureInfo.InvariantCulture);
        }
    }

    private static void Write(Utf8JsonWriter json, object? node, TemplateData data, long limit)
    {
        switch (node)
        {
            case Template { HasValue: true } template:
                data.Evaluate(template).WriteTo(json);
                break;
            case Template template:
                json.WriteStringValue(data.Render(template));
                break;
            case KeyValuePair<string, object?>[] members:
                json.WriteStartObject();
                foreach (var (name, member) in members)
                {
                    json.WritePropertyName(name);
                    Write(json, member, data, limit);
                }

                json.WriteEndObject();
                break;
            case object?[] items:
                json.WriteStartArray();
                foreach (var item in items)
                    Write(json, item, data, limit);
                json.WriteEndArray();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case null:
                json.WriteNullValue();
                break;
            default:
                json.WriteNumberValue(Convert.ToInt64(node, CultureInfo.InvariantCulture));
                break;
        }

        if (json.BytesCommitted + json.BytesPending > limit)
            throw new TemplateException($"The text is longer than {limit} bytes.");
    }
}
