using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace GatewayKit.Configuration.Binding;

/// <summary>The value of a property that isn't configured.</summary>
internal static class DefaultValue
{
    /// <summary>Checks the default, so that a record can make an option mandatory with a default that its own rules reject.</summary>
    public static bool Check(object record, RecordProperty property, BindingPoint at)
    {
        if (!TryGet(record, property.Info, out var value))
            return true;

        // An immutable array that was never set can't even be counted; it is treated as empty.
        if (value is not null && IsUnsetArray(value) && value.GetType() is var type)
        {
            value = ListBuilder.Of(type.GenericTypeArguments[0], 0).Build(type);
            property.Info.SetValue(record, value);
        }

        return PropertyRules.Check(property, value, node: null, at);
    }

    /// <summary>Returns whether a value is an immutable array that was never set.</summary>
    public static bool IsUnsetArray(object value)
        => value.GetType() is { IsValueType: true, IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            && value.Equals(Activator.CreateInstance(type));

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A getter that throws has no default to check.")]
    public static bool TryGet(object record, PropertyInfo property, out object? value)
    {
        try
        {
            value = property.GetValue(record);
            return true;
        }
        catch (Exception)
        {
            value = null;
            return false;
        }
    }
}
