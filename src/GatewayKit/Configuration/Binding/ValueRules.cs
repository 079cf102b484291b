using System.ComponentModel.DataAnnotations;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Configuration.Binding;

/// <summary>The rules about single values.</summary>
internal static class ValueRules
{
    public static string? Required(RequiredAttribute attribute, object? value) => value switch
    {
        null => "is required",
        string text when !attribute.AllowEmptyStrings && string.IsNullOrWhiteSpace(text) => "must not be empty",
        not string when ItemCount.Of(value) == 0 => "must not be empty",
        _ => null,
    };

    public static string? Allowed(AllowedValuesAttribute attribute, object? value)
        => attribute.Values.Any(allowed => Equals(allowed, value)) ? null : Words(attribute);

    public static string Words(AllowedValuesAttribute attribute)
    {
        var values = attribute.Values.Where(v => v is not null).Select(v => DisplayText.Value(v, isSecret: false).Trim('\''));
        return $"must be one of: {string.Join(", ", values)}";
    }
}
