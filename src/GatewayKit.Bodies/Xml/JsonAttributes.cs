using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace GatewayKit.Bodies;

/// <summary>The members of objects that are attributes and declarations of namespaces in XML.</summary>
/// <param name="prefix">The beginning of their names.</param>
internal sealed class JsonAttributes(string prefix)
{
    private const string Xmlns = "xmlns";

    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(prefix);

    public bool IsAttribute(JsonProperty member)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return raw.Contains((byte)'\\')
            ? member.Name.Length > prefix.Length && member.Name.StartsWith(prefix, StringComparison.Ordinal)
            : raw.Length > _prefix.Length && raw.StartsWith(_prefix);
    }

    /// <summary>Returns whether an object has attributes.</summary>
    /// <exception cref="ConversionException">The object has too many.</exception>
    public bool HasAny(JsonElement value)
    {
        var count = 0;
        foreach (var member in value.EnumerateObject())
        {
            if (IsAttribute(member) && ++count > XmlJsonRules.MaxAttributes)
                throw ConversionException.HasTooManyAttributes();
        }

        return count > 0;
    }

    /// <summary>Returns the attributes of an object: their names in XML, and the members.</summary>
    public IEnumerable<(string Name, JsonProperty Member)> Of(JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (IsAttribute(member))
                yield return (member.Name[prefix.Length..], member);
        }
    }

    /// <summary>Returns the value of an attribute.</summary>
    /// <exception cref="ConversionException">The value is an object or an array.</exception>
    public static string ValueOf(JsonProperty attribute)
        => attribute.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? throw ConversionException.Invalid(
                $"has the attribute '{ConversionException.Shown(attribute.Name)}', whose value isn't a text, a number or a boolean")
            : JsonBody.TextOf(attribute.Value);

    /// <summary>Returns whether an element declares a prefix itself.</summary>
    /// <param name="element">The value of the element.</param>
    /// <param name="declared">The prefix; empty for the default namespace.</param>
    public bool Declares(JsonElement element, string declared)
        => element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(prefix + (declared.Length == 0 ? Xmlns : $"{Xmlns}:{declared}"), out _);

    /// <returns>The prefix that an attribute declares, empty for the default namespace; <c>null</c> if it isn't a declaration.</returns>
    public static string? DeclaredBy(string name)
        => name == Xmlns ? ""
            : name.StartsWith("xmlns:", StringComparison.Ordinal) ? name[6..]
            : null;
}
