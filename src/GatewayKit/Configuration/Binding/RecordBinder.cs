using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>Binds a mapping to a record: every key is a property, every required property has a key.</summary>
internal static class RecordBinder
{
    public static object? Bind(Type type, ConfigNode node, BindingPoint at)
    {
        if (ConfigMapping.From(node) is { } mapping)
            return Bind(type, mapping, at, RecordKeys.AsProperties);

        if (RecordProperties.Shorthand(type) is not { Name: var name }
            || RecordProperties.WithRules(type).FirstOrDefault(property => property.Info.Name == name) is not { } shorthand)
            at.RefuseKind(node, "must be a mapping");
        else if (node is not ConfigScalar)
            at.RefuseKind(node, $"must be a mapping, or its '{shorthand.Key}' alone");
        else
            return BindShorthand(type, shorthand, node, at);

        return null;
    }

    public static object? Bind(Type type, ConfigMapping mapping, BindingPoint at, RecordKeys keys)
        => BindParts(type, mapping, at, keys, out var isWhole) is { } record && isWhole ? record : null;

    /// <returns>The record with the values that could be bound; null if it couldn't be created.</returns>
    public static object? BindParts(Type type, ConfigMapping mapping, BindingPoint at, RecordKeys keys, out bool isWhole)
    {
        var properties = RecordProperties.WithRules(type);
        if (keys.Without.Count > 0)
            properties = [.. properties.ExceptBy(keys.Without, property => property.Key)];
        isWhole = UnknownKeys.Refuse(mapping, [.. properties.Select(property => property.Key), .. keys.Others], at);
        if (Create(type, at) is not { } record)
            return null;

        foreach (var property in properties)
            isWhole &= BindProperty(record, property, mapping.Find(property.Key), at);

        isWhole = isWhole && RecordRules.Check(record, mapping, at);
        return record;
    }

    /// <summary>Binds a record of which one property is given, instead of the record.</summary>
    private static object? BindShorthand(Type type, RecordProperty shorthand, ConfigNode node, BindingPoint at)
        => Create(type, at) is { } record
            && NodeBinder.Bind(shorthand.Type, node, at with { Allowed = shorthand.AllowedWords }) is { } value
            && PropertyRules.Check(shorthand, value, node, at)
            && Set(record, shorthand, value, node, at)
            && RecordRules.Check(record, mapping: null, at) ? record : null;

    private static bool BindProperty(object record, RecordProperty property, ConfigNode? node, BindingPoint parent)
    {
        if (node is not null && property.IsCommaSeparated)
            node = CommaSeparatedText.Of(node);
        var at = parent.Key(property.Key, node) with { IsSecret = parent.IsSecret || property.IsSecret };
        if (IsAbsent(node, property.Type))
        {
            if (!property.IsRequired)
                return DefaultValue.Check(record, property, at);

            at.Add($"{at.Subject} is missing; it is required.");
            return false;
        }

        return NodeBinder.Bind(property.Type, node!, at with { Allowed = property.AllowedWords }) is { } value
            && PropertyRules.Check(property, value, node, at)
            && Set(record, property, value, node!, at);
    }

    // An empty list of flags has no meaning; IConfiguration represents it as empty text.
    private static bool IsAbsent(ConfigNode? node, Type type) => node switch
    {
        null or ConfigNull => true,
        ConfigScalar { IsEmptySetting: true } or ConfigSequence { Items.Count: 0 }
            => Shape.Of(type).Kind == ShapeKind.Enum,
        _ => false,
    };

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "An exception from a plugin's constructor is an error in its options and must not stop the host.")]
    private static object? Create(Type type, BindingPoint at)
    {
        try
        {
            return Activator.CreateInstance(type);
        }
        catch (Exception error)
        {
            at.Add($"{at.Subject} can't be bound: {type.Name} could not be created ({(error.InnerException ?? error).GetType().Name}).");
            return null;
        }
    }

    // The exception's own message may repeat the value, and the value may be a secret.
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "An exception from a plugin's setter is an error in its options and must not stop the host.")]
    private static bool Set(object record, RecordProperty property, object value, ConfigNode node, BindingPoint at)
    {
        try
        {
            property.Info.SetValue(record, value);
            return true;
        }
        catch (Exception error)
        {
            if (UnsetVariables.AreIn(node))
                return true;
            at.RefuseValue(node, $"was refused ({(error.InnerException ?? error).GetType().Name})");
            return false;
        }
    }
}
