using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>
/// Checks a property's validation attributes. Doesn't use the framework's <c>Validator</c>: it caches every type that it
/// sees, which would keep a plugin's assembly from being unloaded.
/// </summary>
internal static class PropertyRules
{
    /// <summary>Checks a value and reports every rule that it breaks.</summary>
    /// <param name="property">The property.</param>
    /// <param name="value">Its value.</param>
    /// <param name="node">The node that the value was bound from; null for a default or a value from code.</param>
    /// <param name="at">The property's position.</param>
    /// <returns>Whether the value follows every rule.</returns>
    public static bool Check(RecordProperty property, object? value, ConfigNode? node, BindingPoint at)
    {
        var isValid = true;
        foreach (var attribute in property.Rules)
        {
            if (Broken(attribute, value, property.Key) is not { } allowed || UnsetVariables.AreIn(node))
                continue;

            isValid = false;
            at.Refuse(Found(value, node, at), allowed);
        }

        return isValid;
    }

    private static string Found(object? value, ConfigNode? node, BindingPoint at)
    {
        if (value is null)
            return "missing";
        if (node is ConfigScalar)
            return DisplayText.Node(node, at.IsSecret);
        if (ItemCount.Of(value) is { } count)
            return count == 0 ? "empty" : count == 1 ? "a list of 1 item" : $"a list of {count} items";

        return DisplayText.Value(value, at.IsSecret);
    }

    // The text after "it": "must be between 1 and 1000000".
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A rule that throws can't vouch for the value.")]
    private static string? Broken(ValidationAttribute attribute, object? value, string key)
    {
        try
        {
            var allowed = attribute switch
            {
                RequiredAttribute required => ValueRules.Required(required, value),
                _ when value is null && attribute.GetType().Assembly == typeof(ValidationAttribute).Assembly => null,
                RangeAttribute range => RangeRule.Broken(range, value!),
                StringLengthAttribute length => LengthRule.Broken(value!, length.MinimumLength, length.MaximumLength),
                MinLengthAttribute least => LengthRule.Broken(value!, least.Length, null),
                MaxLengthAttribute most => LengthRule.Broken(value!, 0, most.Length < 0 ? null : most.Length),
                LengthAttribute length => LengthRule.Broken(value!, length.MinimumLength, length.MaximumLength),
                RegularExpressionAttribute pattern => PatternRule.Broken(pattern, value!),
                AllowedValuesAttribute allowedValues => ValueRules.Allowed(allowedValues, value),
                _ => attribute.IsValid(value) ? null : Own(attribute.FormatErrorMessage(key)),
            };

            // AllowedValues always has its own message, which doesn't name the values.
            return allowed is not null && attribute is not AllowedValuesAttribute && attribute.ErrorMessage is { } message
                ? Own(message.Replace("{0}", key, StringComparison.Ordinal))
                : allowed;
        }
        catch (Exception error)
        {
            return $"could not be checked ({attribute.GetType().Name}: {error.GetType().Name})";
        }
    }

    // An attribute's own message: the end of our sentence if it fits, otherwise a remark.
    private static string Own(string message)
    {
        var text = message.TrimEnd('.');
        return text.StartsWith("must ", StringComparison.Ordinal) ? text : $"is not valid: {text}";
    }
}
